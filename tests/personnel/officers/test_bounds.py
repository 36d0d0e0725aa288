from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from senim.personnel.officers.bounds import WASTE, make_bounds, pieces
from senim.personnel.officers.expected import expected_force
from senim.personnel.officers.levers import LONG_SERVICE_MONTHS


@pytest.mark.parametrize("seed", [1, 2, 5])
def test_nobody_exceeds_his_bound(seed: int, described_at_random) -> None:
    force, plan, staffing, months = described_at_random(seed)
    expected = expected_force(force, plan, months, staffing=staffing)
    rules, chance = expected.rules, np.random.default_rng(seed)
    shape = expected.timeline.exits.shape
    timeline = replace(
        expected.timeline,
        exits=expected.timeline.exits * chance.choice([0.2, 1.0, 4.0], shape),
        released=chance.random(expected.timeline.released.shape) * (chance.random((months, 1)) < 0.3),
    )
    changing = np.array([0.0, 0.01, 0.02, 0.03])
    bounds = make_bounds(rules, timeline, changing)
    assert bounds["highest"].shape[1] > 1
    highest = bounds["highest"].reshape(2, -1)
    for month in range(months):
        for tenure in range(rules.tenure_months - 1):
            row = int(bounds["period_row"][month] + bounds["band_row"][tenure])
            long = int(tenure >= LONG_SERVICE_MONTHS)
            exits = np.tile(rules.leaving[tenure][:, None] * timeline.exits[month, long], 2)
            career = (rules.starting_leave + rules.appointed)[:, None] + exits
            career = career + (rules.promoted * timeline.promotions[month])[:, None]
            nothing = (1.0 - career) * (1.0 - changing) * (1.0 - timeline.released[month])[:, None]
            cells = slice(row, row + exits.size)
            assert (np.minimum(1.0 - nothing, 1.0).ravel() <= highest[0, cells] + 1e-12).all()
            assert (np.minimum(exits + rules.ending_leave, 1.0).ravel() <= highest[1, cells] + 1e-12).all()


def test_pieces_are_few_and_waste_little() -> None:
    rates = np.concatenate([np.full(100, 0.01), np.full(140, 0.004), np.full(60, 0.02)])[:, None]
    begins = pieces(rates)
    assert len(begins) == 3
    for begin, end in zip(begins, [*begins[1:], len(rates)], strict=True):
        piece = rates[begin:end]
        assert (piece.max() - piece).sum() <= WASTE
    assert np.array_equal(pieces(np.full((500, 3), 0.01)), [0])
    # a few refused candidates are cheaper than a new piece
    assert np.array_equal(pieces(np.array([[0.01]] * 5 + [[0.02]] * 5)), [0])


def test_gaps_are_geometric_at_the_bound(officers, plan) -> None:
    expected = expected_force(officers(), plan(), 12)
    bounds = make_bounds(expected.rules, expected.timeline, np.zeros(4))
    assert np.allclose(np.exp(-1.0 / bounds["mean_gap"]), 1.0 - bounds["highest"])
