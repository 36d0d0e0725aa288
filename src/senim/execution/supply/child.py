"""A prepared child process of this one: its channel, its output, its readiness and its end."""

from __future__ import annotations

import os
import socket
import subprocess
import tempfile
import threading
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from senim.execution.kernels import LIVE, kernel_environment
from senim.execution.supply.ending import KEEPS_IDS
from senim.execution.supply.process import Output, SupplyError
from senim.execution.supply.program import Orders
from senim.execution.supply.wire import receive

PATIENCE_SECONDS = 5.0
_TAIL_CHARACTERS = 500


class PreparedChild:
    """A process of `zygote` or `standby`; started at once, it imports while this process goes on.

    Parameters
    ----------
    program : str
        Name of the program's module in this package.
    modules : sequence of str
        What it imports.
    """

    def __init__(self, program: str, modules: Sequence[str]) -> None:
        self.channel, theirs = socket.socketpair()
        self._log = tempfile.TemporaryFile()  # noqa: SIM115 - closed by `let_go`
        self._asking = threading.Lock()
        self._answer: str | None = None
        path = str(Path(__file__).with_name(f"{program}.py"))
        orders = Orders(theirs.fileno(), os.getpid(), tuple(modules), ())
        try:
            self.process = subprocess.Popen(
                orders.command(path),
                # A folder in which nothing can stand in the way of a module.
                cwd="/",
                env=kernel_environment(),
                stdin=subprocess.DEVNULL,
                stdout=self._log,
                stderr=self._log,
                pass_fds=[theirs.fileno()],
                start_new_session=True,
            )
        except OSError as error:
            self.channel.close()
            self._log.close()
            raise SupplyError(f"no process can be started: {error}") from error
        finally:
            theirs.close()
        LIVE.add_helper(self.process.pid)

    def wait_until_ready(self) -> str:
        """Wait until everything is imported.

        Returns
        -------
        str
            Why it cannot be used; empty where it can.

        Raises
        ------
        TimeoutError
            If the channel has a time limit, and it passes.
        """
        with self._asking:
            if self._answer is None:
                self._answer = self._ask()
            return self._answer

    def _ask(self) -> str:
        received = receive(self.channel)
        if received is None:
            return f"it ended while it imported ({self._tail() or 'without a word'})"
        return str(received[0].get("refused", ""))

    def ask_to_end(self) -> None:
        """Tell it to end: while it imports it dies of the signal, later it ends what it started first."""
        with suppress(OSError):
            self.channel.shutdown(socket.SHUT_RDWR)
        self.process.terminate()

    def end(self) -> None:
        """End it, and wait for that."""
        self.ask_to_end()
        # Its number may be given to another process as soon as it is waited for.
        LIVE.remove_helper(self.process.pid)
        try:
            self.process.wait(PATIENCE_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.let_go()

    def wait(self) -> None:
        """Wait until it has ended, and forget its number before that can be given to another process."""
        if KEEPS_IDS:
            with suppress(ChildProcessError):
                os.waitid(os.P_PID, self.process.pid, os.WEXITED | os.WNOWAIT)
        LIVE.remove_helper(self.process.pid)
        self.process.wait()

    def let_go(self) -> None:
        """Close what this process holds of it, and forget it."""
        LIVE.remove_helper(self.process.pid)
        self.channel.close()
        self._log.close()

    def _tail(self) -> str:
        self._log.seek(0)
        lines = self._log.read().decode("utf-8", "replace").strip().splitlines()
        return lines[-1][:_TAIL_CHARACTERS] if lines else ""


def open_files(output: tuple[Output, Output]) -> tuple[int, int]:
    """Give the numbers of the files a kernel writes to.

    Parameters
    ----------
    output : tuple of file or None
        Files; None for the standard output and error of this process.

    Returns
    -------
    tuple of int
        Open files.
    """
    numbers = []
    for standard, file in enumerate(output, start=1):
        numbers.append(standard if file is None else file if isinstance(file, int) else file.fileno())
    return numbers[0], numbers[1]
