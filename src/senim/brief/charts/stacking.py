"""Blocks of words at the end of lines: as near to their line as they can be, and apart from each other."""

from __future__ import annotations

from collections.abc import Sequence

from senim.brief.charts.words import LINE_HEIGHT

_FIRST_BASELINE = 13.0


def apart(centres: Sequence[float], lines: Sequence[int], *, top: float, bottom: float) -> list[float]:
    """Push blocks apart, from the top down and then back up from the bottom.

    Parameters
    ----------
    centres : sequence of float
        Where each block would stand if it were alone, in px.
    lines : sequence of int
        Number of lines of each block.
    top, bottom : float
        Ends of the room, in px.

    Returns
    -------
    list of float
        Baseline of the first line of each block, in the order given.

    Examples
    --------
    >>> apart([50.0, 52.0], [1, 1], top=0, bottom=100)
    [53.5, 72.5]
    """
    order = sorted(range(len(centres)), key=lambda index: centres[index])
    tall = [count * LINE_HEIGHT + 2 for count in lines]
    tops = {index: centres[index] - tall[index] / 2 for index in order}
    edge = top
    for index in order:
        tops[index] = max(tops[index], edge)
        edge = tops[index] + tall[index]
    edge = bottom
    for index in reversed(order):
        tops[index] = min(tops[index], edge - tall[index])
        edge = tops[index]
    return [tops[index] + _FIRST_BASELINE for index in range(len(centres))]
