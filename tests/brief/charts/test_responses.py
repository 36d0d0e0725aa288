"""Small panels: every one with the same axes, lines that break where there is no number."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import numpy as np
import pytest

from senim.brief.charts.responses import response_panels, response_rows
from senim.findings import InputError

SPACE = "{http://www.w3.org/2000/svg}"


def draw(example, rows=None, **more):
    """Draw the panels."""
    arguments = {
        "text": example["text_in"]("en"),
        "number": example["number"],
        "position": example["number"],
        "ends": (-4.0, 12.0),
    }
    return response_panels(example["responses"]() if rows is None else rows, **(arguments | more))


def words(svg: str) -> list[tuple[float, float, str]]:
    """List the texts of a drawing with their places."""
    tree = ElementTree.fromstring(svg)
    return [(float(node.get("x")), float(node.get("y")), node.text) for node in tree.iter(f"{SPACE}text")]


def paths(svg: str, *kinds: str) -> list[list[tuple[float, float]]]:
    """List the corners of paths with any of the attributes given."""
    found = re.findall(r'<path d="([^"]+)"([^>]*)/>', svg)
    corners = []
    for data, attributes in found:
        if all(kind in attributes for kind in kinds):
            numbers = [float(number) for number in re.findall(r"-?[\d.]+", data)]
            corners.append(list(zip(numbers[::2], numbers[1::2], strict=True)))
    return corners


@pytest.mark.parametrize("width", [288, 720])
def test_every_panel_has_the_same_axes(example, width):
    svg = draw(example, width=width).svg
    zeros = [line for line in paths(svg, 'stroke="var(--ink,') if len(line) == 2]
    feet = [line for line in paths(svg, 'stroke="var(--axis,') if len(line) == 2 and line[0][1] == line[1][1]]
    assert len(zeros) == len(feet) == 4
    # zero stands equally high above the foot of every panel, and every foot is equally long
    assert len({round(foot[0][1] - zero[0][1], 1) for zero, foot in zip(zeros, feet, strict=True)}) == 1
    assert len({round(foot[1][0] - foot[0][0], 1) for foot in feet}) == 1
    places: dict[str, list[float]] = {}
    for foot in feet:
        for x, text in below(svg, foot):
            places.setdefault(text, []).append(x - foot[0][0])
    assert sorted(places) == ["0", "10", "15", "5"]
    assert all(len(found) == 4 and max(found) - min(found) < 0.05 for found in places.values())


def below(svg: str, foot: list[tuple[float, float]]) -> list[tuple[float, str]]:
    """List the labels under an axis with their places."""
    (left, y), (right, _) = foot
    under = ((x, place, text) for x, place, text in words(svg) if y < place < y + 24)
    return [(x, text) for x, _, text in under if left - 6 <= x <= right + 6]


def test_equal_numbers_look_equal_in_every_panel(example):
    rows = example["responses"]()
    alike = rows.assign(middle=1.0, low=-2.0, high=6.0)
    svg = draw(example, alike[alike["panel"].isin(["Share: 20", "Share: 60"])]).svg
    first, second = paths(svg, 'stroke="var(--main90edge')
    assert [y for _, y in first] == [y for _, y in second]
    shift = second[0][0] - first[0][0]
    assert [x + shift for x, _ in first] == pytest.approx([x for x, _ in second], abs=0.05)


def test_lines_break_where_a_panel_has_no_number(example):
    svg = draw(example).svg
    lines = [len(line) for line in paths(svg, 'stroke="var(--main,', 'stroke-width="2.5"')]
    # whole; 0 to 5, then 15 alone; 0 alone, then 10 to 15; one number
    assert lines == [4, 2, 2]
    assert svg.count("<circle") == 4 + 3 + 3 + 1


def test_zero_is_always_there_and_limits_stay_inside(example):
    svg = draw(example, ends=(-4.0, 30.0)).svg
    height = float(re.search(r'height="([\d.]+)"', svg)[1])
    assert all(0 <= y <= height for band in paths(svg, 'stroke="var(--main90edge') for _, y in band)


def test_one_position_is_drawn(example):
    rows = example["responses"]()
    assert draw(example, rows[rows["position"] == 10]).svg.count("<circle") == 3


def test_the_twin_is_what_is_drawn(example):
    assert draw(example).table["high"].isna().sum() == 1
    assert list(draw(example).table.columns) == ["panel", "position", "middle", "low", "high"]


def test_rows_hatch_what_cannot_be_told(example):
    rows = example["responses"]().drop_duplicates("panel").assign(middle=[1.0, np.nan, 2.0, 3.0])
    text = example["text_in"]("en")
    drawn = response_rows(
        rows, text=text, number=example["number"], interval=example["interval"], ends=(-4.0, 12.0)
    )
    assert drawn.svg.count("url(#responses-hatch)") == 1
    assert "no number" in drawn.svg


def test_words_and_columns_are_wanted(example):
    with pytest.raises(InputError, match="x_axis"):
        draw(example, text=example["text_in"]("en", x_axis=""))
    with pytest.raises(InputError, match="column high"):
        draw(example, example["responses"]().drop(columns="high"))
