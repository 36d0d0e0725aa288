"""A tornado: one row for each belief, both ends told apart."""

from __future__ import annotations

import pytest

from senim.brief.charts import tornado_rows
from senim.findings import InputError


def draw(example, **more):
    """Draw the example."""
    words = {"text": example["text_in"]("en"), "number": example["number"], "interval": example["interval"]}
    return tornado_rows(example["beliefs"](), **({"middle": 1.3} | words | more))


def test_two_dots_a_row_and_the_answers_printed_in_order(example):
    figure = draw(example)
    assert figure.svg.count("<circle") == 6
    # the second belief lowers the answer; its range is still printed from the smaller number
    assert ">0.8\u2060…\u20601.9<" in figure.svg
    assert list(figure.table["middle"]) == [1.3] * 3


def test_the_axis_holds_zero_only_where_asked(example):
    texts = {"number": lambda value: f"v{value:g}"}
    assert ">v0<" in draw(example, **texts).svg
    assert ">v0<" not in draw(example, zero=False, **texts).svg


def test_a_missing_word_is_refused(example):
    with pytest.raises(InputError, match="marks"):
        draw(example, text=example["text_in"]("en", marks=""))
