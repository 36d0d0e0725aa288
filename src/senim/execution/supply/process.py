"""What a supply of kernels gives: a process that can be watched, signalled and ended."""

from __future__ import annotations

import os
import select
import signal
import socket
import subprocess
from contextlib import suppress
from types import TracebackType
from typing import IO, Protocol, Self

from senim.execution.supply.ending import KEEPS_IDS, ending_of, kill_group
from senim.execution.supply.request import KernelRequest
from senim.execution.supply.wire import receive

KILLED = -9
Output = IO[bytes] | int | None


class SupplyError(RuntimeError):
    """A kernel cannot be had in this way; the message says why."""


class SupplyLateError(SupplyError):
    """A kernel was not ready in the time that whoever asked for it could wait."""


class KernelProcess(Protocol):
    """The process of a kernel.

    Parameters
    ----------
    pid : int
        Its process id; it leads its own process group.
    """

    pid: int

    def fileno(self) -> int:
        """Give what becomes readable when the process ends.

        Returns
        -------
        int
            An open file, or -1 where the system has no such thing.
        """

    def poll(self) -> int | None:
        """Say how the process ended.

        Returns
        -------
        int or None
            Exit code, or minus the number of the signal; None while it runs.
        """

    def close(self) -> None:
        """End the process with all it started, and let go of it."""


class KernelSupply(Protocol):
    """Gives kernels, to several threads at once; ends what it keeps when it is left."""

    @property
    def mode(self) -> str:
        """How kernels are made at present: forked, pool or plain."""

    def start(self, request: KernelRequest, output: tuple[Output, Output], seconds: float) -> KernelProcess:
        """Start a kernel.

        Parameters
        ----------
        request : KernelRequest
            What is wanted.
        output : tuple of file or None
            Where the process writes its standard output and error; None for those of this process.
        seconds : float
            How long whoever asks can wait until the kernel is there.

        Returns
        -------
        KernelProcess
            The process.

        Raises
        ------
        SupplyLateError
            If the time was too short.
        SupplyError
            If no kernel can be had.
        """

    def settle(self) -> None:
        """Wait until it is known whether kernels can be made in the present way."""

    def check(self) -> None:
        """Find out, before anything runs, whether kernels can be made in this way; wait for that.

        Raises
        ------
        SupplyError
            If they cannot.
        """

    def door(self) -> str:
        """Let other programs of this machine take kernels from here, as long as this is open.

        Returns
        -------
        str
            The address for a `GuestSupply`; empty where kernels made in this way are not shared.
        """
        return ""

    def close(self) -> None:
        """End every process that was kept ready; kernels that were given are ended too."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


class OwnProcess:
    """A kernel that is a child of this process.

    Parameters
    ----------
    process : subprocess.Popen
        Its process, in a session of its own.
    """

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self.pid = process.pid
        self._process = process
        self._code: int | None = None
        self._file = os.pidfd_open(process.pid) if hasattr(os, "pidfd_open") else -1

    def fileno(self) -> int:
        return self._file

    def poll(self) -> int | None:
        if self._code is None:
            self._code = ending_of(self.pid)
        return self._code

    def close(self) -> None:
        if self._process.returncode is None:
            if KEEPS_IDS or self._code is None:
                kill_group(self.pid)
            code = self._process.wait()
            self._code = code if self._code is None else self._code
        if self._file >= 0:
            os.close(self._file)
            self._file = -1


class ForkedProcess:
    """A kernel that is a child of the zygote.

    Parameters
    ----------
    leash : socket
        Connected to the zygote, which tells over it how the kernel ended; dropped, the kernel is killed.
    pid : int
        Process id of the kernel.
    """

    def __init__(self, leash: socket.socket, pid: int) -> None:
        self.pid = pid
        self._leash = leash
        self._code: int | None = None

    def fileno(self) -> int:
        return self._leash.fileno()

    def poll(self) -> int | None:
        while self._code is None and select.select([self._leash], (), (), 0)[0]:
            received = receive(self._leash)
            if received is None:
                # The zygote died: its death kills the kernel, at once where the system offers it.
                kill_group(self.pid)
                self._code = -signal.SIGKILL
            elif "ended" in received[0]:
                self._code = int(received[0]["ended"])
        return self._code

    def ended_with(self, code: int) -> None:
        """Note how the process ended, where that was told while it started.

        Parameters
        ----------
        code : int
            Exit code, or minus the number of the signal.
        """
        self._code = code

    def close(self) -> None:
        if self._leash.fileno() < 0:
            return
        if self.poll() is None:
            kill_group(self.pid)
            self._code = KILLED
        with suppress(OSError):
            self._leash.shutdown(socket.SHUT_RDWR)
        self._leash.close()
