"""How far the split of a change is open where answers are missing: bounds, not a guess."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit, logit

from senim.arguments import ArgumentCheck

Array = NDArray[np.float64]
Sign = Literal["up", "down", "cannot tell"]
_GRID = 401
_ZOOMS = 4
_ROUNDING = 1e-9


@dataclass(frozen=True, kw_only=True)
class KnownAnswers:
    """What is known of one wave at one border; shares of all who were asked.

    Parameters
    ----------
    full : float
        Share that gave the highest answer.
    below : float
        Share that is certainly below the border.
    perhaps_below : float
        Share that gave an answer other than the highest on an unknown side of the border.
    silent : float
        Share that gave no answer and may think anything.

    Raises
    ------
    ArgumentError
        If a share is out of bounds, nobody gave the highest answer, or they add to more than 1.
    """

    full: float
    below: float
    perhaps_below: float = 0.0
    silent: float = 0.0

    def __post_init__(self) -> None:
        check = ArgumentCheck("senim.trust.KnownAnswers")
        check.between("full", self.full, low_open=True)
        for name in ("below", "perhaps_below", "silent"):
            check.between(name, getattr(self, name))
        check.raise_if_any()
        total = self.full + self.below + self.perhaps_below + self.silent
        if total > 1.0 + _ROUNDING:
            check.refuse("full, below, perhaps_below, silent", f"they add to {total:g}", "Keep it at most 1.")
            check.raise_if_any()

    def over_those_who_answered(self) -> KnownAnswers:
        """Leave the silent out and rescale.

        Returns
        -------
        KnownAnswers
            With nobody silent.
        """
        said = 1.0 - self.silent
        return KnownAnswers(
            full=self.full / said, below=self.below / said, perhaps_below=self.perhaps_below / said
        )


@dataclass(frozen=True)
class SplitBounds:
    """Limits of a change of the highest answer and of its two parts, in points.

    Parameters
    ----------
    total, movement, boxes : tuple of float
        Lowest and highest value that some thinking of the silent would give; each pair on its own.
    """

    total: tuple[float, float]
    movement: tuple[float, float]
    boxes: tuple[float, float]

    @property
    def movement_sign(self) -> Sign:
        """Where trust moved, whatever the silent think; "cannot tell" where both signs are open."""
        low, high = self.movement
        return "up" if low > 0.0 else "down" if high < 0.0 else "cannot tell"


def split_bounds(before: KnownAnswers, after: KnownAnswers) -> SplitBounds:
    """Split a change of the highest answer at one border, for everything that missing answers may hide.

    As `decompose_full_trust`: the border is taken to have stood still, so that
    ``expit(logit(full) + logit(below before) - logit(below after)) - full`` is what a move of everybody
    explains. Sampling error comes on top.

    Parameters
    ----------
    before, after : KnownAnswers
        The two waves at the same border.

    Returns
    -------
    SplitBounds
        Sharp limits: each is reached by some answers of the silent.

    Raises
    ------
    ArgumentError
        If a wave is none, or the second may have nobody below the border: then the move has no limit.

    References
    ----------
    Manski, C. F. (2003), Partial Identification of Probability Distributions, Springer.

    Examples
    --------
    >>> known = KnownAnswers(full=0.383, below=0.105), KnownAnswers(full=0.631, below=0.075, silent=0.017)
    >>> found = split_bounds(*known)
    >>> tuple(round(limit, 1) for limit in found.movement), found.movement_sign
    ((3.5, 9.0), 'up')
    """
    check = ArgumentCheck("senim.trust.split_bounds")
    for name, wave in (("before", before), ("after", after)):
        check.kind(name, wave, KnownAnswers, "Give `KnownAnswers`.")
    check.raise_if_any()
    if after.below <= 0.0:
        check.refuse("after", "perhaps nobody is below the border", "Take a border that has answers below.")
        check.raise_if_any()
    low_full, high_full = before.full, before.full + before.silent
    most_below = before.below + before.perhaps_below
    most_below_after = after.below + after.perhaps_below

    def moved(hidden: Array, below: Array | float, below_after: Array | float) -> Array:
        return _moved(low_full + hidden, below, below_after)

    # the part explained grows with those below before and falls with those below after
    highest = _highest(
        lambda hidden: moved(hidden, most_below + before.silent - hidden, after.below) - low_full - hidden,
        before.silent,
    )
    lowest = -_highest(
        lambda hidden: low_full + hidden - moved(hidden, before.below, most_below_after + after.silent),
        before.silent,
    )
    explained_most = _highest(
        lambda hidden: moved(hidden, most_below + before.silent - hidden, after.below), before.silent
    )
    boxes_most = _highest(
        lambda hidden: (
            after.full
            + hidden
            - _moved(np.asarray(low_full), before.below, most_below_after + after.silent - hidden)
        ),
        after.silent,
    )
    return SplitBounds(
        total=(100.0 * (after.full - high_full), 100.0 * (after.full + after.silent - low_full)),
        movement=(100.0 * lowest, 100.0 * highest),
        boxes=(100.0 * (after.full - explained_most), 100.0 * boxes_most),
    )


def _moved(full: Array, below: Array | float, below_after: Array | float) -> Array:
    """Share of full trust after a move that takes `below` to `below_after`."""
    shift = logit(np.clip(below, 0.0, 1.0)) - logit(np.clip(below_after, 0.0, 1.0))
    return np.asarray(expit(logit(np.clip(full, 0.0, 1.0)) + shift), dtype=np.float64)


def _highest(value: Callable[[Array], Array], room: float) -> float:
    """Give the highest value for hidden shares from 0 to `room`: a grid drawn ever closer."""
    low, high, best = 0.0, room, -np.inf
    for _ in range(_ZOOMS if room > 0.0 else 1):
        places = np.linspace(low, high, _GRID if room > 0.0 else 1)
        found = np.asarray(value(places))
        best = max(best, float(found.max()))
        step = (high - low) / (_GRID - 1)
        centre = float(places[int(found.argmax())])
        low, high = max(centre - step, 0.0), min(centre + step, room)
    return best
