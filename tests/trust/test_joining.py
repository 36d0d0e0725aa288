"""Joined answers: what they still tell of a move of everybody."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from senim.trust import ArgumentError, fit_cumulative_logit, join_answers, shift_information

SHARES = np.array([0.046, 0.044, 0.27, 0.64])


@pytest.mark.parametrize(
    "groups", [[(0,), (1,), (2,), (3,)], [(0, 1), (2,), (3,)], [(0, 1), (2, 3)], [(0, 1, 2), (3,)]]
)
def test_information_is_that_of_the_fitted_model(groups: list[tuple[int, ...]]) -> None:
    shares, people, effect = join_answers(SHARES, groups), 18_000, 1.5
    fit = fit_cumulative_logit(np.vstack([shares, shares]) * people, [[0.0], [1.0]], design_effect=effect)
    expected = np.sqrt(2 * effect / (people * shift_information(shares)))
    assert fit.standard_errors[-1] == pytest.approx(expected, rel=1e-4)


@given(st.lists(st.floats(0.01, 1.0), min_size=3, max_size=6))
def test_joining_never_adds_information(weights: list[float]) -> None:
    groups = [(0, 1), *((answer,) for answer in range(2, len(weights)))]
    assert shift_information(join_answers(weights, groups)) < shift_information(weights) < 1 / 3


def test_joining_keeps_the_total_and_the_unit() -> None:
    joined = join_answers([[1, 2, 3, 4], [4, 3, 2, 1]], [(0, 1), (2, 3)])
    assert joined.tolist() == [[3, 7], [7, 3]]


@pytest.mark.parametrize(
    "groups", [[(0, 1), (2,)], [(0, 2), (1,), (3,)], [(0,), (0, 1), (2, 3)], [(), (0, 1, 2, 3)]]
)
def test_groups_that_do_not_split_the_answers_are_refused(groups: list[tuple[int, ...]]) -> None:
    with pytest.raises(ArgumentError, match="neighbours"):
        join_answers(SHARES, groups)


def test_shares_without_an_answer_are_refused() -> None:
    with pytest.raises(ArgumentError, match="all answers are 0"):
        shift_information([0.0, 0.0])
    with pytest.raises(ArgumentError, match="two answers"):
        shift_information([1.0])
