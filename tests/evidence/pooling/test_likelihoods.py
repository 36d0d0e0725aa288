"""The pieces of the search for many modes."""

from __future__ import annotations

import numpy as np
import pytest

from senim.evidence.pooling.heterogeneity import restricted_maximum_likelihood, restricted_scores
from senim.evidence.pooling.likelihoods import highest_modes, mode_bounds


def made(columns: int = 40) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(8)
    return rng.normal(0, 1.5, (7, columns)), np.exp(rng.normal(0, 1, (7, columns)))


def test_no_score_is_positive_at_the_bound() -> None:
    effects, variances = made()
    bounds = mode_bounds(effects, variances)
    for column, bound in enumerate(bounds):
        assert restricted_scores(effects[:, column], variances[:, column], bound) <= 0


def test_modes_are_those_of_one_set_at_a_time() -> None:
    effects, variances = made()
    found = highest_modes(effects, variances)
    for column, tau2 in enumerate(found):
        one = restricted_maximum_likelihood(effects[:, column], variances[:, column])
        assert tau2 == pytest.approx(one, rel=1e-9, abs=1e-10)


def test_shared_and_own_variances_lead_to_the_same_modes() -> None:
    effects, variances = made()
    same = variances[:, :1]
    own = highest_modes(effects, np.ascontiguousarray(np.broadcast_to(same, effects.shape)))
    assert highest_modes(effects, same) == pytest.approx(own, rel=1e-10, abs=1e-12)


def test_two_studies_have_the_mode_of_the_closed_form() -> None:
    rng = np.random.default_rng(9)
    effects, variances = rng.normal(0, 30, (2, 500)), np.exp(rng.normal(-3, 3, (2, 500)))
    exact = np.maximum(0, (effects[0] - effects[1]) ** 2 / 2 - variances.sum(axis=0) / 2)
    assert highest_modes(effects, variances) == pytest.approx(exact, rel=1e-10, abs=1e-10)
