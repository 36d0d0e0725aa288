"""Do a piece of work in a process of its own, forked from one that has imported the library before.

What is done apart can be ended at any moment, takes nothing down with it, and runs beside other work of
its kind. Where this system cannot fork, or the work cannot be handed over, it is done right here.
"""

from __future__ import annotations

import os
import pickle
import socket
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO, Any, TypeVar

from senim.execution.kernels import LIVE, KernelsEndedError, kernel_environment
from senim.execution.limits import SHORTEST_SECONDS
from senim.execution.supply.early import Early
from senim.execution.supply.forked import Zygote
from senim.execution.supply.process import ForkedProcess, SupplyError
from senim.execution.supply.wire import Message, receive
from senim.execution.supply.working import RAISED, REFUSED, RESULT, TOLD, WORK

T = TypeVar("T")
Tell = Callable[[int, int], None]
Work = Callable[[Tell], T]

PROGRAM = "zygote"
READY_SECONDS = 60.0
_TAIL_BYTES = 2000


class WorkDiedError(ChildProcessError):
    """The process of a piece of work ended before its work was done.

    Parameters
    ----------
    code : int or None
        Exit code, or minus the number of the signal; None where it is not known.
    log : str
        The end of what it wrote.
    """

    def __init__(self, code: int | None, log: str) -> None:
        self.code, self.log = code, log
        super().__init__(f"its process ended ({'how is unknown' if code is None else code})")


@dataclass(frozen=True)
class Allowed:
    """How long a piece of work may take.

    Parameters
    ----------
    seconds : float or None
        All of it; None for ever.
    step_seconds : float or None
        From one word of progress to the next.
    """

    seconds: float | None = None
    step_seconds: float | None = None


class Workshop:
    """Makes processes for pieces of work; begun at once, it imports while this process goes on.

    Parameters
    ----------
    modules : sequence of str
        What is imported before.
    after : callable, optional
        Waited for before anything is imported: for what has to have the processor first.
    """

    def __init__(self, modules: Sequence[str], after: Callable[[], object] | None = None) -> None:
        self._modules = tuple(modules)
        self._lock = threading.Lock()
        self._zygote: Zygote | None = None
        self._closed = False
        if after is None:
            self._begun()
        else:
            threading.Thread(target=self._begin_after, args=(after,), name="workshop", daemon=True).start()

    def do(self, work: Work[T], tell: Tell, allowed: Allowed) -> T:
        """Do a piece of work.

        Parameters
        ----------
        work : callable
            (tell) → result; it and the result can be pickled.
        tell : callable
            Hears the progress.
        allowed : Allowed
            How long it may take.

        Returns
        -------
        object
            The result.

        Raises
        ------
        SupplyError
            If it cannot be done apart; nothing has been done then.
        TimeoutError
            If it took too long, and was ended.
        WorkDiedError
            If its process ended.
        KernelsEndedError
            If the run was cancelled.
        Exception
            Whatever the work raises.
        """
        request = _request(work)
        clock = _Clock(allowed)
        with tempfile.TemporaryFile() as log:
            with LIVE.starting():
                leash, process_id = self._begun().fork(request, (log, log), clock.start_seconds)
                process = ForkedProcess(leash, process_id)
                LIVE.add(process_id)
            try:
                result: T = _outcome(leash, tell, clock, log)
            finally:
                process.close()
                LIVE.remove(process_id)
        return result

    def close(self) -> None:
        """End it, and every piece of work."""
        with self._lock:
            self._closed = True
            zygote = self._zygote
        if zygote is not None:
            zygote.close()

    def _begin_after(self, after: Callable[[], object]) -> None:
        after()
        if not self._closed:
            self._begun()

    def _begun(self) -> Zygote:
        with self._lock:
            if self._closed:
                raise SupplyError("it was closed")
            if self._zygote is None:
                self._zygote = Zygote(PROGRAM, self._modules)
            return self._zygote


EARLY_WORKSHOP: Early[Workshop] = Early()


class _Place:
    workshop: Workshop | None = None


_PLACE = _Place()


@contextmanager
def worked_in(workshop: Workshop | None) -> Iterator[None]:
    """Let work be done in a workshop, and close it at the end.

    Parameters
    ----------
    workshop : Workshop or None
        The workshop; None lets work be done right here.

    Yields
    ------
    None
        While it is open.
    """
    _PLACE.workshop = workshop
    try:
        yield
    finally:
        _PLACE.workshop = None
        if workshop is not None:
            workshop.close()


def apart(work: Work[T], tell: Tell = lambda begun, of: None, allowed: Allowed = Allowed()) -> T:
    """Do a piece of work in a process of its own, where that can be had, else here.

    Parameters
    ----------
    work : callable
        (tell) → result.
    tell : callable
        Hears the progress.
    allowed : Allowed
        How long it may take; what is done here is trusted to end.

    Returns
    -------
    object
        The result.

    Raises
    ------
    TimeoutError, WorkDiedError, KernelsEndedError
        As `Workshop.do`.
    Exception
        Whatever the work raises.
    """
    workshop = _PLACE.workshop
    if workshop is not None:
        try:
            return workshop.do(work, tell, allowed)
        except SupplyError:
            if LIVE.closed:
                raise KernelsEndedError("the run was cancelled") from None
    return work(tell)


class _Clock:
    """What is left of the time that is allowed."""

    def __init__(self, allowed: Allowed) -> None:
        self._allowed = allowed
        self._until = None if allowed.seconds is None else time.monotonic() + allowed.seconds

    @property
    def start_seconds(self) -> float:
        return min(READY_SECONDS, self._allowed.seconds or READY_SECONDS)

    @property
    def next_seconds(self) -> float | None:
        limits = [self._allowed.step_seconds] if self._allowed.step_seconds else []
        if self._until is not None:
            limits.append(max(self._until - time.monotonic(), SHORTEST_SECONDS))
        return min(limits, default=None)


def _request(work: Work[Any]) -> dict[str, Any]:
    try:
        pickled = pickle.dumps(work).hex()
    except (pickle.PicklingError, AttributeError, TypeError) as error:
        raise SupplyError(f"the work cannot be handed over: {error}") from error
    return {WORK: pickled, "folder": os.getcwd(), "environment": kernel_environment()}


def _outcome(leash: socket.socket, tell: Tell, clock: _Clock, log: IO[bytes]) -> Any:
    """Wait for the result, and pass on the progress."""
    while True:
        leash.settimeout(clock.next_seconds)
        received = receive(leash)
        message: Message = received[0] if received is not None else {"ended": None}
        if RESULT in message:
            return pickle.loads(bytes.fromhex(message[RESULT]))
        if RAISED in message:
            raised: Exception = pickle.loads(bytes.fromhex(message[RAISED]))
            raise raised
        if REFUSED in message:
            raise SupplyError(message[REFUSED])
        if "ended" in message:
            if LIVE.closed:
                raise KernelsEndedError("the run was cancelled")
            raise WorkDiedError(message["ended"], _tail(log))
        tell(*message[TOLD])


def _tail(log: IO[bytes]) -> str:
    size = log.seek(0, os.SEEK_END)
    log.seek(max(0, size - _TAIL_BYTES))
    return log.read().decode("utf-8", "replace").strip()
