"""A box that was put there must be found, and none where there is none."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from senim.arguments import ArgumentError
from senim.uncertainty.decision import Box, Discovery, Limit, NothingToFind, discover
from senim.uncertainty.decision.discovery import LEAST_DRAWS

NAMES = ["a", "b", "c", "d", "e", "f"]


def drawn(n: int, seed: int) -> pd.DataFrame:
    return pd.DataFrame(np.random.default_rng(seed).random((n, len(NAMES))), columns=NAMES)


@pytest.mark.parametrize("seed", range(5))
def test_a_made_box_is_found(seed):
    beliefs = drawn(6_000, seed)
    inside = (beliefs["b"] > 0.4) & (beliefs["e"] < 0.5)
    found = discover(beliefs, inside)
    assert isinstance(found, Discovery)
    limits = {limit.belief: limit for limit in found.box.limits}
    assert set(limits) == {"b", "e"}
    assert (limits["b"].low, limits["e"].high) == (pytest.approx(0.4, abs=0.04), pytest.approx(0.5, abs=0.04))
    assert (limits["b"].high, limits["e"].low) == (np.inf, -np.inf)
    assert found.density > 0.95
    assert found.coverage > 0.85
    assert found.base_rate == pytest.approx(0.3, abs=0.03)


def test_a_box_with_two_sides_and_noise():
    beliefs = drawn(9_000, 1)
    inside = beliefs["c"].between(0.3, 0.7)
    noise = np.random.default_rng(7).random(len(beliefs)) < 0.1
    found = discover(beliefs, inside ^ noise)
    (limit,) = found.box.limits
    assert limit.belief == "c"
    assert (limit.low, limit.high) == (pytest.approx(0.3, abs=0.06), pytest.approx(0.7, abs=0.06))
    assert found.density == pytest.approx(0.9, abs=0.03)


def test_the_unit_of_a_belief_does_not_matter():
    beliefs = drawn(3_000, 2)
    inside = beliefs["a"] > 0.5
    plain = discover(beliefs, inside)
    other = discover(beliefs.assign(a=np.exp(9 * beliefs["a"])), inside)
    assert other.coverage == pytest.approx(plain.coverage)
    assert np.log(other.box.limits[0].low) / 9 == pytest.approx(plain.box.limits[0].low)


def test_noise_is_not_told_as_a_finding():
    told = 0
    for seed in range(40):
        answers = np.random.default_rng(1_000 + seed).random(1_500) < 0.3
        told += isinstance(discover(drawn(1_500, seed), answers), Discovery)
    # six beliefs with two sides at one per cent each give some two or three in forty
    assert told <= 6


def test_none_or_all_preferred_is_a_result_with_a_reason():
    beliefs = drawn(400, 3)
    none = discover(beliefs, np.zeros(400, dtype=bool))
    assert isinstance(none, NothingToFind)
    assert "none" in none.reason
    assert none.base_rate == 0.0
    assert "all" in discover(beliefs, np.ones(400, dtype=bool)).reason


def test_steps_trade_coverage_for_density():
    beliefs = drawn(3_000, 4)
    steps = discover(beliefs, beliefs["a"] + beliefs["b"] > 1.3).steps
    assert steps["mass"].is_monotonic_decreasing
    assert steps["coverage"].is_monotonic_decreasing
    assert steps["density"].iloc[-1] > steps["density"].iloc[0]


def test_a_box_holds_its_ends():
    box = Box((Limit("a", 0.0, 1.0),))
    assert box.holds(pd.DataFrame({"a": [-0.1, 0.0, 1.0, 1.1]})).tolist() == [False, True, True, False]


def test_bad_arguments_are_named_at_once():
    beliefs = drawn(100, 5).assign(a=np.nan)
    with pytest.raises(ArgumentError) as caught:
        discover(beliefs, np.ones(100), peel=0.0)
    told = str(caught.value)
    assert len(caught.value.findings) == 3
    assert all(words in told for words in ("peel", "beliefs['a']", "true or false"))


def test_too_few_draws_cannot_tell():
    few = discover(drawn(LEAST_DRAWS - 1, 5), np.arange(LEAST_DRAWS - 1) % 2 == 0)
    assert isinstance(few, NothingToFind)
    assert f"{LEAST_DRAWS - 1} draws are too few" in few.reason
