"""Dated regimes of registration: counts before and after a limit are not one series."""

from __future__ import annotations

from senim.sources.common import not_before, note, slug, source, status
from senim.sources.fields import day, text
from senim.sources.reform_timeline import FIRST_DAY, PRECISIONS
from senim.sources.tables import Table

TABLE = Table(
    name="recording_regimes",
    title="Recording regimes in Kazakhstan",
    description="When and how the registration of offences changed. A regime without an end is still in "
    "force; regimes add up, a later one does not end an earlier one by itself.",
    fields=(
        slug("regime", "Id of the regime", unique=True),
        text("title", "Name of the regime"),
        day("date_start", "First day"),
        day("date_end", "Last day; empty while in force", required=False),
        text("precision", "What the first day is known to", choices=PRECISIONS),
        text("scope", "Counts that are touched", choices=("all", "roads")),
        text("mechanism", "How it changes what is registered"),
        text(
            "effect_on_registered",
            "Direction in which registered counts move",
            choices=("up", "down", "mixed", "unknown"),
        ),
        status(),
        source(),
        note(),
    ),
    key=("regime",),
    row_rules=(not_before("date_end", "date_start"), FIRST_DAY),
)
