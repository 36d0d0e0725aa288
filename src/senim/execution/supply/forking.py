"""The loop of the zygote: fork a kernel for each request, tell how each ended, end all with the parent."""

from __future__ import annotations

import atexit
import gc
import os
import selectors
import shutil
import signal
import socket
import sys
import traceback
import warnings
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, NoReturn

from senim.execution.supply.becoming import die_with_parent
from senim.execution.supply.ending import KEEPS_IDS, ending_of, kill_group, reap
from senim.execution.supply.preparing import Prepared
from senim.execution.supply.request import DOOR
from senim.execution.supply.wire import Message, receive, send

Become = Callable[[Message, Prepared, socket.socket, tuple[int, int]], None]
# A guest sends a request in one go: one that stops in the middle must not hold up the others.
GUEST_SECONDS = 10.0
_FILES = 3
_SIGNALS = (signal.SIGCHLD, signal.SIGTERM)


@dataclass
class _Child:
    process_id: int
    leash: socket.socket
    owner: socket.socket
    told: bool = False


class ForkingLoop:
    """Forks a child for each request; has one thread, and no event loop of asyncio or ZeroMQ.

    Parameters
    ----------
    channel : socket
        Brings requests; closed by the parent, or by its death, when no kernel is wanted any more.
    prepared : Prepared
        What was imported.
    become : callable
        (request, what was imported, leash, output) → None: what a child does; it ends when this comes back.
    """

    def __init__(self, channel: socket.socket, prepared: Prepared, become: Become) -> None:
        self.channel = channel
        self.prepared = prepared
        self._become = become
        self._children: dict[int, _Child] = {}
        self._dying: set[int] = set()
        self._doors: list[socket.socket] = []
        # Folders of kernels by who asked for them: the parent, and guests.
        self._guests: dict[socket.socket, set[str]] = {}
        self._own: set[str] = set()
        self._selector = selectors.DefaultSelector()
        self._woken, self._wakes = socket.socketpair()
        self._wanted = True

    def run(self) -> None:
        """Serve until the parent closes the channel or dies; then kill every kernel with all it started."""
        for end in (self._woken, self._wakes):
            end.setblocking(False)
        signal.set_wakeup_fd(self._wakes.fileno(), warn_on_full_buffer=False)
        for number in _SIGNALS:
            signal.signal(number, self._noted)
        self._selector.register(self.channel, selectors.EVENT_READ)
        self._selector.register(self._woken, selectors.EVENT_READ)
        # Objects of before the fork stay out of garbage collection: touching them would copy their memory.
        gc.freeze()
        while self._wanted:
            for key, _ in self._selector.select():
                self._serve(key.fileobj)
        for child in list(self._children.values()):
            self._let_go(child)
        # Nobody else is left who would; of a parent that was killed the leashes may have dropped first.
        for scratch in self._own.union(*self._guests.values()):
            shutil.rmtree(scratch, ignore_errors=True)

    def _noted(self, number: int, frame: object) -> None:
        if number == signal.SIGTERM:
            self._wanted = False

    def _serve(self, source: Any) -> None:
        if source is self._woken:
            with suppress(BlockingIOError):
                self._woken.recv(4096)
            self._tell_endings()
        elif source is self.channel:
            received = receive(self.channel)
            if received is None:
                self._wanted = False
            elif DOOR in received[0]:
                self._open(received[1])
            else:
                self._fork(*received, self.channel)
        elif source in self._doors:
            self._let_in(source)
        elif source in self._guests:
            self._serve_guest(source)
        else:
            for child in [child for child in self._children.values() if child.leash is source]:
                self._let_go(child)

    def _open(self, files: list[int]) -> None:
        for file in files:
            door = socket.socket(fileno=file)
            self._doors.append(door)
            self._selector.register(door, selectors.EVENT_READ)

    def _let_in(self, door: socket.socket) -> None:
        with suppress(OSError):
            guest, _ = door.accept()
            guest.settimeout(GUEST_SECONDS)
            self._guests[guest] = set()
            self._selector.register(guest, selectors.EVENT_READ)

    def _serve_guest(self, guest: socket.socket) -> None:
        try:
            received = receive(guest)
        except (OSError, ValueError):
            received = None
        if received is not None and len(received[1]) == _FILES:
            self._fork(*received, guest)
            return
        for file in received[1] if received is not None else ():
            os.close(file)
        self._see_out(guest)

    def _see_out(self, guest: socket.socket) -> None:
        """End the kernels of a guest that has left or died, and remove what it cannot remove any more."""
        for child in [child for child in self._children.values() if child.owner is guest]:
            self._let_go(child)
        self._selector.unregister(guest)
        guest.close()
        for scratch in self._guests.pop(guest):
            shutil.rmtree(scratch, ignore_errors=True)

    def _fork(self, request: Message, files: list[int], owner: socket.socket) -> None:
        leash_file, *output = files
        leash = socket.socket(fileno=leash_file)
        own = os.getpid()
        # A signal that came between the fork and the child's own settings would be told to the zygote.
        signal.pthread_sigmask(signal.SIG_BLOCK, _SIGNALS)
        try:
            process_id = _quiet_fork()
            if process_id == 0:
                self._be_child(request, leash, (output[0], output[1]), own)
        except OSError as error:
            send(leash, {"refused": f"the system refused to fork: {error}"})
            leash.close()
        else:
            scratch = request.get("scratch", "")
            self._children[process_id] = _Child(process_id, leash, owner)
            if scratch:
                folders = self._guests.get(owner, self._own)
                folders.difference_update([path for path in folders if not os.path.exists(path)])
                folders.add(scratch)
            self._selector.register(leash, selectors.EVENT_READ)
        finally:
            signal.pthread_sigmask(signal.SIG_UNBLOCK, _SIGNALS)
        for file in output:
            os.close(file)

    def _be_child(
        self, request: Message, leash: socket.socket, output: tuple[int, int], zygote: int
    ) -> NoReturn:
        """Leave everything of the zygote behind; never return into its loop."""
        code = 1
        try:
            signal.set_wakeup_fd(-1)
            for number in _SIGNALS:
                signal.signal(number, signal.SIG_DFL)
            signal.signal(signal.SIGINT, signal.default_int_handler)
            signal.pthread_sigmask(signal.SIG_UNBLOCK, _SIGNALS)
            os.setsid()
            die_with_parent(signal.SIGKILL, zygote)
            self._selector.close()
            for other in (
                self.channel,
                self._woken,
                self._wakes,
                *self._doors,
                *self._guests,
                *(child.leash for child in self._children.values()),
            ):
                other.close()
            send(leash, {"process_id": os.getpid()})
            self._become(request, self.prepared, leash, output)
            code = 0
        except SystemExit as ending:
            code = ending.code if isinstance(ending.code, int) else int(ending.code is not None)
        except BaseException:  # noqa: BLE001 - whatever it is, it must not reach the zygote's loop
            traceback.print_exc()
        finally:
            _leave(code)

    def _tell_endings(self) -> None:
        for process_id in list(self._dying):
            if reap(process_id):
                self._dying.discard(process_id)
        for child in self._children.values():
            code = None if child.told else ending_of(child.process_id)
            if code is not None:
                child.told = True
                with suppress(OSError):
                    send(child.leash, {"ended": code})

    def _let_go(self, child: _Child) -> None:
        """End a kernel whose leash was dropped, and all it started; its id was kept from reuse until now."""
        self._selector.unregister(child.leash)
        child.leash.close()
        del self._children[child.process_id]
        if KEEPS_IDS or not child.told:
            kill_group(child.process_id)
        if not reap(child.process_id):
            self._dying.add(child.process_id)


def _quiet_fork() -> int:
    # Python 3.12 warns of any thread; the only one that can be there is known to survive a fork.
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        return os.fork()


def _leave(code: int) -> NoReturn:
    """End as Python ends, without unwinding into the zygote."""
    try:
        atexit._run_exitfuncs()
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
    finally:
        os._exit(code)
