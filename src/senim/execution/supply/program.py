"""What the two prepared programs, `zygote` and `standby`, have in common."""

from __future__ import annotations

import gc
import json
import os
import socket
import sys
from dataclasses import asdict, dataclass
from typing import Any

from senim.execution.supply.preparing import NotPreparedError, Prepared, TalkativeModuleError, prepare
from senim.execution.supply.wire import send


@dataclass(frozen=True)
class Orders:
    """What a prepared process is started with, on its command line.

    Parameters
    ----------
    channel : int
        The open socket to its parent.
    parent : int
        Process id of its parent.
    modules : tuple of str
        What to import.
    left_out : tuple of str
        What not to import.
    """

    channel: int
    parent: int
    modules: tuple[str, ...]
    left_out: tuple[str, ...]

    def command(self, program: str) -> list[str]:
        """Give the command that starts a program with these orders.

        Parameters
        ----------
        program : str
            Path of the program.

        Returns
        -------
        list of str
            The command.
        """
        return [sys.executable, program, json.dumps(asdict(self))]

    @classmethod
    def read(cls) -> Orders:
        """Read the orders of this process.

        Returns
        -------
        Orders
            The orders.
        """
        given: dict[str, Any] = json.loads(sys.argv[1])
        return cls(**{**given, "modules": tuple(given["modules"]), "left_out": tuple(given["left_out"])})


def begin(orders: Orders, program: str, *, for_forks: bool) -> tuple[socket.socket, Prepared]:
    """Import what was ordered and say so; ends the process where it cannot be prepared.

    Parameters
    ----------
    orders : Orders
        The orders.
    program : str
        Path of this program.
    for_forks : bool
        Whether this process will fork.

    Returns
    -------
    tuple of socket and Prepared
        The channel to the parent, and what was imported.
    """
    environment = dict(os.environ)
    # Imports make many objects and little garbage; `become_kernel` turns it on again.
    gc.disable()
    try:
        prepared = prepare(orders.modules, orders.left_out, for_forks=for_forks)
    except TalkativeModuleError as error:
        # What it says belongs into the notebook that imports it, so it is not imported here: begin again.
        left_out = (*orders.left_out, error.module)
        os.set_inheritable(orders.channel, True)
        os.ftruncate(1, 0)
        again = Orders(orders.channel, orders.parent, orders.modules, left_out)
        os.execve(sys.executable, again.command(program), environment)
    except NotPreparedError as error:
        send(socket.socket(fileno=orders.channel), {"refused": str(error)})
        sys.exit(1)
    channel = socket.socket(fileno=orders.channel)
    channel.set_inheritable(False)
    send(channel, {"ready": True})
    return channel, prepared
