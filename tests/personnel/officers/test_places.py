from __future__ import annotations

import numpy as np
import pytest
from numba import njit

from senim.personnel.officers.places import cells_at, even_shares, places, rising_shares
from senim.personnel.officers.stream import new_stream


@njit
def drawn(told, stream, count, begin, part):
    return cells_at(told, rising_shares(stream, count, begin, part))


@njit
def drawn_apart(told, stream, count, begin, part):
    return cells_at(told, even_shares(stream, count, begin, part))


@njit
def found(told, shares):
    return cells_at(told, shares)


@pytest.mark.parametrize("draw", [drawn, drawn_apart])
def test_cells_are_drawn_in_proportion(draw) -> None:
    expected = np.array([[0.0, 3.0], [1.0, 6.0]])
    cells = draw(places(expected), new_stream(2), 100_000, 0.0, 1.0)
    shares = np.bincount(cells, minlength=4) / 100_000
    assert np.allclose(shares, expected.ravel() / 10.0, atol=0.007)


def test_rising_shares_rise_and_look_like_sorted_even_numbers() -> None:
    told = places(np.ones(50_000))
    cells = drawn(told, new_stream(3), 20_000, 0.25, 0.5)
    assert (np.diff(cells) >= 0).all()
    # the first and the last are as far from the ends as of even numbers, the middle is in the middle
    assert 12_499 <= cells[0] < 12_520
    assert 37_480 < cells[-1] < 37_501
    assert cells[10_000] == pytest.approx(25_000, abs=400)


def test_every_share_finds_the_cell_it_lies_in() -> None:
    chance = np.random.default_rng(1)
    expected = chance.random(3000) * (chance.random(3000) < 0.4)
    shares = np.concatenate([[0.0, 1.0 - 2.0**-53, 1.0], chance.random(20_000)])
    cumulated = np.cumsum(expected)
    wanted = np.searchsorted(cumulated, shares * cumulated[-1], side="right")
    wanted = np.minimum(wanted, np.flatnonzero(expected)[-1])
    assert np.array_equal(found(places(expected), shares), wanted)


def test_nobody_is_no_error() -> None:
    told = places(np.zeros(4))
    assert told.total == 0.0
    assert len(drawn(told, new_stream(1), 0, 0.0, 1.0)) == 0
