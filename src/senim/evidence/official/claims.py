"""Claims and the readings of figures held against them, checked before anything is computed."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from senim.evidence.official.figures import PublishedFigure
from senim.findings import Finding, InputError, unknown_word_remedy

ALONE = frozenset({"level", "published", "said_change"})
PAIRED = frozenset({"change", "loss", "share", "growth", "fall", "difference"})
NUMBERED = frozenset({"exact", "about", "at_least"})
_CLAIMS, _READINGS = "official_claims", "claim_readings"


class ClaimInputError(InputError, ValueError):
    """Claims, readings or options that cannot be checked; lists every finding."""


@dataclass(frozen=True)
class Reading:
    """One way to read published figures against a claim.

    Parameters
    ----------
    id : str
        Its id.
    measure : str
        What is computed from the figures.
    earlier, later : tuple of PublishedFigure
        The figures, added up; earlier is empty where the measure takes one figure.
    comparability : str
        ``same``, or what differs between figure and claim.
    against : str
        What is held against the claim, in words.
    names : tuple of str
        Names of the figures read.
    """

    id: str
    measure: str
    earlier: tuple[PublishedFigure, ...]
    later: tuple[PublishedFigure, ...]
    comparability: str
    against: str = ""
    names: tuple[str, ...] = ()


@dataclass(frozen=True)
class OfficialClaim:
    """One quantitative claim, as it was said.

    Parameters
    ----------
    id : str
        Its id.
    said : float or None
        The number; None where only a range or a direction was said.
    unit : str
        Its unit.
    step : float
        Step it is rounded to; 0 without a number.
    bound : str
        ``exact``, ``about``, ``at_least``, ``range`` or ``direction``.
    readings : tuple of Reading
        Figures held against it.
    lacks : str
        What would be needed to test it; empty where there are readings.
    credited_to : str
        What the claim credits or blames; may be empty.
    credited_from : float or None
        When that began, in years, where a source dates it.
    """

    id: str
    said: float | None
    unit: str
    step: float = 0.0
    bound: str = "exact"
    readings: tuple[Reading, ...] = ()
    lacks: str = ""
    credited_to: str = ""
    credited_from: float | None = None

    @property
    def low(self) -> float:
        """Least value that would be said like this."""
        return -math.inf if self.said is None else self.said - self.step / 2

    @property
    def high(self) -> float:
        """Greatest value that would be said like this; no end where a lower bound was said."""
        if self.said is None or self.bound == "at_least":
            return math.inf
        return self.said + self.step / 2


def read_claims(
    claims: pd.DataFrame,
    readings: pd.DataFrame,
    figures: Mapping[str, PublishedFigure],
    dates: Mapping[str, float] | None = None,
) -> tuple[OfficialClaim, ...]:
    """Join claims with the figures they are held against, or say all that is wrong.

    Parameters
    ----------
    claims : DataFrame
        The table ``official_claims``.
    readings : DataFrame
        The table ``claim_readings``.
    figures : mapping of str to PublishedFigure
        From `gather_figures`.
    dates : mapping of str to float, optional
        When what is credited began, in years, by ``credited_row``.

    Returns
    -------
    tuple of OfficialClaim
        In the order of the table.

    Raises
    ------
    ClaimInputError
        Unknown series or figure, unknown measure, wrong number of figures, a claim without readings that
        does not say what it lacks, a reading of no claim, an impossible tolerance, a missing number, two
        readings that decide.
    """
    findings: list[Finding] = []
    known = set(claims["claim"])
    for stray in readings[~readings["claim"].isin(known)].to_dict("records"):
        remedy = unknown_word_remedy(str(stray["claim"]), known)
        problem = f"there is no claim {stray['claim']!r}"
        findings.append(Finding(_READINGS, str(stray["reading"]), problem, remedy))
    made = []
    for row in claims.to_dict("records"):
        own = readings[readings["claim"] == row["claim"]].to_dict("records")
        read = [_reading(one, figures, findings) for one in own]
        made.append(_claim(row, [one for one in read if one], figures, dates or {}, findings))
        _decides_once(row, own, findings)
    if findings:
        raise ClaimInputError(findings, "claims")
    return tuple(made)


def _claim(
    row: Mapping[Any, Any],
    readings: list[Reading],
    figures: Mapping[str, PublishedFigure],
    dates: Mapping[str, float],
    findings: list[Finding],
) -> OfficialClaim:
    name, numbered = str(row["claim"]), row["said_bound"] in NUMBERED
    said = _said(row, figures, findings) if numbered else None
    step = float(row["said_step"]) if pd.notna(row["said_step"]) else 0.0
    if numbered and (not math.isfinite(step) or step <= 0 or pd.isna(row["said_step"])):
        problem = f"a tolerance of {row['said_step']} is impossible"
        findings.append(Finding(_CLAIMS, f"{name}, said_step", problem, "Give the step it was rounded to."))
    elif said and step > 2 * abs(said):
        problem = f"a tolerance of {step:g} would let {said:g} be anything"
        findings.append(Finding(_CLAIMS, f"{name}, said_step", problem, "Give the step it was rounded to."))
    cause = _text(row["credited_row"])
    if cause and cause not in dates:
        remedy = unknown_word_remedy(cause, dates)
        findings.append(Finding(_CLAIMS, f"{name}, credited_row", f"nothing dates {cause!r}", remedy))
    return OfficialClaim(
        name,
        said,
        str(row["unit"]),
        step,
        str(row["said_bound"]),
        tuple(readings),
        _text(row["lacks"]),
        _text(row["credited_to"]),
        dates.get(cause),
    )


def _said(
    row: Mapping[Any, Any], figures: Mapping[str, PublishedFigure], findings: list[Finding]
) -> float | None:
    if pd.notna(row["said"]):
        return float(row["said"])
    fact = _text(row["facts"]).split(";")[0]
    stated = figures.get(f"seed_facts/{fact}")
    if stated is None:
        problem = f"the number of the claim stands nowhere: there is no fact {fact!r}"
        facts = [key.partition("/")[2] for key in figures if key.startswith("seed_facts/")]
        remedy = unknown_word_remedy(fact, facts) if fact else "Fill in said or facts."
        findings.append(Finding(_CLAIMS, f"{row['claim']}, facts", problem, remedy))
        return None
    return stated.value


def _decides_once(row: Mapping[Any, Any], own: list[dict[Any, Any]], findings: list[Finding]) -> None:
    lacks, name = _text(row["lacks"]), str(row["claim"])
    deciding = [one["reading"] for one in own if one["comparability"] == "same"]
    if len(deciding) > 1:
        problem = f"{' and '.join(deciding)} would both decide"
        findings.append(Finding(_READINGS, name, problem, "Say of all but one what differs."))
    if bool(own) == bool(lacks):
        problem = "it has readings and lacks something" if own else "it has no reading and lacks nothing"
        remedy = "Give readings, or say in lacks why figures cannot test it."
        findings.append(Finding(_CLAIMS, f"{name}, lacks", problem, remedy))


def _reading(
    row: Mapping[Any, Any], figures: Mapping[str, PublishedFigure], findings: list[Finding]
) -> Reading | None:
    name, measure = str(row["reading"]), str(row["measure"])
    before = len(findings)
    if measure not in ALONE | PAIRED:
        remedy = unknown_word_remedy(measure, ALONE | PAIRED)
        findings.append(Finding(_READINGS, f"{name}, measure", f"{measure!r} is not known", remedy))
    names = {side: _text(row[side]) for side in ("earlier", "later")}
    wanted = {"earlier": measure not in ALONE, "later": True}
    found = {}
    for side, written in names.items():
        if bool(written) != wanted[side]:
            problem = f"{measure!r} {'needs' if wanted[side] else 'takes no'} figure here"
            findings.append(
                Finding(_READINGS, f"{name}, {side}", problem, "Correct the measure or the figure.")
            )
        found[side] = tuple(
            figures[one] for one in written.split("+") if one and _known(one, name, side, figures, findings)
        )
    if len(findings) > before:
        return None
    read = tuple(one for written in names.values() for one in written.split("+") if one)
    return Reading(
        name,
        measure,
        found["earlier"],
        found["later"],
        str(row["comparability"]),
        _text(row["against"]),
        read,
    )


def _known(
    one: str, reading: str, side: str, figures: Mapping[str, PublishedFigure], findings: list[Finding]
) -> bool:
    if one in figures:
        return True
    series = one.partition("/")[0]
    of_series = [key for key in figures if key.startswith(f"{series}/")]
    if of_series:
        problem, near = f"the series {series!r} has no figure {one.partition('/')[2]!r}", of_series
    else:
        problem, near = f"there is no series {series!r}", sorted({key.partition("/")[0] for key in figures})
    remedy = unknown_word_remedy(one if of_series else series, near)
    findings.append(Finding(_READINGS, f"{reading}, {side}", problem, remedy))
    return False


def _text(cell: object) -> str:
    return cell if isinstance(cell, str) else ""
