"""Choose how kernels are made: forked where that works, else from a pool, else plainly."""

from __future__ import annotations

import atexit
import os
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from senim.execution.kernels import LIVE, KernelsEndedError
from senim.execution.supply.door import GuestSupply
from senim.execution.supply.early import Early
from senim.execution.supply.forked import ForkedSupply, forks
from senim.execution.supply.plain import PlainSupply
from senim.execution.supply.pool import PoolSupply
from senim.execution.supply.process import KernelProcess, KernelSupply, Output, SupplyError, SupplyLateError
from senim.execution.supply.request import KernelRequest
from senim.execution.supply.wanted import KERNEL_MODULES
from senim.findings import Finding, InputError, unknown_word_remedy

# How long one way of making kernels may take to be ready, before the next is tried.
PREPARING_SECONDS = 120.0
MODES = ("auto", "forked", "pool", "plain")

_WORDS = {
    "forked": "forked by a process of this program's own",
    "pool": "started one ahead",
    "plain": "started one by one",
}

EARLY_KERNELS: Early[ForkedSupply] = Early()
Rung = Callable[[], KernelSupply]


class LadderSupply(KernelSupply):
    """Takes the first way of making kernels that works; goes one further down when it fails.

    Parameters
    ----------
    rungs : sequence of callable
        Make supplies, the best first; the first is made at once, each other when it is needed.
    told : callable
        Is told in words when another way is taken.
    """

    def __init__(self, rungs: Sequence[Rung], told: Callable[[str], None] = lambda text: None) -> None:
        self._rungs = list(rungs)
        self._told = told
        self._lock = threading.Lock()
        self._left: list[KernelSupply] = []
        self._current = self._rungs.pop(0)()

    @property
    def mode(self) -> str:
        """How kernels are made at present: forked, pool or plain."""
        return self._current.mode

    def start(self, request: KernelRequest, output: tuple[Output, Output], seconds: float) -> KernelProcess:
        until = time.monotonic() + seconds
        while True:
            current, left = self._current, until - time.monotonic()
            try:
                return current.start(request, output, min(left, PREPARING_SECONDS))
            except SupplyError as error:
                if LIVE.closed:
                    raise KernelsEndedError("the run was cancelled") from error
                if isinstance(error, SupplyLateError) and left < PREPARING_SECONDS:
                    # Whoever asked has no more time: that says nothing about this way of making kernels.
                    raise
                self._step_down(current, error)

    def settle(self) -> None:
        self._current.settle()

    def check(self) -> None:
        """Find out whether the one way that was demanded works; where there are others, wait for nothing.

        Raises
        ------
        InputError
            If it does not work.
        """
        if not self._rungs:
            try:
                self._current.check()
            except SupplyError as error:
                raise refused(self.mode, str(error)) from error

    def door(self) -> str:
        return self._current.door()

    def close(self) -> None:
        with self._lock:
            self._rungs.clear()
            supplies = [*self._left, self._current]
        for supply in supplies:
            supply.close()

    def _step_down(self, failed: KernelSupply, error: SupplyError) -> None:
        with self._lock:
            if self._current is not failed:
                return  # another thread has done it
            if not self._rungs:
                raise error
            self._left.append(failed)
            try:
                self._current = self._rungs.pop(0)()
            except SupplyError:
                if not self._rungs:
                    raise
                self._current = self._rungs.pop(0)()
            words = _WORDS[self._current.mode]
        self._told(f"Kernels are {words}: {error}.")


def begin_kernels(modules: Sequence[str]) -> None:
    """Begin to make kernels ready that are probably wanted soon; `open_kernels` takes them over.

    Parameters
    ----------
    modules : sequence of str
        What prepared processes import beside the kernel itself.
    """
    if forks():
        EARLY_KERNELS.begin(lambda: ForkedSupply((*KERNEL_MODULES, *modules)))


