"""Moves of trust and moves between boxes."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from senim.arguments import ArgumentError
from senim.trust import answer_shares, cut_points, decompose_full_trust, unanswered_bounds

BEFORE = np.array([2.7, 6.3, 38.4, 37.0])


@given(st.floats(-2.0, 2.0), st.integers(0, 1))
def test_a_move_of_everybody_is_all_movement(shift: float, border: int) -> None:
    after = answer_shares(cut_points(BEFORE), shift)
    split = decompose_full_trust(BEFORE, after, border=border)
    assert split.boxes == pytest.approx(0.0, abs=1e-9)
    assert np.sign(split.movement) == np.sign(shift) or abs(shift) < 1e-9


@given(st.floats(0.01, 30.0))
def test_a_move_between_the_two_highest_boxes_is_all_boxes(points: float) -> None:
    after = BEFORE + np.array([0.0, 0.0, -points, points])
    split = decompose_full_trust(BEFORE, after, border=1)
    assert split.movement == pytest.approx(0.0, abs=1e-9)
    assert split.total == pytest.approx(100 * points / BEFORE.sum())


def test_parts_sum_to_the_total_and_borders_can_disagree() -> None:
    low, high = (decompose_full_trust(BEFORE, [3.9, 3.6, 27.8, 63.1], border=border) for border in (0, 1))
    assert low.total == high.total == pytest.approx(low.movement + low.boxes) == high.movement + high.boxes
    assert low.movement < 0 < high.movement


def test_what_cannot_be_split_is_refused() -> None:
    with pytest.raises(ArgumentError, match="same three answers"):
        decompose_full_trust([50, 50], [40, 60], border=0)
    with pytest.raises(ArgumentError, match="no border below the highest"):
        decompose_full_trust(BEFORE, BEFORE, border=2)


def test_silence_may_hide_anything() -> None:
    low, high = unanswered_bounds(np.array([[37.0, 38.4], [61.6, 27.0]]), [15.6, 2.5])
    np.testing.assert_allclose(high - low, [[15.6, 15.6], [2.5, 2.5]])
    with pytest.raises(ArgumentError):
        unanswered_bounds([0.5], -0.1)
