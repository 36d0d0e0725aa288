"""The series with a break."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from senim.brief.charts import interrupted_chart
from senim.findings import InputError

ROWS = pd.DataFrame(
    {
        "period": list("abcdef"),
        "at": np.arange(6) + 2010.0,
        "observed": [3.0, 2.0, np.nan, 4.0, 3.0, 2.0],
        "counterfactual": [np.nan] * 4 + [3.0, 3.0],
        "low": [np.nan] * 4 + [1.0, 1.0],
        "high": [np.nan] * 4 + [5.0, 5.0],
    }
)
WINDOWS = pd.DataFrame(columns=["start", "end", "letter"])


def draw(example, rows=ROWS, windows=WINDOWS, **labels):
    text = example["text_in"]("en", **labels)
    return interrupted_chart(
        rows, break_at=2014.0, windows=windows, text=text, number=example["number"], id_prefix="x"
    )


def test_a_missing_period_breaks_the_line(example):
    drawn = draw(example).svg.count("<path")
    whole = draw(example, ROWS.assign(observed=ROWS["observed"].fillna(1.0))).svg.count("<path")
    assert drawn == whole + 1


def test_windows_are_lettered_and_the_break_is_named(example):
    windows = pd.DataFrame({"start": [2010.0], "end": [2012.0], "letter": ["Q"]})
    svg = draw(example, windows=windows).svg
    assert ">Q</text>" in svg
    assert "reform of the police" in svg


def test_twin_keeps_gaps_and_has_no_coordinates(example):
    table = draw(example).table
    assert list(table.columns) == ["period", "observed", "counterfactual", "low", "high"]
    assert table["observed"].isna().sum() == 1


def test_the_break_needs_words(example):
    with pytest.raises(InputError, match="break"):
        draw(example, **{"break": ""})
