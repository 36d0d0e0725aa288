"""Placing words."""

from __future__ import annotations

import pytest

from senim.brief.charts.drawing import Drawing
from senim.brief.charts.placing import block_box
from senim.brief.charts.text import ChartText
from senim.findings import InputError

TEXT = ChartText("t", "s", "d")


def test_words_take_the_first_free_place():
    drawing = Drawing(288, 100)
    drawing.label(10, 20, "first")
    drawing.place(["second"], [(10.0, 20.0, "start"), (10.0, 60.0, "start")])
    assert drawing.taken[-1].top > 40


def test_words_avoid_points_where_they_can():
    drawing = Drawing(288, 100)
    drawing.place(["words"], [(10.0, 20.0, "start"), (10.0, 60.0, "start")], avoid=[(15.0, 15.0)])
    assert drawing.taken[-1].top > 40


def test_words_go_anywhere_free_before_they_vanish():
    drawing = Drawing(288, 100)
    drawing.place(["words"], [(-500.0, 20.0, "start")])
    assert drawing.taken[-1].inside(block_box(["x" * 40, "", "", "", ""], 0, 13))
    with pytest.raises(InputError, match="no free place"):
        Drawing(288, 10).place(["words"], [(10.0, 20.0, "start")])


def test_dots_and_hatching_in_the_svg():
    drawing = Drawing(288, 100)
    drawing.dots([(10, 20), (30, 40)], radius=5, fill="paper", edge="alt", thickness=2)
    drawing.bar(0, 0, 10, 10, hatch=True)
    drawing.dots([], radius=5)
    svg = drawing.svg(TEXT, "p")
    assert '<circle cx="10" cy="20" r="4"/><circle cx="30" cy="40" r="4"/>' in svg
    assert 'fill="url(#p-hatch)"' in svg
    assert '<pattern id="p-hatch"' in svg


def test_halo_lies_under_the_words():
    drawing = Drawing(288, 100)
    drawing.label(10, 20, "a $b$ <c>", halo=True)
    svg = drawing.svg(TEXT, "p")
    assert 'paint-order="stroke" stroke="var(--paper, #FFFFFF)" stroke-width="5"' in svg
    assert "a $b$ &lt;c&gt;</text>" in svg
