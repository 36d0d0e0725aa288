"""Axes: ends, ticks, labels apart."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from senim.brief.charts.scale import Scale, nice_ticks, spaced_ticks, span, year_ticks
from senim.brief.charts.words import width_of


def test_scale_maps_both_ends_either_way():
    assert Scale(0, 10, 100, 200)(5) == 150
    assert Scale(10, 0, 100, 200)(10) == 100


@settings(deadline=None)
@given(
    st.floats(min_value=-1e6, max_value=1e6),
    st.floats(min_value=1e-3, max_value=1e6),
    st.integers(min_value=2, max_value=9),
)
def test_ticks_are_few_inside_and_even(low, size, most):
    ticks = nice_ticks(low, low + size, most)
    assert 1 <= len(ticks) <= most
    assert all(low - 1e-6 * size <= tick <= low + size + 1e-6 * size for tick in ticks)
    steps = {round(b - a, 9) for a, b in pairwise(ticks)}
    assert max(steps, default=0) - min(steps, default=0) <= 1e-6 * size


def test_ticks_are_round():
    assert nice_ticks(-0.3, 1.02, 4) == [0.0, 0.5, 1.0]
    assert nice_ticks(0, 316_400, 5) == [0.0, 100_000.0, 200_000.0, 300_000.0]


def test_span_holds_zero_and_is_never_empty():
    low, high = span([2.0, 4.0], zero=True)
    assert low < 0 < 4 < high
    low, high = span([3.0, 3.0, math.nan])
    assert low < 3 < high
    assert span([])[0] < span([])[1]


def test_long_labels_make_fewer_ticks():
    scale = Scale(0, 100, 20, 268)
    ticks = spaced_ticks(scale, lambda value: f"{value:.0f} тіркелген", most=8)
    places = [(scale(value), width_of(words) / 2) for value, words in ticks]
    assert all(a + half + 12 <= b - other for (a, half), (b, other) in pairwise(places))


def test_last_year_is_always_named():
    ticks = year_ticks(2009, 2027, Scale(2008.5, 2027, 40, 270), str)
    assert ticks[-1] == (2027.0, "2027")
    assert len({b[0] - a[0] for a, b in pairwise(ticks)}) == 1
    assert year_ticks(2020, 2020, Scale(2019.5, 2020.5, 0, 10), str) == [(2020.0, "2020")]


@pytest.mark.parametrize("ends", [(0.0, 30.0), (30.0, 0.0)])
def test_ticks_of_a_turned_axis(ends):
    assert [value for value, _ in spaced_ticks(Scale(*ends, 0, 500), str, most=4)] == [0.0, 10.0, 20.0, 30.0]
