"""Choices: one row each, one dot for each option, the options at both ends named."""

from __future__ import annotations

import pytest

from senim.brief.charts import choice_spans
from senim.findings import InputError


def draw(example, **more):
    """Draw the example."""
    words = {"text": example["text_in"]("en"), "number": example["number"], "interval": example["interval"]}
    return choice_spans(example["choice_rows"](), **(words | more))


def test_a_dot_for_each_option_and_the_ends_named(example):
    svg = draw(example).svg
    assert svg.count("<circle") == 7
    assert ">from no London to all forces<" in svg
    assert ">\u22120.3\u2060…\u20600.1<" in svg


def test_the_middle_of_all_is_dashed_where_it_is_given(example):
    assert "stroke-dasharray" not in draw(example).svg
    assert "stroke-dasharray" in draw(example, reference=-0.1).svg


def test_a_missing_word_is_refused(example):
    with pytest.raises(InputError, match="ends"):
        draw(example, text=example["text_in"]("en", ends=""))
    with pytest.raises(InputError, match="reference"):
        draw(example, text=example["text_in"]("en", reference=""), reference=0.0)
