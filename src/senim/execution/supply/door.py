"""A door of the process that forks kernels: other programs of this machine take kernels through it."""

from __future__ import annotations

import os
import shutil
import socket
import tempfile
import threading
import time

from senim.execution.supply.asking import forked_kernel
from senim.execution.supply.process import KernelProcess, KernelSupply, Output, SupplyError
from senim.execution.supply.request import KernelRequest

# The shortest limit of a socket's path is that of macOS, 104 bytes with the end.
LONGEST_ADDRESS_BYTES = 103
_WAITING_GUESTS = 128


class Door:
    """A listening socket in a folder that only this user can enter.

    Attributes
    ----------
    address : str
        Where it is; empty where this machine's folder for temporary files has too long a name.
    """

    def __init__(self) -> None:
        self._folder = os.path.realpath(tempfile.mkdtemp(prefix="senim-"))
        self.address = os.path.join(self._folder, "door")
        self.listener: socket.socket | None = None
        if len(os.fsencode(self.address)) > LONGEST_ADDRESS_BYTES:
            self.address = ""
            return
        self.listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.listener.bind(self.address)
        self.listener.listen(_WAITING_GUESTS)

    def handed_over(self) -> None:
        """Close this process's copy of the socket: whoever it was sent to has its own."""
        if self.listener is not None:
            self.listener.close()
            self.listener = None

    def close(self) -> None:
        """Take the door away."""
        self.handed_over()
        shutil.rmtree(self._folder, ignore_errors=True)


class GuestSupply(KernelSupply):
    """Has kernels forked by the prepared process of another program of this machine.

    Parameters
    ----------
    address : str
        The door of that process; it is gone to when the first kernel is wanted.
    """

    mode = "forked"

    def __init__(self, address: str) -> None:
        self._address = address
        self._channel: socket.socket | None = None
        self._closed = False
        self._one_at_a_time = threading.Lock()

    def start(self, request: KernelRequest, output: tuple[Output, Output], seconds: float) -> KernelProcess:
        until = time.monotonic() + seconds
        return forked_kernel(self._at_the_door(), self._one_at_a_time, request, output, until)

    def settle(self) -> None:
        """Wait for nothing: whether kernels can be had is known when the first is asked for."""

    def check(self) -> None:
        self._at_the_door()

    def close(self) -> None:
        with self._one_at_a_time:
            self._closed = True
            if self._channel is not None:
                self._channel.close()

    def _at_the_door(self) -> socket.socket:
        with self._one_at_a_time:
            if self._closed:
                raise SupplyError("it was closed")
            if self._channel is None:
                channel = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
                try:
                    channel.connect(self._address)
                except OSError as error:
                    channel.close()
                    raise SupplyError(f"the process that forks for this machine is gone ({error})") from error
                self._channel = channel
            return self._channel
