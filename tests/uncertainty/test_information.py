"""Value of information against closed forms."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import norm

from senim.arguments import ArgumentError
from senim.uncertainty.information import value_of_information

DRAWS = 40_000
MEAN, SPREADS = 0.3, np.array([1.0, 0.6, 0.2])


def worth(spread: float) -> float:
    """E max(0, X) - max(0, E X) of a normal X."""
    z = MEAN / spread
    return float(spread * norm.pdf(z) + MEAN * norm.cdf(z) - MEAN)


@pytest.fixture(scope="module")
def parts() -> np.ndarray:
    return np.random.default_rng(11).normal(size=(DRAWS, 3)) * SPREADS


def options(parts: np.ndarray) -> np.ndarray:
    gain = MEAN + parts.sum(axis=1)
    return np.column_stack([np.zeros(len(gain)), gain])


@pytest.mark.parametrize("places", [[0], [1], [0, 1], [0, 1, 2]])
def test_knowing_some_inputs(parts: np.ndarray, places: list[int]) -> None:
    found = value_of_information(options(parts), parts[:, places])
    expected = worth(float(np.sqrt((SPREADS[places] ** 2).sum())))
    assert found.low - 0.002 <= expected <= found.high + 0.002
    assert found.perfect == pytest.approx(worth(float(np.sqrt((SPREADS**2).sum()))), abs=0.01)


def test_a_study_with_error_is_worth_less_than_knowing_and_as_much_as_theory_says(parts: np.ndarray) -> None:
    error = 0.7
    study = parts[:, 0] + np.random.default_rng(5).normal(scale=error, size=DRAWS)
    found = value_of_information(options(parts), study)
    before = SPREADS[0] ** 2 / np.sqrt(SPREADS[0] ** 2 + error**2)
    assert found.low - 0.002 <= worth(before) <= found.high + 0.002
    assert found.value < value_of_information(options(parts), parts[:, 0]).value


def test_noise_is_worth_nothing(parts: np.ndarray) -> None:
    noise = np.random.default_rng(6).normal(size=(DRAWS, 6))
    found = value_of_information(options(parts), noise)
    assert found.low <= 0.0
    assert found.value < 0.003
    assert abs(found.share) < 0.02


def test_where_one_option_is_always_best_nothing_is_worth_knowing(parts: np.ndarray) -> None:
    benefits = np.column_stack([np.zeros(DRAWS), -1.0 - parts[:, 0] ** 2])
    found = value_of_information(benefits, parts[:, 0])
    assert (found.value, found.perfect, found.share) == (0.0, 0.0, 0.0)


def test_a_bend_is_found(parts: np.ndarray) -> None:
    bent = parts[:, 0] ** 2 - 1.0
    found = value_of_information(np.column_stack([np.zeros(DRAWS), bent]), parts[:, 0])
    assert found.share > 0.97


def test_what_does_not_fit_is_told_at_once() -> None:
    with pytest.raises(ArgumentError) as caught:
        value_of_information(np.zeros((50, 1)), np.full((40, 2), np.nan))
    assert len(caught.value.findings) == 4


@pytest.mark.parametrize("option", [{"level": 95}, {"degree": 0}, {"degree": 4}, {"known": np.ones(200)}])
def test_what_gives_no_worth_is_refused(option: dict) -> None:
    draws = np.random.default_rng(2).normal(size=(200, 2))
    with pytest.raises(ArgumentError, match=next(iter(option))):
        value_of_information(**{"net_benefit": draws, "known": draws[:, 0], **option})
