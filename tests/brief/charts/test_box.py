"""Boxes of beliefs: a bar for the part that is preferred, limits marked where there are any."""

from __future__ import annotations

import pytest

from senim.brief.charts import belief_box
from senim.findings import InputError


def draw(example, **more):
    """Draw the example."""
    words = {"text": example["text_in"]("en"), "number": example["number"]}
    return belief_box(example["box_rows"](), **(words | more))


def test_a_limit_is_marked_and_an_open_side_is_not(example):
    figure = draw(example)
    assert figure.svg.count('stroke-width="2.5"') == 3
    assert list(figure.table["high_rank"]) == [100.0, 80.0]


def test_a_missing_word_or_column_is_refused(example):
    with pytest.raises(InputError, match="axis"):
        draw(example, text=example["text_in"]("en", axis=""))
    with pytest.raises(InputError, match="low_rank"):
        belief_box(
            example["box_rows"]().drop(columns="low_rank"),
            text=example["text_in"]("en"),
            number=example["number"],
        )
