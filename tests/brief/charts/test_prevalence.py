"""The identified set over prevalence and sensitivity."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd
import pytest

from senim.brief.charts import layout_findings, prevalence_map
from senim.findings import InputError


def draw(example, contours=None, points=None, **changes):
    """Draw the fail rate of the examples."""
    lines = example["contours"]() if contours is None else contours
    marked = pd.DataFrame(
        {
            "letter": ["A", "B"],
            "label": ["blind", "good"],
            "prevalence": [10.0, 5.0],
            "sensitivity": [5.4, 50.0],
        }
    )
    usual = {"x_ends": (0.0, 30.0), "width": 720, "id_prefix": "x"}
    return prevalence_map(
        lines,
        marked if points is None else points,
        text=example["text_in"]("en"),
        number=lambda value: f"{example['number'](value)} %",
        **(usual | changes),
    )


@pytest.mark.parametrize("width", [720, 288])
def test_every_line_has_its_specificity_and_the_set_is_hatched_once(example, width):
    svg = draw(example, width=width).svg
    for name in ("98 %", "94.6 %"):
        assert svg.count(f">{name}</text>") == 1
    assert svg.count(">100 %</text>") == 2  # on the line and on the axis
    assert svg.count("url(#x-hatch)") == 1
    assert {"A", "B"} <= set(re.findall(r">(\w)</text>", svg))


def test_hatching_ends_at_the_limit(example):
    svg = draw(example).svg
    area = re.search(r'<path d="([^"]+)" fill="url\(#x-hatch', svg)[1]
    places = np.array([float(n) for n in re.findall(r"[\d.]+", area)]).reshape(-1, 2)
    floor, top = places[:, 1].max(), places[:, 1].min()
    at_right = places[np.isclose(places[:, 0], places[:, 0].max()), 1].min()
    assert (floor - at_right) / (floor - top) == pytest.approx(5.4 / 30, rel=0.01)


def test_lines_outside_the_axes_are_left_out(example):
    figure = draw(example, x_ends=(10.0, 30.0), y_ends=(10.0, 60.0))
    assert ">94.6 %</text>" not in figure.svg
    assert layout_findings(figure.svg) == []


def test_twin_holds_lines_then_points(example):
    figure = draw(example)
    assert figure.table["role"].iloc[-2:].tolist() == ["point", "point"]
    assert list(figure.table.columns) == ["role", "label", "specificity", "prevalence", "sensitivity"]
    assert "A – blind: 10 %, 5.4 %." in figure.description


def test_missing_column_is_named(example):
    with pytest.raises(InputError, match="column specificity"):
        draw(example, example["contours"]().drop(columns="specificity"))
