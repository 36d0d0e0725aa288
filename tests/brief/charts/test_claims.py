"""Claims held against figures."""

from __future__ import annotations

import re

import pytest

from senim.brief.charts import claim_rows
from senim.findings import InputError


def draw(example, rows=None, **words):
    """Draw the examples."""
    table = example["held_claims"]() if rows is None else rows
    return claim_rows(table, text=example["text_in"]("en", **words), number=example["number"])


def test_verdicts_are_words_and_values_are_printed(example):
    words = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", draw(example).svg))
    for printed in ("Supported", "Not distinguishable", "said 4.5, figures 4.6", "said −3 %"):
        assert printed in words


def test_only_chance_is_hatched_and_its_word_is_asked_for_then(example):
    rows = example["held_claims"]()
    assert draw(example).svg.count("url(#claims-hatch)") == 1
    without = rows.assign(chance_low=float("nan"), chance_high=float("nan"))
    assert "hatch)" not in draw(example, without, chance="").svg
    with pytest.raises(InputError, match="chance"):
        draw(example, chance="")


def test_another_count_is_hollow_and_what_leaves_the_axis_has_a_tip(example):
    rows = example["held_claims"]()
    paper = 'fill="var(--paper, #FFFFFF)"'
    hollow = draw(example, rows[rows["label"] == "Posts cut"]).svg
    full = draw(example, rows[rows["label"] == "Posts cut"].assign(same=True)).svg
    assert hollow.count(paper) > full.count(paper)
    off = draw(example, rows[rows["label"] == "Share of bribes"]).svg
    assert off.count("<circle") == 0
    inside = claim_rows(
        rows[rows["label"] == "Share of bribes"],
        text=example["text_in"]("en"),
        number=example["number"],
        limits=(0.0, 300.0),
    )
    assert inside.svg.count("<circle") >= 1


def test_twin_keeps_numbers_that_leave_the_axis_and_no_headings(example):
    table = draw(example).table
    assert table["ratio"].max() == 268.0
    assert "Supported" not in set(table["label"])
    assert len(table) == 4


@pytest.mark.parametrize("missing", ["ratio_low", "same", "kind"])
def test_a_missing_column_is_refused(example, missing):
    with pytest.raises(InputError, match=missing):
        draw(example, example["held_claims"]().drop(columns=missing))
