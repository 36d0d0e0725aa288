"""Units as points: one each, names only where asked, the line within the axis."""

from __future__ import annotations

import re

import pytest

from senim.brief.charts import dose_scatter, layout_findings
from senim.findings import InputError


def draw(example, points=None, line=None, **more):
    """Draw the examples."""
    return dose_scatter(
        example["doses"]() if points is None else points,
        example["dose_line"]() if line is None else line,
        text=example["text_in"]("en"),
        number=example["number"],
        **more,
    )


def test_a_point_for_each_unit_and_names_where_asked(example):
    figure = draw(example, named=("Place 3", "Place 9"))
    assert figure.svg.count("<circle") == 40
    assert set(re.findall(r">(Place \d+)</text>", figure.svg)) == {"Place 3", "Place 9"}
    assert "Place" not in draw(example).svg


def test_table_holds_every_unit_in_order_of_dose(example):
    table = draw(example).table
    assert list(table.columns) == ["label", "across", "upwards"]
    assert len(table) == 40
    assert table["across"].is_monotonic_increasing


def test_a_band_that_leaves_the_axis_is_cut_off_there(example):
    line = example["dose_line"]().assign(high=1000.0, low=-1000.0)
    figure = draw(example, line=line)
    band = next(data for data in re.findall(r'<path d="([^"]+)" fill="var\(--main90', figure.svg))
    heights = [float(found) for found in re.findall(r"[ML ]?-?[\d.]+[ ,](-?[\d.]+)", band)]
    assert min(heights) >= 0
    assert layout_findings(figure.svg) == []


def test_a_missing_column_is_named(example):
    with pytest.raises(InputError, match="column upwards"):
        draw(example, example["doses"]().drop(columns="upwards"))
    with pytest.raises(InputError, match="column low"):
        draw(example, line=example["dose_line"]().drop(columns="low"))
