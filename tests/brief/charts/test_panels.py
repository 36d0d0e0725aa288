"""Measures of the same groups."""

from __future__ import annotations

import pandas as pd

from senim.brief.charts.panels import panels_of


def test_order_of_rows_is_kept_and_the_axis_holds_everybody(example):
    rows = example["equity"]()
    whole = pd.DataFrame({"panel": ["Examined", "Unfit", "Sound"], "value": [99.0, 1.0, 1.0]})
    panels = panels_of(rows, whole)
    assert [panel.title for panel in panels] == ["Examined", "Unfit", "Sound"]
    assert [group.label for group in panels[1].groups] == ["Men", "Women", "short", "long", "longest"]
    assert panels[0].most == 99.0
    assert panels[1].most == 40.0 / 4 * 1.3
