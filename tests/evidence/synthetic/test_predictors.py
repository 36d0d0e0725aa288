"""Predictors: what is left out, and what is refused."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from senim.evidence import SyntheticInputError, synthetic_control

FIRST = 2019


@pytest.fixture
def frame(make_panel):
    """Give a panel of twelve units."""
    return make_panel(1, units=12)


@pytest.fixture
def predictors(frame):
    """Give two predictors of each unit."""
    return pd.DataFrame({"level": frame.loc[:2018].mean(), "trend": frame.loc[2018] - frame.loc[2001]})


def test_what_has_no_value_is_left_out_and_told(frame, predictors):
    predictors = predictors.assign(unknown=1.0, same=3.0)
    predictors.loc["unit-0", "unknown"] = np.nan
    predictors.loc["unit-5", "trend"] = np.nan
    found = synthetic_control(frame, "unit-0", FIRST, predictors=predictors)
    assert found.predictors.dropped == {"unknown": "unit-0 has no value", "same": "the same in every unit"}
    assert found.panel.dropped_donors == {"unit-5": "no value of trend"}
    assert "unit-5" not in found.weights.index
    assert list(found.predictor_weights.index) == ["level", "trend"]


def test_unit_of_a_predictor_changes_no_weight(frame, predictors):
    straight = synthetic_control(frame, "unit-0", FIRST, predictors=predictors)
    other = synthetic_control(frame, "unit-0", FIRST, predictors=predictors * [1000.0, 0.001] + [5.0, 0.0])
    assert other.weights.to_numpy() == pytest.approx(straight.weights.to_numpy(), abs=1e-5)


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (lambda table: table.T, "Give predictors.T"),
        (lambda table: table.drop(index="unit-3"), "has no row for unit-3"),
        (lambda table: table.assign(word="a"), "no numbers"),
        (lambda table: table.assign(level=np.inf), "infinite"),
        (lambda table: table[["level", "level"]], "stands there twice"),
        (lambda table: table["level"], "no DataFrame"),
        (lambda table: table[["level"]] * 0, "none is left"),
    ],
)
def test_predictors_that_do_not_fit(frame, predictors, change, problem):
    with pytest.raises(SyntheticInputError, match=problem):
        synthetic_control(frame, "unit-0", FIRST, predictors=change(predictors))


@pytest.mark.parametrize(("lag", "problem"), [(2019, "does not come before"), (1990, "is not among")])
def test_lagged_outcomes_come_from_before(frame, lag, problem):
    with pytest.raises(SyntheticInputError, match=problem):
        synthetic_control(frame, "unit-0", FIRST, lagged_outcomes=[2005, lag])
