"""Kernels forked from one prepared process, the zygote, at a fraction of what a new Python costs."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from senim.execution.limits import SHORTEST_SECONDS
from senim.execution.supply.child import PATIENCE_SECONDS, PreparedChild, open_files
from senim.execution.supply.process import (
    ForkedProcess,
    KernelProcess,
    KernelSupply,
    Output,
    SupplyError,
    SupplyLateError,
)
from senim.execution.supply.request import KernelRequest
from senim.execution.supply.wire import Message, receive, send

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
        leash, theirs = socket.socketpair()
        leash.settimeout(max(until - time.monotonic(), SHORTEST_SECONDS))
        with _dropped_on_failure(leash, seconds):
            with theirs, self._one_at_a_time:
                files = (theirs.fileno(), *open_files(output))
                send(self._child.channel, request, files)
            first = _told(leash)
            if "process_id" not in first:
                raise SupplyError(first.get("refused", f"the child of the fork ended at once ({first})"))
        return leash, int(first["process_id"])

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
        leash, process_id = self._zygote.fork(request.as_message(), output, seconds)
        process = ForkedProcess(leash, process_id)
        with _dropped_on_failure(leash, seconds):
            second = _told(leash)
        if "ended" in second:
            process.ended_with(int(second["ended"]))
        leash.settimeout(None)
        return process

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


@contextmanager
def _dropped_on_failure(leash: socket.socket, seconds: float) -> Iterator[None]:
    """Drop the leash where there is no child to be had: that ends what may have been forked all the same."""
    try:
        yield
    except TimeoutError as error:
        leash.close()
        raise SupplyLateError(f"nothing was forked in {seconds:.0f} s") from error
    except OSError as error:
        leash.close()
        raise SupplyError(f"nothing could be forked: {error}") from error
    except SupplyError:
        leash.close()
        raise


def _told(leash: socket.socket) -> Message:
    received = receive(leash)
    if received is None:
        raise SupplyError("the process that forks died")
    return received[0]


def _ending(process: subprocess.Popen[bytes]) -> str:
    code = process.returncode
    return f"signal {-code}" if code < 0 else f"exit code {code}"
