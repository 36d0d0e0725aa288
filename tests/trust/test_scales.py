"""Changes inside scales, and never across them."""

from __future__ import annotations

import pandas as pd
import pytest

from senim.trust import ArgumentError, changes_within_scales

ROWS = pd.DataFrame(
    [
        ("iri-georgia", "trust", 2013, "2013", 88.0, "percent"),
        ("iri-georgia", "trust", 2018, "2018", 50.0, "percent"),
        ("dif", "net", 2015, "2015", 18.0, "points"),
        ("dif", "net", 2016, "2016", 5.0, "points"),
        ("dif", "net", 2017, "2017", -19.0, "points"),
        ("once", "trust", 2018, "2018", 50.0, "percent"),
    ],
    columns=["scale", "answer", "year", "wave", "value", "unit"],
)


def test_one_row_a_scale_and_answer_asked_twice() -> None:
    found = changes_within_scales(ROWS).set_index("scale")
    assert list(found.index) == ["iri-georgia", "dif"]
    assert found["change"].tolist() == [-38.0, -37.0]
    assert found["years"].tolist() == [5, 2]
    assert found["waves"].tolist() == [2, 3]


def test_other_scales_change_nothing() -> None:
    alone = changes_within_scales(ROWS[ROWS["scale"] == "dif"])
    assert alone.iloc[0].tolist() == changes_within_scales(ROWS).iloc[1].tolist()


def test_no_scale_asked_twice_gives_an_empty_table_with_columns() -> None:
    found = changes_within_scales(ROWS[ROWS["scale"] == "once"])
    assert found.empty
    assert "change" in found


def test_mixed_units_and_missing_columns_are_refused() -> None:
    with pytest.raises(ArgumentError, match="mixes units"):
        changes_within_scales(ROWS.assign(scale="one"))
    with pytest.raises(ArgumentError, match="column value"):
        changes_within_scales(ROWS.drop(columns="value"))
