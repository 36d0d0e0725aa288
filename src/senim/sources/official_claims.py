"""Quantitative claims by officials, writers and the press, in the words of this project."""

from __future__ import annotations

from typing import Any

import pandas as pd

from senim.sources.common import SLUG, note, slug, source, status, unit, within_unit
from senim.sources.fields import number, text
from senim.sources.tables import RowRule, Table

BOUNDS = ("exact", "about", "at_least", "range", "direction")
"""A number, a rounded number, a lower bound, a range, or only a direction."""

TOPICS = (
    "offences",
    "homicide",
    "roads",
    "police",
    "attestation",
    "prevention",
    "corruption",
    "trust",
    "population",
    "money",
)

LACKS = (
    "series",
    "denominator",
    "base",
    "definition",
    "comparison",
    "start",
    "counting",
    "parallel",
    "sense",
)
"""Why a claim cannot be tested: no count is at hand, the whole, whom the share is of, what is counted,
what it would be without, the first figure, anything countable, a count under both rules; or it is garbled."""

_NUMBERED = ("exact", "about", "at_least")
_IDS = rf"{SLUG}(;{SLUG})*"


def _step_where_numbered(frame: pd.DataFrame) -> pd.Series[Any]:
    return pd.Series(frame["said_bound"].isin(_NUMBERED) == frame["said_step"].notna(), dtype=bool)


def _number_once(frame: pd.DataFrame) -> pd.Series[Any]:
    numbered = frame["said_bound"].isin(_NUMBERED)
    once = frame["facts"].notna() != frame["said"].notna()
    return pd.Series((numbered & once) | (~numbered & frame["said"].isna()), dtype=bool)


TABLE = Table(
    name="official_claims",
    title="Claims that figures are held against",
    description="Who said what, when and how exactly. The number of a claim of the source documents stands "
    "in seed_facts; a verdict stands nowhere, it is computed.",
    fields=(
        slug("claim", "Id of the claim", unique=True),
        text("facts", "Rows of seed_facts it states, the number first; empty for others", required=False,
             pattern=_IDS),
        number("said", "The number, where no row of seed_facts holds it", required=False),
        unit(),
        number("said_step", "Step the number is rounded to, as it was said", required=False, low=0),
        text("said_bound", "How it was said", choices=BOUNDS),
        text("said_by", "Who said it, and when"),
        text("topic", "What it is about", choices=TOPICS),
        text("statement", "What is claimed"),
        text("credited_to", "What the claim credits or blames for it", required=False),
        slug("credited_row", "Row of claim_figures that dates it", required=False),
        text("lacks", "What would be needed to test it; empty where figures can", required=False,
             choices=LACKS),
        status(),
        source(),
        note(),
    ),
    key=("claim",),
    row_rules=(
        RowRule(
            "said_step",
            ("said_step", "said_bound"),
            _step_where_numbered,
            lambda row: f"a claim said as {row['said_bound']!r} has the wrong kind of said_step",
            lambda row: "Give a step where a number was said, and none for a range or a direction.",
        ),
        RowRule(
            "said",
            ("said", "facts", "said_bound"),
            _number_once,
            lambda row: "the number of the claim has to stand in exactly one place",
            lambda row: "Name the row of seed_facts, or fill in said, not both; neither for a direction.",
        ),
        within_unit("said"),
    ),
)  # fmt: skip
