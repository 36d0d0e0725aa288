"""Usual movement of a yearly series, or the reason why nobody can tell it."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from senim.arguments import ArgumentCheck
from senim.evidence.official.figures import Period
from senim.evidence.official.regimes import Border, crossed
from senim.evidence.official.spread import (
    SPREADS,
    TAILS,
    Vector,
    middle_and_scale,
    reference_distances,
    share_at_least,
)

LEAST_CHANGES = 4
"""Fewer changes than this say nothing about how much a series usually moves."""

RULES = ("any", "same")
"""Changes under any one set of rules, or only those under the rules of the change in question."""


class Untold(StrEnum):
    """Why usual movement cannot be told."""

    TOO_SHORT = "too_short"
    CROSSES_RULES = "crosses_rules"
    NO_MOVEMENT = "no_movement"
    ONE_FIGURE = "one_figure"


@dataclass(frozen=True)
class UnknownMovement:
    """Nobody can say whether a change is unusual.

    Parameters
    ----------
    reason : Untold
        Why.
    changes : int
        Usable changes that there are.
    borders : tuple of str
        Regimes that begin inside the change.
    """

    reason: Untold
    changes: int = 0
    borders: tuple[str, ...] = ()


@dataclass(frozen=True)
class UsualMovement:
    """How much a series usually moves from year to year.

    Parameters
    ----------
    years : tuple of int
        Years whose change on the year before is taken as usual.
    changes : tuple of float
        Those changes, in logs.
    set_apart : tuple of int
        Years whose change crosses a border of the rules of recording.
    middle : float
        Middle of the changes, in logs.
    scale : float
        Their scale, in logs.
    span : int
        Years that the change in question spans.
    tails : str
        Distribution of usual changes, a key of `TAILS`.
    spread : str
        How middle and scale were estimated, one of `SPREADS`.
    """

    years: tuple[int, ...]
    changes: tuple[float, ...]
    set_apart: tuple[int, ...]
    middle: float
    scale: float
    span: int = 1
    tails: str = "normal"
    spread: str = "robust"

    def share_at_least(self, change_percent: float) -> float:
        """Give the share of usual movement at least as far from its middle.

        Parameters
        ----------
        change_percent : float
            Change over the span, in per cent, above -100.

        Returns
        -------
        float
            Two-sided, between 0 and 1; small where the change is unusual.
        """
        distance = (np.log1p(change_percent / 100) - self.span * self.middle) / self.scale
        return share_at_least(float(distance), self._reference())

    def interval(self, level: float = 0.95) -> tuple[float, float]:
        """Give the changes over the span that are usual.

        Parameters
        ----------
        level : float
            Share of usual movement inside.

        Returns
        -------
        tuple of float
            In per cent.
        """
        reference = self._reference()
        # the reference is sorted, and a quantile is looked up often
        reach = float(reference[min(math.ceil(level * reference.size), reference.size - 1)]) * self.scale
        low, high = (100 * math.expm1(self.span * self.middle + side) for side in (-reach, reach))
        return low, high

    def rank_share(self, change_percent: float) -> float:
        """Give the same share by counting, which assumes no distribution and cannot fall below 1 / (n + 1).

        Parameters
        ----------
        change_percent : float
            Change of one year, in per cent.

        Returns
        -------
        float
            Share of the usual changes and this one that lie as far from the median of all.
        """
        pooled = np.array([*self.changes, np.log1p(change_percent / 100)])
        distances = np.abs(pooled - np.median(pooled))
        return float((distances >= distances[-1] - 1e-12).mean())

    def _reference(self) -> Vector:
        return reference_distances(len(self.changes), self.span, self.tails, self.spread)


def usual_movement(
    counts: Mapping[int, float],
    borders: tuple[Border, ...] = (),
    *,
    leave_out: tuple[int, int] | None = None,
    rules: str = "any",
    tails: str = "normal",
    spread: str = "robust",
    least_changes: int = LEAST_CHANGES,
    counted: str = "offences",
) -> UsualMovement | UnknownMovement:
    """Describe the usual yearly changes of a series of counts.

    A change across a border of the rules of recording is set apart: it is neither usual nor unusual. The
    change in question is left out of what it is compared with.

    Parameters
    ----------
    counts : mapping of int to float
        Count by year, positive.
    borders : tuple of Border
        Borders of the rules of recording.
    leave_out : tuple of int, optional
        First and last year of the change in question.
    rules : {"any", "same"}
        Whether changes under other rules count as usual too: that movement is alike under all rules is an
        assumption.
    tails : {"normal", "heavy"}
        Distribution of usual changes.
    spread : {"robust", "classic"}
        How their middle and scale are estimated.
    least_changes : int
        Changes needed at least, two or more.
    counted : str
        What is counted.

    Returns
    -------
    UsualMovement or UnknownMovement
        The second where the change itself crosses a border, the series is too short or does not move.

    Raises
    ------
    ArgumentError
        Listing every count that is not positive, and options that do not exist.
    """
    check = ArgumentCheck("usual_movement")
    for year, count in counts.items():
        check.between(f"counts[{year}]", count, 0.0, np.inf, low_open=True)
    for name, given, known in (
        ("rules", rules, RULES),
        ("tails", tails, tuple(TAILS)),
        ("spread", spread, SPREADS),
    ):
        if given not in known:
            check.refuse(name, f"{given!r} is not known", f"Use one of {', '.join(known)}.")
    if least_changes < 2:
        check.refuse("least_changes", f"{least_changes} changes have no spread", "Ask for 2 or more.")
    if leave_out is not None and leave_out[0] >= leave_out[1]:
        check.refuse("leave_out", f"{leave_out} spans no year", "Give the earlier year first.")
    check.raise_if_any()

    first, last = leave_out or (0, 0)
    span = max(last - first, 1)
    if leave_out and (inside := _crossed(first, last, counted, borders)):
        return UnknownMovement(Untold.CROSSES_RULES, borders=inside)
    years, apart = [], []
    for year in sorted(counts):
        if year - 1 not in counts or first < year <= last:
            continue
        if _crossed(year - 1, year, counted, borders):
            apart.append(year)
        elif rules == "any" or not leave_out or not _between(year, leave_out, counted, borders):
            years.append(year)
    changes = tuple(float(np.log(counts[year] / counts[year - 1])) for year in years)
    if len(changes) < least_changes:
        return UnknownMovement(Untold.TOO_SHORT, changes=len(changes))
    middle, scale = (float(part) for part in middle_and_scale(changes, spread))
    if scale <= 1e-12:
        return UnknownMovement(Untold.NO_MOVEMENT, changes=len(changes))
    return UsualMovement(tuple(years), changes, tuple(apart), middle, scale, span, tails, spread)


def _crossed(first: int, last: int, counted: str, borders: tuple[Border, ...]) -> tuple[str, ...]:
    found = crossed(Period(first, first + 1), Period(last, last + 1), counted, borders)
    return tuple(border.regime for border in found)


def _between(year: int, leave_out: tuple[int, int], counted: str, borders: tuple[Border, ...]) -> bool:
    """Tell whether a border stands between a year's change and the change in question."""
    if year > leave_out[1]:
        return bool(_crossed(leave_out[1], year, counted, borders))
    return bool(_crossed(year - 1, leave_out[0], counted, borders))
