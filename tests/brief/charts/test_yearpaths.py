"""Panels by year: the same axes, a band, gaps that stay gaps, the base year marked."""

from __future__ import annotations

import re

import pytest

from senim.brief.charts import year_paths
from senim.brief.charts.tokens import LIGHT
from senim.findings import InputError


def draw(example, rows=None, **more):
    """Draw the examples."""
    table = example["years"]() if rows is None else rows
    return year_paths(table, text=example["text_in"]("en"), number=example["number"], **more)


def shapes(svg, token, kind):
    """List the shapes that use a colour as fill or stroke."""
    found = re.findall(r'<path d="([^"]+)"([^>]*)/>', svg)
    return [data for data, how in found if f'{kind}="var(--{token}, {LIGHT[token]})' in how]


def test_one_band_one_base_and_a_break_where_years_are_missing(example):
    svg = draw(example).svg
    assert len(shapes(svg, "main90", "fill")) == 1
    # one line for the banded path; the observed one is in two pieces
    assert len(shapes(svg, "main", "stroke")) == 3
    whole = example["years"]()
    # sixteen years, the base among them, and fourteen that were observed
    assert svg.count("<circle") == 16 + 14
    assert len(set(re.findall(r'<circle[^>]* r="([\d.]+)"', svg))) == 2
    closed = whole[whole["panel"] == "Theft"]
    assert len(shapes(draw(example, closed).svg, "main", "stroke")) == 1


def test_shade_only_where_there_is_a_window(example):
    assert shapes(draw(example).svg, "wash", "fill") == []
    assert len(shapes(draw(example, window=(2010, 2018)).svg, "wash", "fill")) == 2


def test_reference_is_held_by_the_axis(example):
    far = draw(example, reference=5.0).svg
    assert ">4<" in far
    assert ">4<" not in draw(example).svg


def test_table_is_the_rows(example):
    figure = draw(example)
    assert list(figure.table.columns) == ["panel", "year", "middle", "low", "high"]
    assert len(figure.table) == len(example["years"]())


def test_a_missing_column_is_named(example):
    with pytest.raises(InputError, match="column high"):
        draw(example, example["years"]().drop(columns="high"))
