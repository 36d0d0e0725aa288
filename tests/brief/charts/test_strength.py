"""Figures that do not agree."""

from __future__ import annotations

from senim.brief.charts import strength_lines


def test_every_figure_is_printed_and_none_is_merged(example):
    figure = strength_lines(
        example["strengths"](),
        text=example["text_in"]("en"),
        number=example["number"],
        interval=example["interval"],
    )
    for words in (">471<", ">424<", ">393<", ">444\u2060…\u2060448<"):
        assert words in figure.svg
    assert figure.svg.count("<circle") == 5
    assert list(figure.table["low"]) == [471, 424, 393, 444]


def test_axis_can_hold_zero(example):
    arguments = {
        "text": example["text_in"]("en"),
        "number": lambda value: f"v{value:g}",
        "interval": example["interval"],
    }
    assert ">v0<" not in strength_lines(example["strengths"](), **arguments).svg
    assert ">v0<" in strength_lines(example["strengths"](), zero=True, **arguments).svg
