from __future__ import annotations

import numpy as np
import pytest
from benchmarks.personnel import described
from benchmarks.plain_officers import plain_tables, simulate_plainly
from benchmarks.plain_officers.block import successes

from senim.personnel.officers import expected_force, make_tables, simulate_officers


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


@pytest.mark.slow
def test_the_peer_simulates_the_same_force() -> None:
    """Same means and same spread: what is compared in speed is the same model."""
    force, plan = described(20_000, 0.5)
    months, draws = 36, 40
    expected = expected_force(force, plan, months)
    tables, plain = make_tables(expected), plain_tables(expected)
    ours, theirs = (
        np.array([np.append(path.flows.sum(axis=(0, 2, 3, 4, 5)), path.officers[-1]) for path in paths])
        for paths in (
            [simulate_officers(tables, months, seed=1, draw=draw) for draw in range(draws)],
            [simulate_plainly(plain, months, seed=2, draw=draw) for draw in range(draws)],
        )
    )
    told = ours.mean(axis=0) > 100.0
    assert told.sum() > 8
    wanted = np.append(expected.path.flows.sum(axis=(0, 2, 3, 4, 5)), expected.path.officers[-1])
    for found in (ours, theirs):
        error = found[:, told].std(axis=0, ddof=1) / np.sqrt(draws)
        assert (np.abs(found[:, told].mean(axis=0) - wanted[told]) < 4.5 * error).all()
    spread = ours[:, told].std(axis=0, ddof=1) / theirs[:, told].std(axis=0, ddof=1)
    assert np.abs(np.log(spread)).max() < 4.5 / np.sqrt(draws)
