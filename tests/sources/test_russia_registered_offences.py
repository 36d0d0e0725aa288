"""The Russian monthly table: its rules, and its content."""

from __future__ import annotations

import pandas as pd

from senim.sources import read
from senim.sources.russia_registered_offences import TABLE, months_follow, parts_stay_below_all


def frame(**changes) -> pd.DataFrame:
    months = pd.to_datetime(["2003-01-01", "2003-02-01", "2003-03-01"])
    rows = {"offence": "all", "month": months, "count": [10, 11, 12], "status": "observed", "source": "x"}
    return pd.DataFrame(rows | changes)


def test_a_month_left_out_or_written_as_another_day_is_told():
    assert list(months_follow(frame())) == []
    assert "2003-02" in next(iter(months_follow(frame().drop(1)))).problem
    assert (
        len(list(months_follow(frame(month=pd.to_datetime(["2003-01-01", "2003-02-02", "2003-03-01"]))))) == 1
    )


def test_a_part_above_the_whole_is_told():
    more = pd.concat([frame(), frame(offence="theft", count=[1, 2, 99])], ignore_index=True)
    assert [breach.line for breach in parts_stay_below_all(more)] == [5]


def test_the_table_holds_eight_offences_over_seventeen_years():
    table = read(TABLE.name)
    assert table.groupby("offence").size().eq(205).all()
    assert len(table) == 8 * 205
    totals = table[table["offence"] == "all"].set_index("month")["count"]
    assert totals["2003-01-01"] == 214587
    assert totals[totals.index.year == 2004].sum() == 2893810
