"""Yearly changes against usual movement."""

from __future__ import annotations

import pytest

from senim.brief.charts import fan_chart, movement_rows
from senim.brief.charts.tokens import LIGHT
from senim.findings import InputError


def draw(example, rows=None, **words):
    """Draw the examples."""
    table = example["moved"]() if rows is None else rows
    return movement_rows(table, text=example["text_in"]("en", **words), number=example["number"])


def test_a_year_set_apart_has_no_range(example):
    rows = example["moved"]()
    ranges = [draw(example, rows.iloc[[at]]).svg.count(LIGHT["main90edge"]) for at in range(3)]
    assert ranges == [1, 0, 1]


def test_only_a_claim_has_a_diamond(example):
    rows = example["moved"]()
    diamonds = [LIGHT["alt"] in draw(example, rows.iloc[[at]]).svg for at in range(3)]
    assert diamonds == [False, False, True]


def test_twin_holds_change_range_and_claim(example):
    table = draw(example).table.set_index("label")
    assert table.loc["2025", ["change", "usual_low", "usual_high", "said"]].tolist() == [-6.7, -25, 16, -9]
    assert table.loc["2019", "note"] == "Reporting targets changed"


def test_missing_words_are_refused(example):
    with pytest.raises(InputError, match="marks"):
        draw(example, marks="")


def test_a_claimed_path_is_dashed_and_stands_in_the_twin(example):
    arguments = {"text": example["text_in"]("en"), "number": str}
    plain = fan_chart(example["observed"](), example["regimes"](), **arguments)
    said = fan_chart(example["observed"](), example["regimes"](), claims=example["announced"](), **arguments)
    assert "stroke-dasharray" in said.svg
    assert said.svg.count("stroke-dasharray") == plain.svg.count("stroke-dasharray") + 1
    column = said.table.set_index("year")["as said, in three years"].dropna()
    assert column.to_dict() == {2012: 700.0, 2015: 1190.0}


def test_a_claim_without_an_end_is_refused(example):
    with pytest.raises(InputError, match="end_value"):
        fan_chart(
            example["observed"](),
            example["regimes"](),
            claims=example["announced"]().drop(columns="end_value"),
            text=example["text_in"]("en"),
            number=str,
        )