def open_kernels(
    mode: str = "auto",
    *,
    modules: Sequence[str] = (),
    ahead: int = 1,
    told: Callable[[str], None] = lambda text: None,
    door: str = "",
) -> KernelSupply:
    """Begin to make kernels ready; use it in a ``with`` statement, and as early as possible.

    Parameters
    ----------
    mode : str
        ``forked``, ``pool``, ``plain``, or ``auto`` for the first of them that works.
    modules : sequence of str
        What prepared processes import beside the kernel itself.
    ahead : int
        How many processes a pool keeps ready: as many as there are notebooks at a time.
    told : callable
        Is told in words when ``auto`` takes another way.
    door : str
        Address of the door of a program of this machine whose kernels ``auto`` takes first.

    Returns
    -------
    KernelSupply
        The supply.

    Raises
    ------
    InputError
        If there is no such mode, or this system does not offer it.
    """
    every = (*KERNEL_MODULES, *modules)
    ways: dict[str, Rung] = {
        "forked": lambda: EARLY_KERNELS.take() or ForkedSupply(every),
        "pool": lambda: PoolSupply(every, ahead),
        "plain": PlainSupply,
    }
    if mode == "auto":
        names = [name for name in ways if name != "forked" or forks()]
        guest: list[Rung] = [lambda: GuestSupply(door)] if door else []
        return LadderSupply([*guest, *(ways[name] for name in names)], told)
    if mode not in ways:
        raise refused(mode, "there is no such way", unknown_word_remedy(mode, MODES))
    if mode != "forked":
        EARLY_KERNELS.end()
    try:
        return LadderSupply([ways[mode]])
    except SupplyError as error:
        raise refused(mode, str(error)) from error


def refused(mode: str, reason: str, remedy: str = "Leave the option out.") -> InputError:
    """Word the error of a demand that cannot be met.

    Parameters
    ----------
    mode : str
        What was demanded.
    reason : str
        Why it cannot be done.
    remedy : str
        What to do.

    Returns
    -------
    InputError
        The error.
    """
    return InputError([Finding("command line", f"--kernels {mode}", reason, remedy)], "options")


class _Default:
    """The supply of whoever names none; one for the process, made when it is first asked for."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.supply: KernelSupply | None = None
        self.made_for = (0, 0)
        self.borrowed: KernelSupply | None = None
        self.door = ""


_DEFAULT = _Default()


def default_supply(modules: Sequence[str] = ()) -> KernelSupply:
    """Give the supply of this process, for those who were given none; made when it is first asked for.

    Parameters
    ----------
    modules : sequence of str
        What to import ahead where the supply is not made yet: what the first notebook wants.

    Returns
    -------
    KernelSupply
        The supply; ended with the process.
    """
    with _DEFAULT.lock:
        if _DEFAULT.borrowed is not None:
            return _DEFAULT.borrowed
        # A process that was forked from this one gets a supply of its own; so does one that ended all.
        wanted_for = (os.getpid(), LIVE.endings)
        if _DEFAULT.supply is None or _DEFAULT.made_for != wanted_for:
            if _DEFAULT.supply is not None:
                atexit.unregister(_DEFAULT.supply.close)
                _DEFAULT.supply.close()
            _DEFAULT.supply = open_kernels(modules=modules, door=_DEFAULT.door)
            _DEFAULT.made_for = wanted_for
            atexit.register(_DEFAULT.supply.close)
        return _DEFAULT.supply


def take_kernels_at(door: str) -> None:
    """Let `default_supply` take the kernels of another program of this machine first.

    Parameters
    ----------
    door : str
        As `KernelSupply.door` of that program gave it; empty for none.
    """
    with _DEFAULT.lock:
        _DEFAULT.door = door


@contextmanager
def supplied_by(supply: KernelSupply) -> Iterator[KernelSupply]:
    """Let a supply be the one of whoever names none, and close it at the end.

    Parameters
    ----------
    supply : KernelSupply
        The supply.

    Yields
    ------
    KernelSupply
        The same.
    """
    with supply:
        _DEFAULT.borrowed = supply
        try:
            yield supply
        finally:
            _DEFAULT.borrowed = None
