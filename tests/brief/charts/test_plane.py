"""Maps of what cannot be told apart."""

from __future__ import annotations

import re

from senim.brief.charts import identified_set, layout_findings, quality_quantity_map, value_lines


def test_set_is_hatched_between_its_limits_and_points_are_marked(example):
    figure = identified_set(
        example["set_lines"](),
        example["set_points"](),
        text=example["text_in"]("en"),
        number=example["number"],
    )
    assert figure.svg.count("url(#set-hatch)") == 1
    assert figure.svg.count("<circle") == 2
    assert {"A", "B"} <= set(re.findall(r">(\w)</text>", figure.svg))
    assert list(figure.table["role"]).count("point") == 2


def test_lines_stop_at_the_ends_of_the_axes(example):
    figure = identified_set(
        example["set_lines"](),
        example["set_points"](),
        text=example["text_in"]("en"),
        number=example["number"],
        x_ends=(97.0, 100.0),
        y_ends=(0.0, 50.0),
    )
    paths = re.findall(r'<path d="([^"]+)" fill="none" stroke="var\(--main', figure.svg)
    numbers = [float(found) for path in paths for found in re.findall(r"[\d.]+", path)]
    assert len(paths) == 3
    assert max(numbers) < 720
    assert layout_findings(figure.svg) == []


def test_deepest_cut_stands_at_the_right(example):
    figure = quality_quantity_map(
        example["map_lines"](),
        example["map_points"](),
        text=example["text_in"]("en"),
        number=lambda value: f"{value:g}%",
    )
    places = {
        words: float(x)
        for x, words in re.findall(r'<text x="([\d.]+)"[^>]*middle"[^>]*>([^<]+)</text>', figure.svg)
    }
    assert places["0%"] < places["-10%"] < places["-20%"]


def test_lines_over_a_value_have_two_formats_and_stop_at_the_top(example):
    figure = value_lines(
        example["value_rows"](),
        example["value_points"](),
        text=example["text_in"]("en"),
        across=lambda value: f"{value:g} across",
        upwards=lambda value: f"{value:g} up",
        x_ends=(0.0, 1.0),
        y_ends=(0.0, 5.0),
    )
    assert ">0.4 across<" in figure.svg
    assert ">4 up<" in figure.svg
    assert ">5 across<" not in figure.svg
    assert figure.svg.count("<circle") == 1
    assert list(figure.table.columns) == ["line", "label", "role", "across", "upwards"]
