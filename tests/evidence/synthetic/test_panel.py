"""Holes: never filled, left out by a stated rule, and listed."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from senim.evidence import SyntheticInputError
from senim.evidence.synthetic.panel import make_panel


@pytest.fixture
def frame():
    """Four units; the treated lacks 2004, one donor 2004 alone, one 2002, one everything before 2005."""
    years = [2001, 2002, 2003, 2004, 2005, 2007]
    return pd.DataFrame(
        {
            "own": [1.0, 2, 3, np.nan, 5, 6],
            "whole": [2.0, 3, 4, 5, 6, 7],
            "same-hole": [1.0, 2, 2, np.nan, 3, 4],
            "hole": [1.0, np.nan, 2, 3, 3, 4],
            "late": [np.nan, np.nan, np.nan, np.nan, 2, 3],
            "empty": [np.nan] * 6,
        },
        index=years,
    )


def test_donors_with_holes_go_where_that_is_the_rule(frame):
    panel = make_panel(frame, 2005, "drop donors")
    assert list(panel.values.index) == [2001, 2002, 2003, 2005, 2007]
    assert panel.donors == ("whole", "same-hole")
    assert set(panel.dropped_donors) == {"hole", "late", "empty"}
    assert panel.dropped_donors["hole"] == "no number in 2002"
    assert panel.missing_periods == (2004, 2006)
    assert panel.before.tolist() == [True, True, True, False, False]


def test_periods_with_holes_go_where_that_is_the_rule(frame):
    panel = make_panel(frame.drop(columns="late"), 2005, "drop periods")
    assert list(panel.values.index) == [2001, 2003, 2005, 2007]
    assert panel.donors == ("whole", "same-hole", "hole")
    assert panel.dropped_donors == {"empty": "no number in any period"}
    assert panel.missing_periods == (2002, 2004, 2006)


@pytest.mark.parametrize("rule", ["drop donors", "drop periods"])
def test_no_number_is_made_up(frame, rule):
    panel = make_panel(frame.drop(columns="late"), 2005, rule)
    for unit in panel.values.columns:
        assert panel.values[unit].equals(frame.loc[panel.values.index, unit])


def test_periods_every_fifth_year_skip_nothing():
    frame = pd.DataFrame({"own": [1.0, 2, 3], "other": [2.0, 2, 1]}, index=[1990, 1995, 2000])
    panel = make_panel(frame, 2000, "drop donors")
    assert panel.calendar == (1990, 1995, 2000)
    assert panel.missing_periods == ()


def test_dates_are_their_own_calendar():
    days = pd.to_datetime(["2020-01-01", "2020-02-01", "2020-03-01"])
    frame = pd.DataFrame({"own": [1.0, np.nan, 3], "other": [2.0, 2, 1]}, index=days)
    panel = make_panel(frame, pd.Timestamp("2020-03-01"), "drop donors")
    assert panel.missing_periods == (pd.Timestamp("2020-02-01"),)


@pytest.mark.parametrize(
    ("own", "other", "told"),
    [
        ([np.nan, np.nan, 3.0], [1.0, 2, 3], "no period before"),
        ([1.0, 2, np.nan], [1.0, 2, 3], "no period from"),
        ([1.0, 2, 3], [1.0, np.nan, 3], "each of the 1 donors lacks a period"),
        ([5.0, 5, 5], [5.0, 5, 5], "every outcome is the same number"),
    ],
)
def test_what_leaves_nothing_is_told(own, other, told):
    frame = pd.DataFrame({"own": own, "other": other}, index=[1, 2, 3])
    with pytest.raises(SyntheticInputError, match=told):
        make_panel(frame, 3, "drop donors")
