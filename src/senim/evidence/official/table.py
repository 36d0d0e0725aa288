"""Checked claims as tables: one row a claim, one row a reading."""

from __future__ import annotations

import math
from collections.abc import Sequence

import pandas as pd

from senim.arguments import ArgumentCheck
from senim.evidence.official.check import CheckedClaim, CheckedReading

CLAIM_COLUMNS = (
    "claim",
    "said",
    "said_low",
    "said_high",
    "unit",
    "figure",
    "figure_low",
    "figure_high",
    "usual_low",
    "usual_high",
    "ratio",
    "ratio_low",
    "ratio_high",
    "chance_low",
    "chance_high",
    "share",
    "share_said",
    "same",
    "verdict",
    "reason",
    "cause_came_later",
)
READING_COLUMNS = (
    "claim",
    "reading",
    "said",
    "figure",
    "figure_low",
    "figure_high",
    "unit",
    "against",
    "share",
    "crosses",
    "verdict",
    "reason",
    "decides",
)


def _check(call: str, checked: object) -> None:
    check = ArgumentCheck(f"senim.evidence.official.{call}")
    for place, one in enumerate(check.listed("checked", checked)):
        check.kind(f"checked[{place}]", one, CheckedClaim, "Give what `check_claims` gives.")
    check.raise_if_any()


def claims_table(checked: Sequence[CheckedClaim]) -> pd.DataFrame:
    """Write one row for each claim.

    Parameters
    ----------
    checked : sequence of CheckedClaim
        From `check_claims`.

    Returns
    -------
    DataFrame
        Columns `CLAIM_COLUMNS`; figures are those of the reading that stands first, missing without one.
        ``ratio`` and its limits are the figures in per cent of what was said, ``chance_low`` and
        ``chance_high`` usual movement or chance on the same scale.

    Raises
    ------
    ArgumentError
        If it is given something else.
    """
    _check("claims_table", checked)
    rows = []
    for one in checked:
        claim, first = one.claim, one.readings[0] if one.readings else None
        numbered = claim.said is not None
        rows.append(
            {
                "claim": claim.id,
                "said": claim.said,
                "said_low": claim.low if numbered else math.nan,
                "said_high": claim.high if numbered else math.nan,
                "unit": claim.unit,
                **_figure(first),
                **_usual(first),
                **_relative(claim.said, first),
                "share": first.share if first else None,
                "share_said": first.share_said if first else None,
                "same": bool(first and first.reading.comparability == "same" and not first.crosses),
                "verdict": str(one.verdict),
                "reason": str(one.reason),
                "cause_came_later": {True: "yes", False: "no", None: ""}[one.cause_came_later],
            }
        )
    frame = pd.DataFrame(rows, columns=list(CLAIM_COLUMNS))
    words = {"claim", "unit", "same", "verdict", "reason", "cause_came_later"}
    numbers = [name for name in CLAIM_COLUMNS if name not in words]
    return frame.astype(dict.fromkeys(numbers, "float64"))


def readings_table(checked: Sequence[CheckedClaim]) -> pd.DataFrame:
    """Write one row for each reading.

    Parameters
    ----------
    checked : sequence of CheckedClaim
        From `check_claims`.

    Returns
    -------
    DataFrame
        Columns `READING_COLUMNS`, the reading that decides first.

    Raises
    ------
    ArgumentError
        If it is given something else.
    """
    _check("readings_table", checked)
    rows = [
        {
            "claim": one.claim.id,
            "reading": reading.reading.id,
            "said": one.claim.said,
            **_figure(reading),
            "unit": one.claim.unit,
            "against": reading.reading.against,
            "share": reading.share,
            "crosses": ";".join(reading.crosses),
            "verdict": str(reading.verdict),
            "reason": str(reading.reason),
            "decides": reading.reading.comparability == "same",
        }
        for one in checked
        for reading in one.readings
    ]
    frame = pd.DataFrame(rows, columns=list(READING_COLUMNS))
    numbers = ["said", "figure", "figure_low", "figure_high", "share"]
    return frame.astype(dict.fromkeys(numbers, "float64"))


def _figure(reading: CheckedReading | None) -> dict[str, float]:
    found = reading.found if reading else None
    if found is None:
        return dict.fromkeys(("figure", "figure_low", "figure_high"), math.nan)
    return {"figure": found.value, "figure_low": found.low, "figure_high": found.high}


def _usual(reading: CheckedReading | None) -> dict[str, float]:
    low, high = (reading.usual if reading else None) or (math.nan, math.nan)
    return {"usual_low": low, "usual_high": high}


def _relative(said: float | None, reading: CheckedReading | None) -> dict[str, float]:
    """Put figures and chance in per cent of what was said; a fall said and found comes out above zero."""
    parts = {**_figure(reading), **_usual(reading)}
    scale = 100 / said if said else math.nan
    middle = parts["figure"] * scale
    ends = sorted((parts["figure_low"] * scale, parts["figure_high"] * scale))
    chance = sorted((parts["usual_low"] * scale, parts["usual_high"] * scale))
    return {
        "ratio": middle,
        "ratio_low": ends[0],
        "ratio_high": ends[1],
        "chance_low": chance[0],
        "chance_high": chance[1],
    }
