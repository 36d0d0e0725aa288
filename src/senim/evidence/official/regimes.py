"""Whether two counts stand on different sides of a change in the rules of recording."""

from __future__ import annotations

from dataclasses import dataclass
from string import ascii_uppercase

import pandas as pd

from senim.arguments import ArgumentCheck
from senim.evidence.official.figures import Period, year_of

SCOPES = {"offences": ("all",), "road_accidents": ("all", "roads")}
"""Which regimes touch a count; deaths and murders are touched by none."""


@dataclass(frozen=True)
class Border:
    """The moment from which offences are recorded under other rules.

    Parameters
    ----------
    regime : str
        Id of the regime that begins.
    at : float
        When, in years.
    scope : str
        Counts that it touches: ``all`` or ``roads``.
    """

    regime: str
    at: float
    scope: str = "all"


def borders(regimes: pd.DataFrame) -> tuple[Border, ...]:
    """Take the borders from the table of recording regimes.

    Parameters
    ----------
    regimes : DataFrame
        The table ``recording_regimes``.

    Returns
    -------
    tuple of Border
        In order of time.

    Raises
    ------
    ArgumentError
        If the table is none, or lacks a column.
    """
    check = ArgumentCheck("senim.evidence.official.borders")
    check.frame("regimes", regimes, ("regime", "date_start", "scope"))
    check.raise_if_any()
    made = [
        Border(str(row["regime"]), year_of(row["date_start"]), str(row["scope"]))
        for row in regimes.to_dict("records")
    ]
    return tuple(sorted(made, key=lambda border: border.at))


def crossed(
    earlier: Period, later: Period, counted: str, known: tuple[Border, ...], *, tolerance: float = 0.005
) -> tuple[Border, ...]:
    """List the borders between two periods.

    A border counts for the period whose greater part lies behind it: rules of November first shape the total
    of the next year, rules of January that of the same year.

    Parameters
    ----------
    earlier, later : Period
        The two periods.
    counted : str
        What is counted.
    known : tuple of Border
        All borders.
    tolerance : float
        Slack for days of the year, in years.

    Returns
    -------
    tuple of Border
        Those that stand after the middle of the earlier and not after the middle of the later period.

    Examples
    --------
    >>> rules = (Border("new-code", 2015.0), Border("new-yardsticks", 2018.88))
    >>> year = lambda start: Period(start, start + 1)
    >>> [border.regime for border in crossed(year(2018), year(2019), "offences", rules)]
    ['new-yardsticks']
    >>> crossed(year(2017), year(2018), "offences", rules)
    ()
    """
    scopes = SCOPES.get(counted, ())
    return tuple(
        border
        for border in known
        if border.scope in scopes and earlier.middle + tolerance < border.at <= later.middle + tolerance
    )


def regime_spans(regimes: pd.DataFrame, first: int, last: int) -> pd.DataFrame:
    """Cut years into spans under one set of rules for all offences.

    Rules of the second half of a year first shape the next year's total.

    Parameters
    ----------
    regimes : DataFrame
        The table ``recording_regimes``.
    first, last : int
        Years of a series.

    Returns
    -------
    DataFrame
        ``letter``, ``regime``, ``start``, ``end``: first and last year under each newest rule, those that the
        series meets.

    Raises
    ------
    ArgumentError
        If the table is none or lacks a column, or a year is none.

    Examples
    --------
    >>> rules = pd.DataFrame({"regime": ["new-code", "new-yardsticks"], "scope": ["all", "all"],
    ...                       "date_start": pd.to_datetime(["2015-01-01", "2018-11-19"])})
    >>> regime_spans(rules, 2017, 2020).to_numpy().tolist()
    [['A', 'new-code', 2015, 2018], ['B', 'new-yardsticks', 2019, 2020]]
    """
    check = ArgumentCheck("senim.evidence.official.regime_spans")
    check.frame("regimes", regimes, ("regime", "date_start", "scope"))
    check.count("first", first, 1)
    check.count("last", last, 1)
    check.raise_if_any()
    known = regimes[regimes["scope"] == "all"].sort_values("date_start", ignore_index=True)
    begun = pd.to_datetime(known["date_start"])
    starts = (begun.dt.year + (begun.dt.month > 6)).astype(int)
    spans = pd.DataFrame(
        {"regime": known["regime"], "start": starts, "end": (starts.shift(-1) - 1).fillna(last).astype(int)}
    )
    met = spans[(spans["end"] >= first) & (spans["start"] <= last)].reset_index(drop=True)
    met.insert(0, "letter", list(ascii_uppercase[: len(met)]))
    return met
