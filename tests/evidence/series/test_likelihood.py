"""The likelihood without diffuse starts is that of the Kalman filter of statsmodels."""

from __future__ import annotations

import numpy as np
import pytest

from senim.evidence.series.fitting import best_optimum
from senim.evidence.series.forecasting import _predict
from senim.evidence.series.inputs import LEVELS, SEASONS, Model
from senim.evidence.series.likelihood import Projection
from senim.evidence.series.structure import state_space, structure_of


def series(count: int) -> np.ndarray:
    rng = np.random.default_rng(1)
    return 5 + np.cumsum(rng.normal(0, 0.5, count)) + rng.normal(0, 1, count)


MODELS = [Model(level) for level in LEVELS if level != "random walk"]
MODELS += [Model("local linear trend", 4, season) for season in SEASONS]


@pytest.mark.parametrize("model", MODELS, ids=lambda model: f"{model.level}, {model.season}")
def test_same_differences_and_the_same_coefficient(model):
    count = 40
    values, step = series(count), (np.arange(count) >= 25).astype(float)[:, None]
    values[7:9] = np.nan
    structure = structure_of(count, model)
    projection = Projection(structure, values, step)
    rng = np.random.default_rng(2)
    heights, theirs = [], []
    for _ in range(3):
        point = rng.uniform(0.3, 1.0, projection.count)
        found = projection.at(point)
        smoothed = state_space(values, model, step).smooth(projection.variances(point))
        assert found.coefficients[0] == pytest.approx(smoothed.smoothed_state[-1, -1], rel=1e-5, abs=1e-6)
        error = np.sqrt(smoothed.smoothed_state_cov[-1, -1, -1])
        assert np.sqrt(found.covariance[0, 0]) == pytest.approx(error, rel=1e-5)
        heights.append(found.log_likelihood)
        theirs.append(smoothed.llf)
    assert np.diff(heights) == pytest.approx(np.diff(theirs), rel=1e-5, abs=1e-5)


def test_the_optimum_is_not_below_that_of_statsmodels():
    model, values = Model("local linear trend", 4), series(60)
    projection = Projection(structure_of(60, model), values, np.empty((60, 0)))
    optimum = best_optimum(projection)
    built = state_space(values, model)
    theirs = built.fit(disp=0, maxiter=500, method="nm").llf
    assert built.loglike(projection.variances(optimum.deviations)) >= theirs - 1e-4
    assert optimum.agree >= 2


def test_prediction_is_that_of_statsmodels():
    model, values = Model("local level", 4), series(50)
    structure = structure_of(50, model)
    before = values.copy()
    before[40:] = np.nan
    variances = np.array([1.0, 0.3])
    mean, spread = _predict(structure, before, np.empty((50, 0)), np.arange(40, 50), variances)
    theirs = state_space(values[:40], model).smooth(variances).get_forecast(10)
    assert mean == pytest.approx(theirs.predicted_mean, abs=1e-5)
    assert np.sqrt(np.diag(spread)) == pytest.approx(theirs.se_mean, rel=1e-5)
