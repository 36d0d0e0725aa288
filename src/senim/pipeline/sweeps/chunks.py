"""Which combinations share a kernel: the start of one costs more than a few combinations do."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterable

from senim.scenarios.grids import Combination

USUAL_SIZE = 6
"""Combinations a kernel, on average. A forked kernel took 1.5 s beside another one, a combination with 2,000
draws 0.35 s: from here on most of the time is work, and one more value still runs little again."""


def chunked(
    combinations: Iterable[Combination], size: int = USUAL_SIZE
) -> tuple[tuple[Combination, ...], ...]:
    """Divide combinations so that one more or one less moves few others.

    A combination goes where its own content says, not where its neighbours leave room: one that is new
    changes one chunk, and the results of the others stay in the store. The number of chunks is a power of
    two, so that it seldom moves.

    Parameters
    ----------
    combinations : iterable of Combination
        In any order; the division hangs on what they are and not on their order.
    size : int
        Combinations a chunk, on average and roughly; 1 gives each a chunk of its own.

    Returns
    -------
    tuple of tuple of Combination
        The chunks, none of them empty.

    Examples
    --------
    >>> [len(chunk) for chunk in chunked([Combination({"cut": n}) for n in range(5)], 1)]
    [1, 1, 1, 1, 1]
    """
    ordered = sorted(combinations, key=lambda one: one.id)
    if size == 1:
        return tuple((one,) for one in ordered)
    count = 2 ** max(round(math.log2(len(ordered) / size)), 0) if ordered else 1
    chunks: dict[int, list[Combination]] = {}
    for one in ordered:
        chunks.setdefault(_number(one) % count, []).append(one)
    return tuple(tuple(chunks[number]) for number in sorted(chunks))


def _number(one: Combination) -> int:
    return int(hashlib.sha256(one.id.encode()).hexdigest()[:8], 16)
