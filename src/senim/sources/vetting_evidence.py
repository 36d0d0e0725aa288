"""Results of attestations and trials of police reforms, at home and abroad."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from senim.sources.common import ISO3, not_before, note, slug, source, status, unit, within_unit
from senim.sources.fields import integer, number, text
from senim.sources.tables import Breach, RowRule, Table

TOPICS = ("vetting", "corruption", "reporting", "soft_reform", "training", "technology", "pay", "composition")
_RESULTS_2024 = {"fit", "reserve", "unfit"}


def _number_or_finding(frame: pd.DataFrame) -> pd.Series[Any]:
    in_words = frame["unit"] == "finding"
    return pd.Series(frame["value"].notna() != in_words, dtype=bool) & (frame["finding"].notna() | ~in_words)


def results_add_up(frame: pd.DataFrame) -> Iterator[Breach]:
    """Add the results of attestations that are complete.

    Parameters
    ----------
    frame : DataFrame
        Sound rows, indexed by line.

    Yields
    ------
    Breach
        Shares of fit, reserve and unfit that do not add to 100, and more results than officers attested.
    """
    for case, group in frame.groupby("case_id", sort=False):
        line, values = int(group.index[0]), dict(zip(group["quantity"], group["value"], strict=True))
        shares = [values[name] for name in _RESULTS_2024 if name in values]
        if len(shares) == len(_RESULTS_2024) and abs(sum(shares) - 100) > 0.6:
            problem = f"fit, reserve and unfit of {case} add to {sum(shares):g}, not to 100"
            yield Breach(line, "value", problem, "Correct a share.")
        results = sum(values.get(name, 0) for name in ("promoted", "demoted", "transferred", "dismissed"))
        if "attested" in values and results > values["attested"]:
            problem = f"results of {case} add to {results:g}, more than the {values['attested']:g} attested"
            yield Breach(line, "value", problem, "Correct a count.")


TABLE = Table(
    name="vetting_evidence",
    title="Evidence on attestation, vetting and police reforms",
    description="Fail rates, dismissals and reinstatements of attestations, and trials of training, pay, "
    "technology and community policing.",
    fields=(
        slug("row", "Id of the row", unique=True),
        slug("case_id", "Id of the attestation, survey or trial"),
        text("country", "Country"),
        text(
            "iso3",
            "Country code of three capital letters; empty for several countries",
            required=False,
            pattern=ISO3,
        ),
        integer("year_start", "First year", required=False, low=1950, high=2100),
        integer("year_end", "Last year", required=False, low=1950, high=2100),
        text("topic", "What it is evidence on", choices=TOPICS),
        text("design", "How it is known"),
        text("quantity", "What is measured"),
        number("value", "The number, or the lower end of a range", required=False),
        number("high", "Upper end where a range is published", required=False),
        number("standard_error", "Its standard error", required=False, low=0),
        text("bound", "Whether the number is exact", choices=("exact", "about", "at_least", "range")),
        unit(),
        text("finding", "The result in words where there is no number", required=False),
        text("use", "What it informs"),
        status(),
        source(),
        note(),
    ),
    key=("row",),
    row_rules=(
        within_unit("value"),
        within_unit("high"),
        not_before("high", "value"),
        not_before("year_end", "year_start"),
        RowRule(
            "value",
            ("value", "unit", "finding"),
            _number_or_finding,
            lambda row: (
                "a finding in words has a number" if row["unit"] == "finding" else "the row has no number"
            ),
            lambda row: "Give either a value with its unit, or the unit finding with the finding in words.",
        ),
    ),
    table_rules=(results_add_up,),
)
