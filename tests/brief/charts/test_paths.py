"""Panels by month: the same axes, marks where something was done, a path to compare with."""

from __future__ import annotations

import re

import pytest

from senim.brief.charts import month_paths
from senim.brief.charts.tokens import LIGHT
from senim.findings import InputError


def draw(example, windows=None, **more):
    """Draw the examples."""
    arguments = {"text": example["text_in"]("en"), "number": example["number"], "zero": False}
    marks = example["windows"]() if windows is None else windows
    return month_paths(example["paths"](), marks, **(arguments | more))


def corners(svg, token, *kinds):
    """List the corners of every shape in a colour."""
    found = re.findall(r'<path d="([^"]+)"([^>]*)/>', svg)
    shapes = [data for data, how in found if LIGHT[token] in how and all(kind in how for kind in kinds)]
    return [[float(number) for number in re.findall(r"-?[\d.]+", data)] for data in shapes]


def test_a_panel_for_each_option_and_its_marks_only(example):
    whole = draw(example).svg
    assert len(corners(whole, "main90")) == 3
    assert len(corners(whole, "rule", 'fill="var(--rule')) == 2
    assert len(corners(whole, "ink2", "dasharray")) == 2
    bare = draw(example, example["windows"]().head(0)).svg
    assert corners(bare, "rule", 'fill="var(--rule') == corners(bare, "ink2", "dasharray") == []


def test_marks_stand_at_their_dates(example):
    whole = draw(example).svg
    (cut, _), dotted = corners(whole, "rule", 'fill="var(--rule'), corners(whole, "ink2", "dasharray")
    band = corners(whole, "main90")
    (start, end), (left, right) = (min(cut[::2]), max(cut[::2])), (min(band[0][::2]), max(band[0][::2]))
    year = (right - left) / 3
    foot = max(corners(whole, "axis"), key=lambda line: abs(line[2] - line[0]))
    assert (left, right) == pytest.approx((foot[0], foot[2]), abs=0.1)
    assert start == pytest.approx(left + 0.25 * year, abs=0.1)
    assert end == pytest.approx(left + year, abs=0.1)
    first = min(band[2][::2])
    assert [line[0] for line in dotted] == pytest.approx([first + 0.75 * year, first + 1.25 * year], abs=0.1)


def test_every_panel_has_the_same_axes_and_the_path_without_a_lever(example):
    whole = draw(example).svg
    without = corners(whole, "alt", "dasharray")
    assert len(without) == 3
    heights = [
        min(line[1::2]) - min(band[1::2])
        for line, band in zip(without, corners(whole, "main90"), strict=True)
    ]
    # the same value stands equally far below the top of the first two ranges, and at that of the last
    assert heights[0] - heights[1] == pytest.approx(heights[1] - heights[2], abs=0.1)


def test_twin_holds_every_month(example):
    table = draw(example).table
    assert list(table.columns) == ["panel", "month", "middle", "low", "high", "without"]
    assert len(table) == 3 * 37
    assert table["month"].iloc[12] == "2020-01"


def test_the_axis_starts_at_zero_unless_told_otherwise(example):
    assert ">0<" in draw(example, zero=True).svg
    assert ">0<" not in draw(example).svg


def test_a_missing_key_is_refused(example):
    with pytest.raises(InputError, match="key"):
        draw(example, text=example["text_in"]("en", key=""))
