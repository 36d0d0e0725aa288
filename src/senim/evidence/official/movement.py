"""Usual movement of a yearly series, or the reason why nobody can tell it."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import pandas as pd

from senim.arguments import ArgumentCheck
from senim.evidence.official.counts import check_borders, check_span, yearly_counts
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


_WORDS = {
    Untold.TOO_SHORT: "there are too few changes to compare with",
    Untold.CROSSES_RULES: "other rules of recording begin inside the change",
    Untold.NO_MOVEMENT: "the series does not move",
    Untold.ONE_FIGURE: "there is one figure alone",
}


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

    def __str__(self) -> str:
        rules = f" ({', '.join(self.borders)})" if self.borders else ""
        return f"Cannot tell what is usual: {_WORDS[self.reason]}{rules}."


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

        Raises
        ------
        ArgumentError
            If the change is no number above -100.
        """
        _check_change(change_percent)
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

        Raises
        ------
        ArgumentError
            If the share is not between 0 and 1.
        """
        check = ArgumentCheck("UsualMovement.interval")
        check.level("level", level)
        check.raise_if_any()
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

        Raises
        ------
        ArgumentError
            If the change is no number above -100.
        """
        _check_change(change_percent)
        pooled = np.array([*self.changes, np.log1p(change_percent / 100)])
        distances = np.abs(pooled - np.median(pooled))
        return float((distances >= distances[-1] - 1e-12).mean())

    def __str__(self) -> str:
        low, high = self.interval()
        years = "1 year" if self.span == 1 else f"{self.span} years"
        apart = f"; {len(self.set_apart)} set apart" if self.set_apart else ""
        return (
            f"Over {years}, 95 % of usual changes lie between {low:+.1f} % and {high:+.1f} % "
            f"({len(self.changes)} yearly changes, {min(self.years)}–{max(self.years)}{apart})."
        )

    def _reference(self) -> Vector:
        return reference_distances(len(self.changes), self.span, self.tails, self.spread)


def usual_movement(
    counts: Mapping[int, float] | pd.Series[float],
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
    counts : mapping of int to float, or Series
        Count by year, positive; a Series is indexed by year.
    borders : tuple of Border
        Borders of the rules of recording.
    leave_out : tuple of int, optional
        First and last year of the change in question, both with a count.
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
        Listing every year that is none, every count that is not positive, options that do not exist, and a
        change in question whose years have no count.

    Examples
    --------
    >>> counts = {2000: 100.0, 2001: 104.0, 2002: 103.0, 2003: 107.0, 2004: 106.0, 2005: 90.0}
    >>> print(usual_movement(counts, leave_out=(2004, 2005)))
    Over 1 year, 95 % of usual changes lie between -20.4 % and +29.3 % (4 yearly changes, 2001–2004).
    """
    check = ArgumentCheck("usual_movement")
    counts = yearly_counts(check, counts)
    check_borders(check, borders)
    for name, given, known in (("rules", rules, RULES), ("tails", tails, TAILS), ("spread", spread, SPREADS)):
        check.word(name, given, known)
    check.kind("counted", counted, str, "Write `offences`, or what else is counted.")
    check.count("least_changes", least_changes, 2)
    if leave_out is not None:
        check_span(check, "leave_out", leave_out, counts)
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


def _check_change(change_percent: object) -> None:
    check = ArgumentCheck("UsualMovement")
    check.number("change_percent", change_percent, -100.0, low_open=True)
    check.raise_if_any()
