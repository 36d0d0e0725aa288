"""Every claim held against its figures, computed anew each time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from senim.arguments import ArgumentCheck
from senim.evidence.official.claims import ClaimInputError, OfficialClaim, Reading, read_claims
from senim.evidence.official.figures import PublishedFigure, year_of
from senim.evidence.official.gather import FIGURE_TABLES, gather_figures
from senim.evidence.official.measures import (
    DESIGN_EFFECT,
    Measured,
    chance_interval,
    chance_of_no_change,
    measured,
    periods,
)
from senim.evidence.official.movement import RULES, UnknownMovement, UsualMovement, usual_movement
from senim.evidence.official.regimes import Border, borders, crossed
from senim.evidence.official.spread import SPREADS, TAILS
from senim.evidence.official.verdicts import Reason, Verdict, decide
from senim.sources import TABLES, load

CHECK_TABLES = (*FIGURE_TABLES, "recording_regimes", "official_claims", "claim_readings")
"""Tables that `check_claims` reads."""


@dataclass(frozen=True)
class Assumptions:
    """What checking takes for granted.

    Parameters
    ----------
    significance : float
        Share of usual movement or chance below which a change is called unusual.
    design_effect : float
        Variance of a survey over that of a simple sample of its size.
    respondents : float
        People asked in a wave of the statistics bureau whose size is not stated.
    rules, tails, spread : str
        As in `usual_movement`.
    """

    significance: float = 0.05
    design_effect: float = DESIGN_EFFECT
    respondents: float = 18_000.0
    rules: str = "any"
    tails: str = "normal"
    spread: str = "robust"

    def __post_init__(self) -> None:
        check = ArgumentCheck("Assumptions")
        check.number("significance", self.significance, 0.0, 0.5, low_open=True)
        check.number("design_effect", self.design_effect, 1.0)
        check.number("respondents", self.respondents, 1.0)
        check.word("rules", self.rules, RULES)
        check.word("tails", self.tails, TAILS)
        check.word("spread", self.spread, SPREADS)
        check.raise_if_any()


@dataclass(frozen=True)
class CheckedReading:
    """One reading of figures with its verdict.

    Parameters
    ----------
    reading : Reading
        What was read.
    found : Measured or None
        What the figures give; None where only the chance of the change said can be told.
    verdict : Verdict
        What it says.
    reason : Reason
        Why.
    crosses : tuple of str
        Regimes of recording that begin between the two figures.
    movement : UsualMovement, UnknownMovement or None
        Usual movement the change was compared with; None where none is claimed or chance decides.
    share : float or None
        Share of usual movement or chance at least as large as what the figures give.
    share_said : float or None
        The same for the change that was said.
    usual : tuple of float or None
        Changes that usual movement or chance makes, in the unit of the claim.
    """

    reading: Reading
    found: Measured | None
    verdict: Verdict
    reason: Reason
    crosses: tuple[str, ...] = ()
    movement: UsualMovement | UnknownMovement | None = None
    share: float | None = None
    share_said: float | None = None
    usual: tuple[float, float] | None = None


@dataclass(frozen=True)
class CheckedClaim:
    """A claim with its verdict and everything behind it.

    Parameters
    ----------
    claim : OfficialClaim
        What was said.
    verdict : Verdict
        Of the reading that decides; `not_comparable` where none does, `not_testable` without readings.
    reason : Reason
        Why.
    readings : tuple of CheckedReading
        The one that decides first.
    cause_came_later : bool or None
        Whether what the claim credits began only after the change was measured; None where nothing dates it.
    """

    claim: OfficialClaim
    verdict: Verdict
    reason: Reason
    readings: tuple[CheckedReading, ...] = ()
    cause_came_later: bool | None = None


def check_claims(
    tables: Mapping[str, pd.DataFrame], assumptions: Assumptions | None = None
) -> tuple[CheckedClaim, ...]:
    """Hold every claim against its figures.

    Parameters
    ----------
    tables : mapping of str to DataFrame
        The tables of `CHECK_TABLES`.
    assumptions : Assumptions, optional
        What is taken for granted.

    Returns
    -------
    tuple of CheckedClaim
        In the order of the table of claims.

    Raises
    ------
    ClaimInputError
        Listing tables and columns that are missing, or everything that is wrong with claims and readings.
    """
    given = assumptions or Assumptions()
    _check_tables(tables, given)
    figures = gather_figures(tables, respondents=given.respondents)
    dated = tables["claim_figures"].query("unit == 'date'")
    dates = {str(row["row"]): year_of(row["period_start"]) for row in dated.to_dict("records")}
    claims = read_claims(tables["official_claims"], tables["claim_readings"], figures, dates)
    return check(claims, figures, borders(tables["recording_regimes"]), given)


def load_checked_claims(
    processed: Path | None = None, assumptions: Assumptions | None = None
) -> tuple[CheckedClaim, ...]:
    """Read the tables and hold every claim against its figures.

    Parameters
    ----------
    processed : Path, optional
        Folder of the processed tables; the project's own by default.
    assumptions : Assumptions, optional
        What is taken for granted.

    Returns
    -------
    tuple of CheckedClaim
        In the order of the table of claims.
    """
    return check_claims({name: load(name, processed) for name in CHECK_TABLES}, assumptions)


def check(
    claims: Sequence[OfficialClaim],
    figures: Mapping[str, PublishedFigure],
    known: tuple[Border, ...],
    assumptions: Assumptions | None = None,
) -> tuple[CheckedClaim, ...]:
    """Hold claims against figures that have been read.

    Parameters
    ----------
    claims : sequence of OfficialClaim
        From `read_claims`.
    figures : mapping of str to PublishedFigure
        All figures; annual totals of one count make the series whose movement is usual.
    known : tuple of Border
        Borders of the rules of recording.
    assumptions : Assumptions, optional
        What is taken for granted.

    Returns
    -------
    tuple of CheckedClaim
        One for each claim.
    """
    given = assumptions or Assumptions()
    return tuple(_claim(claim, annual_totals(figures), known, given) for claim in claims)


def annual_totals(figures: Mapping[str, PublishedFigure]) -> dict[int, float]:
    """Pick the annual totals of registered offences.

    Parameters
    ----------
    figures : mapping of str to PublishedFigure
        From `gather_figures`.

    Returns
    -------
    dict of int to float
        Count by year, in order.

    Raises
    ------
    ArgumentError
        If it is given something else.
    """
    check = ArgumentCheck("senim.evidence.official.annual_totals")
    if check.kind("figures", figures, Mapping, "Give what `gather_figures` gives."):
        for name, one in figures.items():
            check.kind(f"figures[{name!r}]", one, PublishedFigure, "Give what `gather_figures` gives.")
    check.raise_if_any()
    return dict(sorted((one.year, one.value) for one in figures.values() if one.year is not None))


def _check_tables(tables: object, assumptions: object) -> None:
    """Raise one error for all tables and columns that checking would miss."""
    check = ArgumentCheck("check_claims")
    check.kind("assumptions", assumptions, Assumptions, "Give `Assumptions`, or None.")
    remedy = "Give the tables of `CHECK_TABLES` by name, or call `load_checked_claims()`."
    if check.kind("tables", tables, Mapping, remedy):
        assert isinstance(tables, Mapping)
        for name in CHECK_TABLES:
            if name not in tables:
                check.refuse(f"tables[{name!r}]", "is missing", f"Give `senim.sources.load({name!r})`.")
            else:
                check.frame(f"tables[{name!r}]", tables[name], TABLES[name].columns)
    check.raise_if_any(ClaimInputError, "tables to check claims with")


def _claim(
    claim: OfficialClaim, totals: Mapping[int, float], known: tuple[Border, ...], given: Assumptions
) -> CheckedClaim:
    if not claim.readings:
        return CheckedClaim(claim, Verdict.NOT_TESTABLE, Reason(f"lacks_{claim.lacks}"))
    ordered = sorted(claim.readings, key=lambda reading: reading.comparability != "same")
    readings = tuple(_reading(claim, one, totals, known, given) for one in ordered)
    first = readings[0]
    return CheckedClaim(claim, first.verdict, first.reason, readings, _later_cause(claim, first.reading))


def _reading(
    claim: OfficialClaim,
    reading: Reading,
    totals: Mapping[int, float],
    known: tuple[Border, ...],
    given: Assumptions,
) -> CheckedReading:
    found = None
    if reading.measure != "said_change":
        found = measured(reading, design_effect=given.design_effect, level=1 - given.significance)
    compared = periods(reading)
    crosses = crossed(*compared, reading.later[-1].counted, known) if compared else ()
    names = tuple(border.regime for border in crosses)
    movement = _movement(reading, totals, known, given)
    share: float | UnknownMovement | None
    share_said = None
    level = 1 - given.significance
    usual = chance_interval(reading, design_effect=given.design_effect, level=level)
    if isinstance(movement, UsualMovement):
        share = movement.share_at_least(found.value if found else float(claim.said or 0.0))
        share_said = movement.share_at_least(float(claim.said or 0.0))
        usual = movement.interval(level)
    elif movement is not None:
        share = movement
    else:
        share = chance_of_no_change(reading, claim.said, design_effect=given.design_effect)
    verdict, reason = decide(
        claim,
        found,
        comparability=reading.comparability,
        crosses=names,
        share=share,
        by_chance=movement is None,
        significance=given.significance,
    )
    told = share if isinstance(share, float) else None
    return CheckedReading(reading, found, verdict, reason, names, movement, told, share_said, usual)


def _movement(
    reading: Reading, totals: Mapping[int, float], known: tuple[Border, ...], given: Assumptions
) -> UsualMovement | UnknownMovement | None:
    """Compare a change of annual totals with the other changes of the series."""
    if reading.measure != "change":
        return None
    first, last = reading.earlier[0].year, reading.later[-1].year
    if first is None or last is None:
        return None
    return usual_movement(
        totals,
        known,
        leave_out=(first, last),
        rules=given.rules,
        tails=given.tails,
        spread=given.spread,
    )


def _later_cause(claim: OfficialClaim, reading: Reading) -> bool | None:
    last = reading.later[-1].period
    if claim.credited_from is None or last is None:
        return None
    return last.end <= claim.credited_from
