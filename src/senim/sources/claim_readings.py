"""How published figures can be read against a claim: which two figures, and whether they count the same."""

from __future__ import annotations

from typing import Any

import pandas as pd

from senim.sources.common import slug, source, status
from senim.sources.fields import text
from senim.sources.tables import RowRule, Table

MEASURES = ("level", "published", "change", "loss", "share", "growth", "fall", "difference", "said_change")
"""The later figure itself; a published change; its change in per cent on the earlier; the later as a part
lost of the earlier; as a share; later over earlier; earlier over later; later less earlier; whether a change
as large as the one said could be chance, given the later count."""

ALONE = ("level", "published", "said_change")
"""Measures that read one figure only."""

COMPARABILITY = (
    "same",
    "own_arithmetic",
    "other_count",
    "other_span",
    "other_place",
    "other_question",
    "other_definition",
)
"""Whether figure and claim are about one thing. Only `same` decides; changes of the rules of recording are
not written here, they are computed from the table of regimes."""

_FIGURES = r"[a-z_]+/[a-z0-9-]+(\+[a-z_]+/[a-z0-9-]+)*"


def _operands(frame: pd.DataFrame) -> pd.Series[Any]:
    return pd.Series(frame["measure"].isin(ALONE) == frame["earlier"].isna(), dtype=bool)


TABLE = Table(
    name="claim_readings",
    title="Readings of figures against claims",
    description="Which published figures are held against which claim, and whether both count the same. "
    "At most one reading of a claim decides; the others show what else could be meant. Choosing them is our "
    "judgement; the source is that of the claim, each figure has its own in its table.",
    fields=(
        slug("reading", "Id of the reading", unique=True),
        slug("claim", "Claim it is held against, a row of official_claims"),
        text("measure", "What is computed", choices=MEASURES),
        text("earlier", "Figures of the earlier date, or the whole of a share", required=False,
             pattern=_FIGURES),
        text("later", "Figures of the later date, or the part; table and row, added where joined by a plus",
             pattern=_FIGURES),
        text("comparability", "Whether figure and claim count one thing", choices=COMPARABILITY),
        text("against", "What is held against the claim"),
        status(),
        source(),
    ),
    key=("reading",),
    row_rules=(
        RowRule(
            "earlier",
            ("earlier", "measure"),
            _operands,
            lambda row: f"the measure {row['measure']!r} has the wrong number of figures",
            lambda row: f"Leave earlier empty for {', '.join(ALONE)}, and fill it in for the others.",
        ),
    ),
)  # fmt: skip
