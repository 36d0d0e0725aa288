"""A frame that is no panel is refused once, with everything that is wrong."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from senim.evidence.panel import PanelInputError, long_difference
from senim.evidence.panel.inputs import checked_panel


def rows(**changes):
    table = pd.DataFrame({"force": list("aabb"), "year": [1, 2, 1, 2], "y": [1.0, 2.0, 3.0, 4.0]})
    return table.assign(**changes)


def test_missing_columns_are_named_with_the_nearest():
    with pytest.raises(PanelInputError) as caught:
        checked_panel(rows().rename(columns={"y": "log_theft"}), ["log_thef", "x"], "call")
    assert {finding.where for finding in caught.value.findings} == {"column log_thef", "column x"}
    assert "Did you mean 'log_theft'?" in str(caught.value)


def test_everything_is_told_at_once():
    bad = rows(year=[1, 1, 1, np.nan], y=[np.inf, "many", 3.0, None])
    with pytest.raises(PanelInputError) as caught:
        checked_panel(bad, ["y"], "call")
    problems = [finding.problem for finding in caught.value.findings]
    assert problems == [
        "1 rows name none",
        "has two rows",
        "1 values are no numbers",
        "1 values are infinite",
    ]
    assert isinstance(caught.value, ValueError)


def test_gaps_are_allowed_and_the_order_is_set():
    table = checked_panel(rows(y=[None, 2, 3, 4]).iloc[::-1], ["y"], "call")
    assert table["force"].tolist() == list("aabb")
    assert table["y"].isna().sum() == 1


def test_options_are_checked_before_the_data(panel):
    with pytest.raises(PanelInputError) as caught:
        long_difference(panel.frame, "log_theft", "log_officers", convention="HC9", level=95)
    assert len(caught.value.findings) == 2
