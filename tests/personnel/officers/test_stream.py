from __future__ import annotations

import numpy as np
import pytest
from numba import njit

from senim.personnel.officers.stream import STREAM, exponential, happens, new_stream, uniform


@njit
def several(stream, count):
    drawn = np.empty(count)
    for place in range(count):
        drawn[place] = uniform(stream)
    return drawn


@njit
def several_exponential(stream, count):
    drawn = np.empty(count)
    for place in range(count):
        drawn[place] = exponential(stream)
    return drawn


@njit
def happened(stream, probability, count):
    found = 0
    for _ in range(count):
        found += happens(stream, probability)
    return found


@pytest.mark.parametrize("key", [(0, 0), (3, 14), (2**31, 7)])
def test_numbers_are_those_of_numpy_to_the_last_bit(key: tuple[int, int]) -> None:
    numpys = np.random.Generator(np.random.SFC64(np.random.SeedSequence(2**40 + 1, spawn_key=key)))
    assert np.array_equal(several(new_stream(2**40 + 1, *key), 10_000), numpys.random(10_000))


def test_a_stream_moves_on() -> None:
    stream = new_stream(1, 0, 0)
    assert stream.dtype == STREAM
    assert not np.array_equal(several(stream, 5), several(stream, 5))


def test_exponential_numbers_have_their_mean_and_tail() -> None:
    drawn = several_exponential(new_stream(1, 0, 0), 400_000)
    assert drawn.min() >= 0.0
    assert drawn.mean() == pytest.approx(1.0, abs=4.0 / np.sqrt(len(drawn)))
    for limit in (0.1, 1.0, 5.0):
        wanted = np.exp(-limit)
        error = np.sqrt(wanted * (1.0 - wanted) / len(drawn))
        assert (drawn >= limit).mean() == pytest.approx(wanted, abs=4.0 * error)


def test_what_cannot_happen_draws_nothing() -> None:
    stream = new_stream(1, 0, 0)
    assert happened(stream, 0.0, 100) == 0
    assert np.array_equal(several(stream, 3), several(new_stream(1, 0, 0), 3))
    assert happened(stream, 1.0, 100) == 100
    assert happened(stream, 0.3, 40_000) == pytest.approx(12_000, abs=400)
