"""Many poolings at once are the poolings one by one."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from senim.evidence import PoolingInputError, pool, pool_replicates
from senim.evidence.pooling.heterogeneity import restricted_scores

AGREEMENT = 1e-8


def farthest(effects: np.ndarray, errors: np.ndarray, test: str = "knapp-hartung") -> float:
    """Largest difference between all replicates and `pool`, relative where numbers are above one."""
    made = pool_replicates(effects, errors, test=test)
    worst = 0.0
    for row, effect in enumerate(effects):
        one = pool(effect, errors if errors.ndim == 1 else errors[row], test=test)
        pairs = [
            (one.estimate, made.estimate[row]),
            (one.standard_error, made.standard_error[row]),
            (one.tau2, made.tau2[row]),
            (one.interval[0], made.low[row]),
            (one.interval[1], made.high[row]),
        ]
        worst = max([worst, *(abs(a - b) / max(1.0, abs(a)) for a, b in pairs if a != b)])
    return worst


@pytest.mark.parametrize("test", ["knapp-hartung", "adhoc", "z"])
@pytest.mark.parametrize("shared", [True, False])
def test_every_replicate_is_what_pool_gives(test: str, shared: bool) -> None:
    rng = np.random.default_rng(1)
    errors = np.exp(rng.uniform(np.log(0.05), np.log(0.8), (13,) if shared else (150, 13)))
    effects = rng.normal(-0.7, 0.3, (150, 13)) + errors * rng.standard_normal((150, 13))
    assert farthest(effects, errors, test) < AGREEMENT


@pytest.mark.parametrize("count", [2, 3, 12])
def test_precisions_a_thousand_times_apart_agree_too(count: int) -> None:
    rng = np.random.default_rng(2)
    errors = np.exp(rng.uniform(np.log(0.001), np.log(3), (200, count)))
    effects = rng.standard_normal((200, count)) * rng.choice([0.02, 1.0, 50.0], (200, 1))
    assert farthest(effects, errors) < AGREEMENT


@pytest.mark.parametrize("shared", [True, False])
def test_the_highest_of_several_modes_is_taken(shared: bool) -> None:
    rng = np.random.default_rng(3)
    base = np.array([0.02] * 4 + [1.0] * 6)
    errors = base if shared else base * np.exp(rng.normal(0, 0.3, (200, 10)))
    precise = rng.normal(0, 0.02 * rng.uniform(0.2, 3, (200, 1)), (200, 4))
    vague = rng.normal(0, rng.uniform(1, 4, (200, 1)), (200, 6))
    effects = np.concatenate([precise, vague], axis=1)
    grid = np.concatenate([[0.0], np.geomspace(1e-6, 50, 400)])
    modes = 0
    for row, effect in enumerate(effects):
        scores = restricted_scores(effect, (errors if shared else errors[row]) ** 2, grid)
        modes += int(((scores[:-1] > 0) & (scores[1:] <= 0)).sum() + (scores[0] <= 0) > 1)
    assert modes > 50, "the case must have replicates with several modes"
    assert farthest(effects, errors) < AGREEMENT


rows = st.lists(st.tuples(st.floats(-5, 5), st.floats(0.02, 3)), min_size=1, max_size=8)


@given(rows)
@settings(max_examples=80, deadline=None)
def test_any_studies_agree(made: list[tuple[float, float]]) -> None:
    effects, errors = np.array(made).T
    assert farthest(effects[None, :], errors) < AGREEMENT
    assert farthest(effects[None, :], errors[None, :]) < AGREEMENT


def test_no_spread_beyond_sampling_gives_a_tau2_of_exactly_zero() -> None:
    made = pool_replicates([[0.2, 0.2, 0.2], [0.1, 0.2, 0.3]], [0.5, 0.4, 0.6])
    assert made.tau2.tolist() == [0.0, 0.0]


def test_the_order_of_replicates_and_their_number_do_not_matter() -> None:
    rng = np.random.default_rng(4)
    effects = rng.normal(0, 0.5, (5000, 6))
    whole, part = pool_replicates(effects, np.full(6, 0.2)), pool_replicates(effects[::-1], np.full(6, 0.2))
    assert np.allclose(whole.estimate, part.estimate[::-1], rtol=0, atol=1e-12)
    assert np.allclose(whole.tau2, part.tau2[::-1], rtol=0, atol=1e-10)


def test_one_study_has_no_interval_under_knapp_hartung() -> None:
    adjusted, normal = pool_replicates([[0.3]], [0.1]), pool_replicates([[0.3]], [0.1], test="z")
    assert adjusted.low.tolist() == [-np.inf]
    assert normal.high[0] == pytest.approx(0.3 + 0.195996, abs=1e-6)


def test_everything_wrong_is_told_at_once() -> None:
    with pytest.raises(PoolingInputError) as caught:
        pool_replicates([[0.1, np.nan], [0.2, 0.3]], [0.1, -0.2], test="knap-hartung", level=2.0)
    told = str(caught.value)
    for words in ("estimates[0, 1]", "standard_errors[1]", "Did you mean 'knapp-hartung'", "level"):
        assert words in told


def test_many_bad_numbers_are_counted_and_shapes_are_checked() -> None:
    with pytest.raises(PoolingInputError, match="95 more"):
        pool_replicates(np.full((50, 2), np.inf), [0.1, 0.2])
    with pytest.raises(PoolingInputError, match=r"shape \(3,\) beside estimates of shape \(4, 2\)"):
        pool_replicates(np.zeros((4, 2)), np.ones(3))
    with pytest.raises(PoolingInputError, match="row for each replicate"):
        pool_replicates([0.1, 0.2], [0.1, 0.2])
    with pytest.raises(PoolingInputError, match="rows of different length"):
        pool_replicates([[0.1, 0.2], [0.1]], [0.1, 0.2])  # type: ignore[list-item]
