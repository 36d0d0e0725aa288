"""Bad input is told at once, with what to do."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from senim.evidence import SyntheticInputError, placebo_in_time, synthetic_control


@pytest.fixture
def frame(make_panel):
    """Give six units over twelve years."""
    return make_panel(0, units=6, periods=12)


def told(*arguments, **options):
    """Collect the problems of a call as text."""
    with pytest.raises(SyntheticInputError) as caught:
        synthetic_control(*arguments, **options)
    return [f"{finding.where}: {finding.problem}. {finding.remedy}" for finding in caught.value.findings]


def test_every_problem_of_a_call_is_told_at_once(frame):
    problems = told(
        frame, "unit-O", 2010, donors=["unit-1", "unit-9", "unit-O"], holes="fill", placebo_pool="x", starts=0
    )
    assert len(problems) == 6
    assert any("Did you mean 'unit-" in problem for problem in problems)
    assert any("holes: 'fill' is not known" in problem for problem in problems)


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (lambda frame: frame[["unit-0"]], "no unit beside the treated one"),
        (lambda frame: frame.assign(name="a"), "no numbers"),
        (lambda frame: frame.replace(frame.iloc[3, 2], np.inf), "infinite"),
        (lambda frame: pd.concat([frame, frame]), "stands there twice"),
        (lambda frame: pd.concat([frame, frame[["unit-1"]]], axis=1), "stands there twice"),
        (lambda frame: frame.loc[2010:], "no period comes before"),
        (lambda frame: frame.loc[:2009], "no period is left from"),
        (lambda frame: frame.set_axis([*frame.index[:-1], "x"]), "cannot be put in order"),
        (lambda frame: frame.to_numpy(), "no DataFrame"),
    ],
)
def test_frames_that_cannot_be_used(frame, change, problem):
    assert any(problem in line for line in told(change(frame), "unit-0", 2010))


def test_units_that_cannot_be_used(frame):
    assert "among the donors" in told(frame, "unit-0", 2010, donors=["unit-0", "unit-1"])[0]
    assert "is empty" in told(frame, "unit-0", 2010, donors=[])[0]
    assert "is one word" in told(frame, "unit-0", 2010, donors="unit-1")[0]
    assert "cannot be compared" in told(frame, "unit-0", "2010")[0]


def test_periods_in_any_order_and_whole_numbers_are_welcome(frame):
    straight = synthetic_control(frame, "unit-0", 2010)
    mixed = synthetic_control(frame.sample(frac=1.0, random_state=1), "unit-0", 2010)
    assert mixed.weights.equals(straight.weights)
    whole = (100 * frame).round().astype(int)
    assert synthetic_control(whole, "unit-0", 2010).weights.sum() == pytest.approx(1.0)


def test_the_frame_is_left_as_it_was(frame):
    before = frame.copy(deep=True)
    synthetic_control(frame, "unit-0", 2010)
    pd.testing.assert_frame_equal(frame, before)


@pytest.mark.parametrize(
    ("index", "first"),
    [
        (pd.date_range("2001-01-01", periods=12, freq="MS"), "2001-10-01"),
        (pd.date_range("2001-01-01", periods=12, freq="MS"), pd.Timestamp("2001-10-01")),
        (pd.period_range("2001Q1", periods=12, freq="Q"), "2003Q2"),
        (pd.period_range("2001Q1", periods=12, freq="Q"), pd.Period("2003Q2")),
    ],
)
def test_dates_may_be_written_as_text(frame, index, first):
    found = synthetic_control(frame.set_axis(index), "unit-0", first)
    yearly = synthetic_control(frame, "unit-0", 2010)
    assert found.weights.equals(yearly.weights)
    assert found.diagnostics.missing_near == ()
    assert placebo_in_time(found, str(index[5])).diagnostics.pre_periods == 5
