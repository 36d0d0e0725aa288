"""Ratios in order, the treated unit marked by more than colour."""

from __future__ import annotations

import re

import pytest

from senim.brief.charts import ratio_ranks
from senim.findings import InputError


def draw(example, **words):
    """Draw the example."""
    return ratio_ranks(
        example["unit_ratios"](), text=example["text_in"]("en", **words), number=example["number"]
    )


def test_largest_ratio_stands_first_and_ties_share_the_worse_rank(example):
    table = draw(example).table
    assert table["unit"].tolist() == ["Third", "Own", "First", "Fourth"]
    assert table["rank"].tolist() == [1, 2, 3, 4]
    tied = example["unit_ratios"]().assign(ratio=2.0)
    found = ratio_ranks(tied, text=example["text_in"]("en"), number=example["number"]).table
    assert found["rank"].tolist() == [4] * 4


def test_only_the_treated_unit_is_bold_and_has_no_circle(example):
    svg = draw(example).svg
    assert re.findall(r'<text[^>]*font-weight="(?:bold|700)"[^>]*>([^<]+)', svg) == ["Own"]
    assert svg.count("<circle") == 3


def test_a_missing_axis_is_refused(example):
    with pytest.raises(InputError, match="axis"):
        draw(example, axis="")
