"""The sheet of years: runs break where a figure is missing."""

from __future__ import annotations

import numpy as np
import pytest

from senim.brief.charts.yearly import YearSheet


@pytest.fixture
def sheet():
    """Give a sheet of six years, one of them missing."""
    return YearSheet(
        range(2001, 2007), [2003], np.array([1.0, 5.0, np.nan]), changed=2004.5, key="what it means",
        number=str, year=str, width=720, zero=True,
    )  # fmt: skip


def test_runs_break_at_missing_years_and_at_missing_values(sheet):
    runs = sheet.runs([1.0, 2.0, 9.0, 3.0, np.nan, 4.0])
    assert [len(run) for run in runs] == [2, 1, 1]
    assert runs[0][0] == (sheet.x(2001), sheet.y(1.0))


def test_a_path_without_a_figure_has_no_run(sheet):
    assert sheet.runs([np.nan] * 6) == []


def test_axis_starts_at_zero_where_nothing_is_below(sheet):
    assert sheet.y.low == 0.0
    assert sheet.y.high > 5.0
