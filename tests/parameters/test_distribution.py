import numpy as np
import pytest
from pydantic import TypeAdapter, ValidationError
from scipy import stats

from senim.parameters import Distribution
from senim.parameters.parameter_set import uniforms

adapter = TypeAdapter(Distribution)


@pytest.mark.parametrize(
    ("given", "reference"),
    [
        ({"family": "normal", "mean": 1.0, "sd": 2.0}, stats.norm(1, 2)),
        ({"family": "lognormal", "median": 0.6, "log_sd": 0.5}, stats.lognorm(0.5, scale=0.6)),
        ({"family": "beta", "mean": 0.1, "size": 20}, stats.beta(2, 18)),
        ({"family": "uniform", "low": -1, "high": 3}, stats.uniform(-1, 4)),
    ],
)
def test_draws_have_the_named_distribution(given, reference):
    draws = adapter.validate_python(given).quantile(uniforms("test", (20_000, 1), 3))
    assert stats.kstest(draws, reference.cdf).pvalue > 0.001


def test_dirichlet_shares_sum_to_one_with_the_right_means():
    shares = adapter.validate_python({"family": "dirichlet", "concentration": [2, 2, 1, 1]})
    draws = shares.quantile(uniforms("test", (20_000, 4), 3))
    assert np.allclose(draws.sum(axis=1), 1)
    assert np.allclose(draws.mean(axis=0), [1 / 3, 1 / 3, 1 / 6, 1 / 6], atol=0.01)


@pytest.mark.parametrize(
    "given",
    [
        {"family": "normal", "mean": 0, "sd": 0},
        {"family": "uniform", "low": 2, "high": 1},
        {"family": "beta", "mean": 1.2, "size": 3},
        {"family": "gaussian", "mean": 0, "sd": 1},
        {"family": "normal", "mean": float("nan"), "sd": 1},
    ],
)
def test_impossible_distributions_are_refused(given):
    with pytest.raises(ValidationError):
        adapter.validate_python(given)
