from __future__ import annotations

import pandas as pd
import pytest

from senim.sources.cells import typed_frame
from senim.sources.delimited import read_sheet
from senim.sources.fields import boolean, day, integer, number, text
from senim.sources.tables import Table

TABLE = Table(
    name="small",
    title="Small",
    description="A table for tests.",
    fields=(
        text("name", "Name"),
        integer("year", "Year", required=False),
        number("value", "Value", required=False),
        boolean("full", "Full", required=False),
        day("on", "Day", required=False),
    ),
    key=("name",),
)


def frame_of(rows: str) -> tuple[pd.DataFrame, list[str]]:
    sheet = read_sheet(f"name,year,value,full,on\n{rows}\n".encode(), "small.csv")
    frame, findings = typed_frame(sheet, TABLE, "small.csv")
    return frame, [f"{finding.where}: {finding.problem}. {finding.remedy}" for finding in findings]


def test_cells_get_their_types_and_gaps_stay_gaps() -> None:
    frame, findings = frame_of("a,2018,-9.98,true,2018-11-19\nb,,,,")
    assert findings == []
    first, second = frame.loc[2], frame.loc[3]
    assert (first["year"], first["value"], first["full"]) == (2018, -9.98, True)
    assert first["on"] == pd.Timestamp("2018-11-19")
    assert second[["year", "value", "full", "on"]].isna().all()


@pytest.mark.parametrize(
    ("row", "place"),
    [
        ("a,2018.0,,,", "line 2, column year"),
        ("a,2 018,,,", "line 2, column year"),
        ('a,,"61,6",,', "line 2, column value"),
        ("a,,nan,,", "line 2, column value"),
        ("a,,inf,,", "line 2, column value"),
        ("a,,1e400,,", "line 2, column value"),
        ("a,,61 %,,", "line 2, column value"),
        ("a,,٦١,,", "line 2, column value"),
        ("a,,,yes,", "line 2, column full"),
        ("a,,,,19.11.2018", "line 2, column on"),
        ("a,,,,2018-02-30", "line 2, column on"),
        (" a,,,,", "line 2, column name"),
    ],
)
def test_a_cell_that_does_not_fit_is_a_finding_and_a_gap(row: str, place: str) -> None:
    frame, findings = frame_of(row)
    assert len(findings) == 1
    assert findings[0].startswith(f"{place}: ")
    assert pd.isna(frame.loc[2, place.rsplit(" ", 1)[1]])


def test_missing_and_unknown_columns_point_at_each_other() -> None:
    sheet = read_sheet(b"name,year,valeu,full,on,zzz\na,,,,,\n", "small.csv")
    _, findings = typed_frame(sheet, TABLE, "small.csv")
    told = {finding.where: f"{finding.problem}. {finding.remedy}" for finding in findings}
    assert "'value' is missing. Did you mean it by 'valeu'?" in told["line 1, column value"]
    assert "'valeu' is not known. Did you mean 'value'?" in told["line 1, column valeu"]
    assert "'zzz' is not known. Delete it." in told["line 1, column zzz"]
