"""Dated events of the police reforms."""

from __future__ import annotations

from typing import Any

import pandas as pd

from senim.sources.common import ISO3, not_before, note, slug, source, status
from senim.sources.fields import day, text
from senim.sources.tables import RowRule, Table

KINDS = ("attestation", "cut", "pay", "decree", "recording", "public_event")
PRECISIONS = ("day", "month", "year")


def _on_first_day(frame: pd.DataFrame) -> pd.Series[Any]:
    starts = frame["date_start"].dt.strftime("%m-%d").fillna("")
    monthly = (frame["precision"] != "month") | starts.str.endswith("-01")
    yearly = (frame["precision"] != "year") | (starts == "01-01")
    return pd.Series(monthly & yearly, dtype=bool)


FIRST_DAY = RowRule(
    column="date_start",
    needs=("date_start", "precision"),
    holds=_on_first_day,
    problem=lambda row: f"a date known to the {row['precision']} does not stand on its first day",
    remedy=lambda row: f"Write the first day of the {row['precision']}, or precision day.",
)
"""A date that is only known to the month or year is written as the first day of it."""

TABLE = Table(
    name="reform_timeline",
    title="Timeline of the police reforms",
    description="Decrees, announcements, attestations, the cut, pay and changes of recording, with dates.",
    fields=(
        slug("event", "Id of the event", unique=True),
        text("country", "Country"),
        text("iso3", "Country code of three capital letters", pattern=ISO3),
        day("date_start", "The date, or the first day"),
        day("date_end", "Last day of a span; empty for a single date", required=False),
        text("precision", "What the date is known to", choices=PRECISIONS),
        text("kind", "What kind of event", choices=KINDS),
        text("title", "What happened"),
        status(),
        source(),
        note(),
    ),
    key=("event",),
    row_rules=(not_before("date_end", "date_start"), FIRST_DAY),
)
