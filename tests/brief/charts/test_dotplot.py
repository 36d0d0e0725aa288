"""The quantile dotplot."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from senim.brief.charts import ChartText, layout_findings, quantile_dotplot

TEXT = ChartText(
    "t", "s", "d", {"axis": "axis", "above": "{count} of {total}\nrise", "below": "{count} of {total}\nno"}
)
SPACE = "{http://www.w3.org/2000/svg}"


def draw(values, width=720):
    """Draw values."""
    return quantile_dotplot(
        pd.DataFrame({"value": values}), text=TEXT, number=lambda value: f"{value:g}", width=width
    )


def circles(svg: str) -> dict[str, list[tuple[float, float, float]]]:
    """Give the dots by their fill."""
    groups = ElementTree.fromstring(svg).findall(f"{SPACE}g")
    return {
        re.search(r"--(\w+)", group.get("fill"))[1]: [
            (float(dot.get("cx")), float(dot.get("cy")), float(dot.get("r"))) for dot in group
        ]
        for group in groups
    }


@pytest.mark.parametrize("width", [288, 720])
def test_fifty_dots_on_their_sides_of_zero(width):
    values = np.linspace(-1.05, 5.5, 50)
    svg = draw(values, width).svg
    dots = circles(svg)
    zero = float(re.search(r'<path d="M([\d.]+) 6 \1 ', svg)[1])
    below = int((values <= 0).sum())
    assert len(dots["paper"]) == below
    assert len(dots["main"]) == 50 - below
    assert all(x + r <= zero for x, _, r in dots["paper"])
    assert all(x - r >= zero for x, _, r in dots["main"])
    assert f"{50 - below} of 50" in svg


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.floats(min_value=-1e3, max_value=1e3), min_size=1, max_size=50), st.sampled_from([288, 720])
)
def test_any_values_draw_every_dot_apart(values, width):
    svg = draw(values, width).svg
    dots = [dot for group in circles(svg).values() for dot in group]
    assert len(dots) == len(values)
    assert len({(x, y) for x, y, _ in dots}) == len(values)
    assert float(re.search(r' height="([\d.]+)"', svg)[1]) < 400
    assert layout_findings(svg) == []


def test_no_change_at_all_is_no_rise():
    figure = draw([0.0] * 50)
    assert "0 of 50" in figure.svg
    assert not figure.table["above_zero"].any()


def test_twin_is_ranked():
    assert draw([3.0, -1.0, 2.0]).table.to_dict("list") == {
        "rank": [1, 2, 3],
        "value": [-1.0, 2.0, 3.0],
        "above_zero": [False, True, True],
    }
