"""Marked points and their letters."""

from __future__ import annotations

import re

from senim.brief.charts.drawing import Drawing
from senim.brief.charts.lettering import lettered_points, points_along
from senim.brief.charts.scale import Scale
from senim.brief.charts.text import ChartText


def test_a_letter_avoids_the_line_that_runs_through_its_usual_place():
    def place(lines):
        drawing = Drawing(200, 200)
        x, y = Scale(0, 1, 10, 190), Scale(0, 1, 190, 10)
        lettered_points(drawing, [(100.0, 100.0)], ["A"], points_along(lines), x, y)
        svg = drawing.svg(ChartText("t", "s", "d"), "x")
        return tuple(map(float, re.search(r'<text x="([\d.]+)" y="([\d.]+)"', svg).groups()))

    usual = place([])
    assert usual == (89.0, 92.0)
    assert place([[(60.0, 60.0), (100.0, 100.0)]]) != usual


def test_points_along_a_line_lie_close():
    points = points_along([[(0.0, 0.0), (60.0, 0.0)]])
    assert len(points) == 61
    assert points[-1] == (60.0, 0.0)
