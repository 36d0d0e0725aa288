"""How long a run still takes: the runner, played forward with the seconds that tasks usually take."""

from __future__ import annotations

import heapq
from collections.abc import Collection, Mapping
from graphlib import TopologicalSorter
from types import MappingProxyType


def remaining_seconds(
    seconds: Mapping[str, float],
    depends: Mapping[str, Collection[str]],
    jobs: int,
    ran: Mapping[str, float] = MappingProxyType({}),
) -> float:
    """Estimate the wall-clock time until every task is done.

    The tasks are scheduled as the runner does it: of those that are ready, the one with the longest chain
    behind it goes first.

    Parameters
    ----------
    seconds : mapping of str to float
        How long each task that is not finished takes from its beginning to its end.
    depends : mapping of str to collection of str
        Tasks before each; those that are not in `seconds` are finished.
    jobs : int
        Tasks at a time.
    ran : mapping of str to float
        For the tasks that run now, how many seconds they have run; one that has run longer than expected is
        taken to end at once.

    Returns
    -------
    float
        Seconds; never less than the longest chain, or than all that is left shared by `jobs`.

    Examples
    --------
    >>> remaining_seconds({"a": 2, "b": 3, "page": 1}, {"page": ["a", "b"]}, jobs=2)
    4.0
    >>> remaining_seconds({"a": 2, "b": 3, "page": 1}, {"page": ["a", "b"]}, jobs=1, ran={"b": 1.5})
    4.5
    """
    left = {name: max(0.0, taken - max(0.0, ran.get(name, 0.0))) for name, taken in seconds.items()}
    before = {name: {earlier for earlier in depends.get(name, ()) if earlier in left} for name in left}
    after: dict[str, list[str]] = {name: [] for name in left}
    for name, earlier_tasks in before.items():
        for earlier in earlier_tasks:
            after[earlier].append(name)
    chain = longest_chains(left, before)
    now = 0.0
    busy = [(left[name], name) for name in left if name in ran]
    ready = [(-chain[name], name) for name in left if name not in ran and not before[name]]
    heapq.heapify(busy)
    heapq.heapify(ready)
    while ready or busy:
        while ready and len(busy) < max(1, jobs):
            name = heapq.heappop(ready)[1]
            heapq.heappush(busy, (now + left[name], name))
        now, name = heapq.heappop(busy)
        for later in after[name]:
            before[later].discard(name)
            if not before[later] and later not in ran:
                heapq.heappush(ready, (-chain[later], later))
    return now


def longest_chains(seconds: Mapping[str, float], depends: Mapping[str, Collection[str]]) -> dict[str, float]:
    """Add to the seconds of each task those of the longest chain of tasks that waits for it.

    Parameters
    ----------
    seconds : mapping of str to float
        Seconds of each task.
    depends : mapping of str to collection of str
        Tasks before each, all of them in `seconds`.

    Returns
    -------
    dict of str to float
        Seconds of the chain that begins with each task.

    Raises
    ------
    graphlib.CycleError
        If tasks wait for each other.
    """
    chain = dict.fromkeys(seconds, 0.0)
    for name in reversed(tuple(TopologicalSorter(depends).static_order())):
        chain[name] += seconds[name]
        for earlier in depends.get(name, ()):
            chain[earlier] = max(chain[earlier], chain[name])
    return chain
