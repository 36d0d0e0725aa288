"""What knowledge is worth along a price."""

from __future__ import annotations

import pandas as pd
import pytest

from senim.brief.charts import worth_lines
from senim.findings import InputError


def draw(example, rows=None, **more):
    """Draw the example."""
    words = {"text": example["text_in"]("en"), "number": example["number"], "price": example["number"]}
    return worth_lines(example["worths"]() if rows is None else rows, **({"break_even": 0.6} | words | more))


def test_each_line_is_named_at_it_and_break_even_is_marked(example):
    figure = draw(example)
    for name in ("Everything", "Transport", "Front line", "break-even"):
        assert figure.svg.count(f">{name}<") == 1
    assert len(figure.table) == 36


def test_without_a_break_even_no_word_for_it_is_wanted(example):
    svg = draw(example, break_even=None, text=example["text_in"]("en", break_even="")).svg
    assert "break-even" not in svg


def test_too_many_lines_and_prices_that_differ_are_told_at_once(example):
    rows = example["worths"]()
    more = pd.concat([rows[rows["label"] == "Transport"].assign(label=f"part {place}") for place in range(8)])
    with pytest.raises(InputError) as caught:
        draw(example, pd.concat([rows, more.iloc[:-1]], ignore_index=True))
    assert len(caught.value.findings) == 2
