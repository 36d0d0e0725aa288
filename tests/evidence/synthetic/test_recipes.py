"""Ways to predictor weights, and options that do not fit each other."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from senim.evidence import SyntheticInputError, synthetic_control

FIRST = 2019


@pytest.fixture
def frame(make_panel):
    """Give a panel of fourteen units."""
    return make_panel(1, units=14)


def averaged(frame, first, last):
    """Average outcomes over two stretches of a part."""
    half = (first + last) // 2
    return pd.DataFrame({"first": frame.loc[first:half].mean(), "second": frame.loc[half + 1 : last].mean()})


def test_cross_validation_chooses_by_the_later_part(frame):
    later, earlier = averaged(frame, 2010, 2018), averaged(frame, 2001, 2009)
    options = {"predictors": later, "training_predictors": earlier, "predictor_weights": "cross-validation"}
    found = synthetic_control(frame, "unit-0", FIRST, validation_from=2010, **options)
    # by hand: predictor weights from earlier predictors and later outcomes, then given
    trained = synthetic_control(frame.loc[2010:], "unit-0", FIRST, predictors=earlier, placebos=False)
    assert found.predictor_weights.to_numpy() == pytest.approx(trained.predictor_weights.to_numpy(), abs=1e-6)
    given = synthetic_control(
        frame, "unit-0", FIRST, predictors=later, predictor_weights=found.predictor_weights, placebos=False
    )
    assert given.weights.to_numpy() == pytest.approx(found.weights.to_numpy(), abs=1e-7)


def test_the_later_half_is_the_default(frame):
    later = averaged(frame, 2001, 2018)
    options = {"predictors": later, "predictor_weights": "cross-validation", "placebos": False}
    half = synthetic_control(frame, "unit-0", FIRST, **options)
    told = synthetic_control(frame, "unit-0", FIRST, validation_from=2010, **options)
    assert half.weights.equals(told.weights)


@pytest.mark.parametrize(
    ("options", "problem"),
    [
        ({"predictor_weights": "cross-validation"}, "no predictors to weigh"),
        ({"predictor_weights": "nestd"}, "Did you mean 'nested'"),
        (
            {"lagged_outcomes": [2015], "predictor_weights": "cross-validation"},
            "2015 lies in the part that is validated on",
        ),
        (
            {"lagged_outcomes": [2003], "predictor_weights": "cross-validation", "validation_from": 2001},
            "cannot be split",
        ),
        ({"lagged_outcomes": [2003], "predictor_weights": pd.Series({"x": 1.0})}, "has no weight"),
        ({"lagged_outcomes": [2003], "predictor_weights": pd.Series({"outcome 2003": -1.0})}, "negative"),
        ({"starts": 2.5}, "is no count"),
        ({"lagged_outcomes": [2003, 2005], "least_predictor_weight": 0.5}, "less than 1/2"),
    ],
)
def test_options_that_do_not_fit(frame, options, problem):
    with pytest.raises(SyntheticInputError, match=problem):
        synthetic_control(frame, "unit-0", FIRST, **options)


def test_earlier_predictors_have_to_be_the_same_ones(frame):
    later = averaged(frame, 2010, 2018)
    options = {"predictors": later, "predictor_weights": "cross-validation"}
    with pytest.raises(SyntheticInputError, match="has no use for second"):
        synthetic_control(frame, "unit-0", FIRST, training_predictors=later[["first"]], **options)
    holed = later.copy()
    holed.loc["unit-4", "first"] = np.nan
    with pytest.raises(SyntheticInputError, match="lacks a value for unit-4"):
        synthetic_control(frame, "unit-0", FIRST, training_predictors=holed, **options)
