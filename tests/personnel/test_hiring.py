from __future__ import annotations

import numpy as np
import pytest

from senim.personnel.hiring import TrainingPipeline

USUAL = np.array([[2.0], [4.0]])
PLENTY = np.full((2, 1), 100.0)


def order(training: TrainingPipeline, gap: float = 0.0, capacity: float = 100.0) -> None:
    present = PLENTY
    training.order(USUAL, present + gap, present, np.array([0.1]), np.array([capacity]))


@pytest.mark.parametrize("months", [1, 6])
def test_a_steady_force_orders_what_leaves(months: int) -> None:
    training = TrainingPipeline(USUAL, months)
    for _ in range(20):
        assert training.graduate(PLENTY) == pytest.approx(USUAL)
        order(training)


@pytest.mark.parametrize("months", [1, 6])
def test_an_order_arrives_after_the_training(months: int) -> None:
    training = TrainingPipeline(USUAL, months)
    hired = []
    for month in range(10):
        hired.append(float(training.graduate(PLENTY)[0, 0]))
        order(training, gap=10.0 if month == 0 else 0.0)
    assert hired[months] == pytest.approx(3.0)
    assert hired[:months] == pytest.approx([2.0] * months)


@pytest.mark.parametrize("months", [1, 3])
def test_who_finds_no_post_waits(months: int) -> None:
    training = TrainingPipeline(USUAL, months)
    assert training.graduate(np.zeros((2, 1))).sum() == 0
    # nothing more is ordered: what comes next has waited or was in training before
    training.order(np.zeros((2, 1)), PLENTY * 0, PLENTY, np.array([1.0]), np.array([100.0]))
    assert training.graduate(PLENTY) == pytest.approx(USUAL * (1 if months == 1 else 2))


def test_schools_take_no_more_than_they_can() -> None:
    training = TrainingPipeline(USUAL, 1)
    training.graduate(PLENTY)
    order(training, gap=1000.0, capacity=9.0)
    assert training.graduate(PLENTY).sum() == pytest.approx(9.0)
