"""Kernels forked from one prepared process, the zygote, at a fraction of what a new Python costs."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from contextlib import suppress

from senim.execution.supply.asking import forked_child, listening
from senim.execution.supply.child import PATIENCE_SECONDS, PreparedChild
from senim.execution.supply.door import Door
from senim.execution.supply.process import KernelProcess, KernelSupply, Output, SupplyError, SupplyLateError
from senim.execution.supply.request import DOOR, KernelRequest
from senim.execution.supply.wire import Message, send

PROGRAM = "zygote"


class Zygote:
    """A process that imports once and forks on request; lives for one run, so it never serves old code.

    It is started at once and imports while this process goes on; who asks for a child waits for it.

    Parameters
    ----------
    program : str
        Name of the program's module in this package.
    modules : sequence of str
        What it imports.
    """

    def __init__(self, program: str, modules: Sequence[str]) -> None:
        self.owner = os.getpid()
        self._program, self._modules = program, tuple(modules)
        self._child: PreparedChild | None = None
        self._door: Door | None = None
        self._failure = "" if forks() else f"{sys.platform} cannot fork"
        self._closed = False
        self._one_at_a_time = threading.Lock()
        self._started, self._known = threading.Event(), threading.Event()
        self._ended = threading.Event()
        if self._failure:
            for event in (self._started, self._known, self._ended):
                event.set()
        else:
            # The thread lives as long as the zygote: the system kills the zygote when it ends.
            threading.Thread(target=self._watch, name=program, daemon=True).start()

    @property
    def failure(self) -> str:
        """Why nothing can be forked (any more); empty where it can, or is not known yet."""
        return self._failure

    @property
    def process_id(self) -> int | None:
        """Process id of the zygote; None before it was started, and where it was not."""
        self._started.wait()
        return self._child.process.pid if self._child else None

    def _watch(self) -> None:
        try:
            self._child = child = PreparedChild(self._program, self._modules)
        except SupplyError as error:
            self._failure = str(error)
            for event in (self._started, self._known, self._ended):
                event.set()
            return
        self._started.set()
        self._failure = child.wait_until_ready()
        self._known.set()
        child.wait()
        self._failure = self._failure or f"the process that forks ended ({_ending(child.process)})"
        self._ended.set()

    def fork(
        self, request: Message, output: tuple[Output, Output], seconds: float
    ) -> tuple[socket.socket, int]:
        """Have a child forked.

        Parameters
        ----------
        request : dict
            What the child is to do.
        output : tuple of file or None
            Where it writes its standard output and error; None for those of this process.
        seconds : float
            How long to wait for it, preparation included.

        Returns
        -------
        tuple of socket and int
            Its leash, whose time limit is what is left of the time, and its process id. Dropped, the leash
            ends the child with all it started.

        Raises
        ------
        SupplyError
            If there is no child to be had.
        """
        until = time.monotonic() + seconds
        if not self._known.wait(seconds):
            raise SupplyLateError(f"the process that forks was not ready after {seconds:.0f} s")
        if self._failure or self._closed or self._child is None:
            raise SupplyError(self._failure or "it was closed")
        return forked_child(self._child.channel, self._one_at_a_time, request, output, until)

    def open_door(self) -> str:
        """Let other programs of this machine have kernels forked here, too.

        Returns
        -------
        str
            The address for a `GuestSupply`; empty where there can be no door.
        """
        self._started.wait()
        if self._child is None or self._closed:
            return ""
        if self._door is None:
            door = self._door = Door()
            if door.listener is not None:
                with self._one_at_a_time, suppress(OSError):
                    send(self._child.channel, {DOOR: door.address}, [door.listener.fileno()])
            door.handed_over()
        return self._door.address

    def check(self) -> None:
        """Wait until it is known whether it can fork.

        Raises
        ------
        SupplyError
            If it cannot.
        """
        self.settle()
        if self._failure:
            raise SupplyError(self._failure)

    def settle(self) -> None:
        """Wait until it is known whether it can fork."""
        self._known.wait()

    def close(self) -> None:
        """End it, and every child that it has."""
        if os.getpid() != self.owner:
            # A copy of this process by a fork: it has neither the thread that is waited for nor the zygote.
            return
        self._closed = True
        self._started.wait()
        if self._child is not None:
            self._child.ask_to_end()
            if not self._ended.wait(PATIENCE_SECONDS):
                self._child.process.kill()
                self._ended.wait()
            self._child.let_go()
        if self._door is not None:
            self._door.close()


class ForkedSupply(KernelSupply):
    """Has kernels forked.

    Parameters
    ----------
    modules : sequence of str
        What is imported before.
    """

    mode = "forked"

    def __init__(self, modules: Sequence[str]) -> None:
        self._zygote = Zygote(PROGRAM, modules)

    @property
    def failure(self) -> str:
        """Why no kernel can be forked (any more); empty where it can, or is not known yet."""
        return self._zygote.failure

    @property
    def process_id(self) -> int | None:
        """Process id of the zygote; None where none was started."""
        return self._zygote.process_id

    def start(self, request: KernelRequest, output: tuple[Output, Output], seconds: float) -> KernelProcess:
        return listening(*self._zygote.fork(request.as_message(), output, seconds))

    def door(self) -> str:
        return self._zygote.open_door()

    def settle(self) -> None:
        self._zygote.settle()

    def check(self) -> None:
        self._zygote.check()

    def close(self) -> None:
        self._zygote.close()


def forks() -> bool:
    """Say whether this system can fork and pass open files between processes.

    Returns
    -------
    bool
        False on Windows.
    """
    return all(hasattr(thing, name) for thing, name in ((os, "fork"), (socket, "send_fds")))


def _ending(process: subprocess.Popen[bytes]) -> str:
    code = process.returncode
    return f"signal {-code}" if code < 0 else f"exit code {code}"
