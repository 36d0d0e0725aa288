"""Eight numbers at once are the same eight numbers."""

from __future__ import annotations

import numpy as np

from senim.personnel.officers.compiling import compiled_and_kept, pointer
from senim.personnel.officers.lanes import LANES, add_sums, at_least, load, spread, store, total


def test_each_lane_is_worked_on_for_itself() -> None:
    def work(one, other, out, sums):
        a, b, told = load(pointer(one), 0), load(pointer(other), 3), pointer(out)
        store(told, 0, a * b + 2.0)
        store(told, LANES, 1.0 / a - b)
        store(told, 2 * LANES, at_least(a - b, 0.25))
        store(told, 3 * LANES, 3.0 * spread(one[1]))
        add_sums(pointer(sums), 1, a, b, a + b, a - b)

    chance = np.random.default_rng(1)
    one, other = chance.random(LANES) + 0.5, chance.random(LANES + 3)
    out, sums, moved = np.zeros((4, LANES)), np.full(6, 2.0), other[3:]
    compiled_and_kept(work)(one, other, out.ravel(), sums)
    np.testing.assert_array_equal(out[0], one * moved + 2.0)
    np.testing.assert_array_equal(out[1], 1.0 / one - moved)
    np.testing.assert_array_equal(out[2], np.maximum(one - moved, 0.25))
    np.testing.assert_array_equal(out[3], np.full(LANES, 3.0 * one[1]))
    wanted = [row.sum() for row in (one, moved, one + moved, one - moved)]
    np.testing.assert_allclose(sums - 2.0, [0.0, *wanted, 0.0])


def test_a_total_is_a_sum_of_halves() -> None:
    def sum_up(row):
        return total(load(pointer(row), 1))

    row = np.random.default_rng(2).random(LANES + 1)
    halves = row[1:]
    while len(halves) > 1:
        halves = halves[: len(halves) // 2] + halves[len(halves) // 2 :]
    assert compiled_and_kept(sum_up)(row) == halves[0]
