"""A zygote that was begun before its run was decided: the run's own supply takes it over."""

from __future__ import annotations

import atexit
import threading
from collections.abc import Sequence

from senim.execution.supply.forked import ForkedSupply, forks
from senim.execution.supply.wanted import KERNEL_MODULES

_LOCK = threading.Lock()
_BEGUN: list[ForkedSupply] = []


def begin_early(modules: Sequence[str]) -> None:
    """Begin to import for kernels that are probably wanted soon; comes back at once.

    What is begun and never taken ends with this process.

    Parameters
    ----------
    modules : sequence of str
        What to import beside the kernel itself.
    """
    if not forks():
        return
    with _LOCK:
        if not _BEGUN:
            _BEGUN.append(ForkedSupply((*KERNEL_MODULES, *modules)))
            atexit.register(end_early)


def take_early() -> ForkedSupply | None:
    """Take over what was begun; whoever takes it closes it.

    Returns
    -------
    ForkedSupply or None
        The supply; None where nothing was begun, or another has taken it.
    """
    with _LOCK:
        if not _BEGUN:
            return None
        atexit.unregister(end_early)
        return _BEGUN.pop()


def end_early() -> None:
    """End what was begun and not taken: no kernel is wanted after all."""
    supply = take_early()
    if supply is not None:
        supply.close()
