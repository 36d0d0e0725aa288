"""Shares of a whole: dots, rings and intervals."""

from __future__ import annotations

import pytest

from senim.brief.charts import share_rows
from senim.findings import InputError


def draw(example, rows=None, **more):
    """Draw the example."""
    words = {"text": example["text_in"]("en"), "number": example["number"], "interval": example["interval"]}
    return share_rows(example["shares"]() if rows is None else rows, **(words | more))


def test_a_dot_and_a_ring_for_each_row_and_the_interval_printed(example):
    figure = draw(example)
    assert figure.svg.count("<circle") == 6
    assert ">38\u2060…\u206060<" in figure.svg
    assert figure.svg.count(">Violent offences, cut<") == 1
    assert list(figure.table["label"]) == ["Studies", "Officers", "Views"]


def test_rings_are_drawn_only_where_they_are_known(example):
    rows = example["shares"]().drop(columns=["alone", "alone_low", "alone_high"])
    text = example["text_in"]("en", marks="")
    assert draw(example, rows, text=text).svg.count("<circle") == 3
    with pytest.raises(InputError, match="marks"):
        draw(example, text=text)


def test_an_interval_that_does_not_hold_its_share_is_refused(example):
    with pytest.raises(InputError, match=r"Studies.*does not hold"):
        draw(example, example["shares"]().assign(low=[50.0, 14.0, 86.0]))
