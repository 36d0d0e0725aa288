"""Predictions and what was observed."""

from __future__ import annotations

import re

import pytest

from senim.brief.charts import checked_rows
from senim.brief.charts.tokens import LIGHT
from senim.findings import InputError


def draw(example, rows=None, **words):
    """Draw the examples."""
    text = example["text_in"]("en", **words)
    table = example["checked"]() if rows is None else rows
    return checked_rows(table, text=text, number=example["number"], interval=example["interval"])


def test_value_says_observed_predicted_and_verdict(example):
    svg = re.sub(r"<[^>]+>", " ", draw(example).svg)
    words = re.sub(r"\s+", " ", svg)
    assert "12 against 2\u2060…\u20606 · outside" in words
    assert "no number against 2\u2060…\u20606 · ?" in words
    assert "3 against no number · ?" in words


def test_only_a_miss_has_a_hollow_dot_and_only_what_is_not_predicted_is_hatched(example):
    whole = draw(example).svg
    assert whole.count("url(#checked-hatch)") == 1
    rows = example["checked"]()
    assert LIGHT["alt"] in whole
    assert LIGHT["alt"] not in draw(example, rows[rows["mark"] != "misses"]).svg


def test_a_row_without_a_dot_draws_none(example):
    rows = example["checked"]()
    with_dot = draw(example, rows.head(1)).svg
    without = draw(example, rows.head(1).assign(mark="none")).svg
    assert len(without) < len(with_dot)


def test_twin_holds_the_figure_and_the_verdict(example):
    table = draw(example).table
    assert list(table.columns) == [
        "label",
        "note",
        "q05",
        "q25",
        "middle",
        "q75",
        "q95",
        "observed",
        "verdict",
    ]
    assert table["observed"].isna().tolist() == [False, False, False, True, False]


@pytest.mark.parametrize("missing", ["dots", "value", "unknown"])
def test_a_missing_word_is_refused(example, missing):
    with pytest.raises(InputError, match=missing):
        draw(example, **{missing: ""})
