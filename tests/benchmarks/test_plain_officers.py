from __future__ import annotations

import numpy as np
import pytest
from benchmarks.plain_officers.block import successes


def test_gaps_give_every_place_the_same_chance() -> None:
    chance = np.random.default_rng(1)
    rounds, trials, probability = 12_000, 60, 0.07
    hit = np.zeros(trials)
    pairs = 0
    for _ in range(rounds):
        found = successes(chance, probability, trials)
        assert (np.diff(found) > 0).all()
        hit[found] += 1
        pairs += len(found) * (len(found) - 1)
    error = np.sqrt(probability * (1 - probability) / rounds)
    assert np.abs(hit / rounds - probability).max() < 4.5 * error
    assert pairs / rounds == pytest.approx(trials * (trials - 1) * probability**2, rel=0.03)
    assert len(successes(chance, 0.0, 10)) == 0
    assert np.array_equal(successes(chance, 1.0, 5), np.arange(5))
