"""The yearly series as a table: each change against the others, and what a claim hangs on."""

from __future__ import annotations

import itertools
import math
from collections.abc import Mapping

import pandas as pd

from senim.arguments import ArgumentCheck
from senim.evidence.official.counts import check_borders, check_span, yearly_counts
from senim.evidence.official.figures import Period
from senim.evidence.official.movement import RULES, UnknownMovement, usual_movement
from senim.evidence.official.regimes import Border, crossed
from senim.evidence.official.spread import SPREADS, TAILS


def yearly_movement(
    counts: Mapping[int, float] | pd.Series[float],
    borders: tuple[Border, ...],
    *,
    level: float = 0.95,
    spread: str = "robust",
    counted: str = "offences",
) -> pd.DataFrame:
    """Hold every yearly change against the usual movement of the other years.

    Parameters
    ----------
    counts : mapping of int to float, or Series
        Count by year; a Series is indexed by year.
    borders : tuple of Border
        Borders of the rules of recording.
    level : float
        Share of usual movement inside the range.
    spread : {"robust", "classic"}
        As in `usual_movement`.
    counted : str
        What is counted.

    Returns
    -------
    DataFrame
        Columns ``year``, ``change``, ``usual_low``, ``usual_middle``, ``usual_high`` (per cent; missing where
        set apart), ``share`` and ``regime`` (the rules that begin inside the change; empty for none).

    Raises
    ------
    ArgumentError
        As for `usual_movement`, and if the share is not between 0 and 1.
    """
    check = ArgumentCheck("yearly_movement")
    counts = yearly_counts(check, counts)
    check_borders(check, borders)
    check.level("level", level)
    check.word("spread", spread, SPREADS)
    check.kind("counted", counted, str, "Write `offences`, or what else is counted.")
    check.raise_if_any()
    rows = []
    for year in sorted(counts):
        if year - 1 not in counts:
            continue
        change = 100 * (counts[year] / counts[year - 1] - 1)
        found = usual_movement(counts, borders, leave_out=(year - 1, year), spread=spread, counted=counted)
        low = middle = high = share = math.nan
        if not isinstance(found, UnknownMovement):
            (low, high), middle = found.interval(level), 100 * math.expm1(found.middle)
            share = found.share_at_least(change)
        inside = crossed(Period(year - 1, year), Period(year, year + 1), counted, borders)
        regime = ";".join(border.regime for border in inside)
        rows.append((year, change, low, middle, high, share, regime))
    columns = ["year", "change", "usual_low", "usual_middle", "usual_high", "share", "regime"]
    return pd.DataFrame(rows, columns=columns)


def under_every_setting(
    change_percent: float,
    counts: Mapping[int, float] | pd.Series[float],
    borders: tuple[Border, ...],
    span: tuple[int, int],
    *,
    counted: str = "offences",
) -> pd.DataFrame:
    """Give the share of usual movement at least as large under every way to compute it.

    Parameters
    ----------
    change_percent : float
        Change over the span, in per cent.
    counts : mapping of int to float, or Series
        Count by year; a Series is indexed by year.
    borders : tuple of Border
        Borders of the rules of recording.
    span : tuple of int
        First and last year.
    counted : str
        What is counted.

    Returns
    -------
    DataFrame
        Columns ``rules``, ``spread``, ``tails``, ``changes`` (how many are compared with), ``share``
        (missing where nobody can tell) and ``cannot_tell`` (why; empty where one can).

    Raises
    ------
    ArgumentError
        As for `usual_movement`, and if the change is no number above -100.
    """
    check = ArgumentCheck("under_every_setting")
    check.number("change_percent", change_percent, -100.0, low_open=True)
    counts = yearly_counts(check, counts)
    check_borders(check, borders)
    check_span(check, "span", span, counts)
    check.kind("counted", counted, str, "Write `offences`, or what else is counted.")
    check.raise_if_any()
    rows = []
    for rules, spread, tails in itertools.product(RULES, SPREADS, TAILS):
        found = usual_movement(
            counts, borders, leave_out=span, rules=rules, spread=spread, tails=tails, counted=counted
        )
        if isinstance(found, UnknownMovement):
            rows.append((rules, spread, tails, found.changes, math.nan, str(found.reason)))
        else:
            share = found.share_at_least(change_percent)
            rows.append((rules, spread, tails, len(found.changes), share, ""))
    columns = ["rules", "spread", "tails", "changes", "share", "cannot_tell"]
    return pd.DataFrame(rows, columns=columns)
