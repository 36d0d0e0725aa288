"""The specification curve: its line, its band, and strokes where a choice was made."""

from __future__ import annotations

import re

import pytest

from senim.brief.charts import specification_panels
from senim.brief.charts.tokens import LIGHT
from senim.findings import InputError


def draw(example, **more):
    """Draw the example."""
    arguments = {"points": example["curve_points"](), "text": example["text_in"]("en")} | more
    return specification_panels(
        arguments.pop("points"),
        example["curve_options"](),
        example["choice_rows"](),
        number=example["number"],
        count=example["number"],
        **arguments,
    )


def shapes(svg, token, kind):
    """List the path data drawn in a colour."""
    found = re.findall(r'<path d="([^"]+)"([^>]*)/>', svg)
    return [data for data, how in found if f'{kind}="var(--{token}, {LIGHT[token]})"' in how]


def strokes(svg):
    """Count the strokes of each row that has any, from the top."""
    rows = [data for data in shapes(svg, "ink", "stroke") if data.count("M") > 1]
    return [data.count("M") for data in rows]


def test_a_stroke_for_each_choice_of_each_specification(example):
    points = example["curve_points"]()
    drawn = strokes(draw(example).svg)
    expected = [
        int((points[dimension] == option).sum())
        for dimension, option in example["curve_options"]()[["dimension", "option"]].itertuples(index=False)
    ]
    assert drawn == expected


def test_strokes_are_thinned_evenly_where_there_are_too_many(example):
    points = example["curve_points"]()
    many = points.loc[points.index.repeat(10)].reset_index(drop=True)
    many["rank"] = range(1, len(many) + 1)
    wide, narrow = draw(example, points=many).svg, draw(example, points=many, width=288).svg
    assert sum(strokes(wide)) == 3 * 100
    assert sum(strokes(narrow)) == 3 * 56


def test_the_band_holds_the_line_and_zero_is_drawn(example):
    svg = draw(example).svg
    (band,) = shapes(svg, "main90", "fill")
    line = next(data for data in shapes(svg, "main", "stroke"))
    heights = [[float(number) for number in re.findall(r"-?[\d.]+", data)][1::2] for data in (band, line)]
    assert min(heights[0]) < min(heights[1]) < max(heights[1]) < max(heights[0])
    assert ">0<" in svg


def test_limits_cut_the_band(example):
    tall, cut = draw(example).svg, draw(example, limits=(-0.5, 0.5)).svg
    heights = [
        [float(n) for n in re.findall(r"-?[\d.]+", shapes(svg, "main90", "fill")[0])][1::2]
        for svg in (tall, cut)
    ]
    assert len(set(heights[1])) < len(set(heights[0]))


def test_the_twin_is_the_table_given(example):
    assert draw(example).table.equals(example["choice_rows"]())


def test_unsorted_or_too_many_points_and_missing_words_are_refused(example):
    points = example["curve_points"]()
    with pytest.raises(InputError, match="not sorted"):
        draw(example, points=points.iloc[::-1])
    long = points.loc[points.index.repeat(11)]
    with pytest.raises(InputError, match="Thin the curve to 500"):
        draw(example, points=long)
    with pytest.raises(InputError, match="ranks"):
        draw(example, text=example["text_in"]("en", ranks=""))
