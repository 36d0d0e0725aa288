"""Words and tables a chart is given."""

from __future__ import annotations

import pandas as pd
import pytest

from senim.brief.charts.text import ChartText, want_columns
from senim.findings import InputError


def test_all_missing_words_at_once():
    text = ChartText("", "s", "d", {"axis": "x", "above": " "})
    with pytest.raises(InputError) as caught:
        text.require("quantile_dotplot", "axis", "above", "below")
    assert [finding.where for finding in caught.value.findings] == [
        "labels['above']",
        "labels['below']",
        "title",
    ]


def test_fill_leaves_other_braces_alone():
    text = ChartText("t", "s", "d", {"above": "{count} of {total} {other} {0}"})
    assert text.fill("above", count="47", total="50") == "47 of 50 {other} {0}"


def test_missing_columns_and_rows():
    with pytest.raises(InputError) as caught:
        want_columns("fan_chart", pd.DataFrame(columns=["year"]), "year", "value")
    assert [finding.where for finding in caught.value.findings] == ["column value", "table"]
