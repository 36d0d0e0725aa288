"""The forest plot."""

from __future__ import annotations

import pytest

from senim.brief.charts import forest_plot
from senim.findings import InputError


def test_pooled_row_is_a_diamond_and_headings_are_no_rows(example):
    figure = forest_plot(
        example["studies"](),
        text=example["text_in"]("en"),
        number=example["number"],
        interval=example["interval"],
    )
    assert figure.svg.count('z" fill="var(--main, #0A4F7E)"') == 1
    assert list(figure.table["kind"]) == ["study", "study", "pooled"]
    assert "Violent" in figure.svg


def test_interval_beyond_the_limits_is_said_and_kept_in_the_twin(example):
    arguments = {"number": example["number"], "interval": example["interval"], "limits": (-2.0, 1.0)}
    figure = forest_plot(example["studies"](), text=example["text_in"]("en"), **arguments)
    assert "Open tip" in figure.svg
    assert figure.table["low"].min() == -7
    with pytest.raises(InputError, match="cut"):
        forest_plot(example["studies"](), text=example["text_in"]("en", cut=""), **arguments)


def test_wide_limits_need_no_words_about_tips(example):
    figure = forest_plot(
        example["studies"](),
        text=example["text_in"]("en", cut=""),
        number=example["number"],
        interval=example["interval"],
    )
    assert "Open tip" not in figure.svg
