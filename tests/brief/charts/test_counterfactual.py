"""A unit and its synthetic control, and its gap among placebos: no line crosses a missing year."""

from __future__ import annotations

import re

import pytest

from senim.brief.charts import placebo_gaps, treated_and_synthetic
from senim.brief.charts.tokens import LIGHT
from senim.findings import InputError


def draw(example, chart="path", **words):
    """Draw the examples."""
    arguments = {
        "first_treated": 2016,
        "text": example["text_in"]("en", **words),
        "number": example["number"],
    }
    if chart == "path":
        return treated_and_synthetic(example["synthetic_path"](), **arguments)
    return placebo_gaps(example["gaps_of_units"](), treated="own", **arguments)


def lines(svg, token, width=None):
    """List the horizontal ends of every stroke in a colour."""
    found = []
    for data, how in re.findall(r'<path d="([^"]+)"([^>]*)/>', svg):
        if f'stroke="var(--{token}, {LIGHT[token]})"' in how and (
            width is None or f'stroke-width="{width}"' in how
        ):
            numbers = [float(number) for number in re.findall(r"-?[\d.]+", data)]
            found.append((min(numbers[::2]), max(numbers[::2])))
    return found


def hatched(svg):
    """List the horizontal ends of the hatched years."""
    found = re.findall(r'<path d="([^"]+)"[^>]*url\(#[^)]*hatch\)', svg)
    numbers = [[float(number) for number in re.findall(r"-?[\d.]+", data)] for data in found]
    return [(min(row[::2]), max(row[::2])) for row in numbers]


@pytest.mark.parametrize(
    ("chart", "token", "width"), [("path", "main", "2.5"), ("path", "alt", "2"), ("gaps", "main", "3")]
)
def test_lines_stop_before_years_without_a_figure(example, chart, token, width):
    svg = draw(example, chart).svg
    holes = hatched(svg)
    assert len(holes) == 3
    stretches = lines(svg, token, width)
    assert len(stretches) == 3
    for left, right in stretches:
        for start, end in holes:
            assert right <= start + 0.1 or left >= end - 0.1


def test_placebos_break_too_and_are_thin(example):
    svg = draw(example, "gaps").svg
    faint = [ends for ends in lines(svg, "axis") if 30 < ends[1] - ends[0] < 300]
    # four years, three and two in each of six placebos: no stretch crosses a hole
    assert len(faint) == 18
    assert svg.count("<circle") >= 8


def test_treated_differs_from_synthetic_by_more_than_colour(example):
    svg = draw(example).svg
    dashed = re.findall(r'<path d="[^"]+"[^>]*stroke-dasharray="6[ ,]3"[^>]*/>', svg)
    assert len(dashed) == 3
    assert all(LIGHT["alt"] in path for path in dashed)


def test_twin_keeps_the_years_without_a_figure(example):
    table = draw(example).table
    assert table["period"].tolist() == list(range(2010, 2021))
    assert table["treated"].isna().sum() == 3
    assert "own" in draw(example, "gaps").table.columns


@pytest.mark.parametrize("chart", ["path", "gaps"])
def test_a_missing_key_is_refused(example, chart):
    with pytest.raises(InputError, match="key"):
        draw(example, chart, key="")
