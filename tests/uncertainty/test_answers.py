"""Answers of a model that no index can be made from."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from senim.arguments import ArgumentError
from senim.uncertainty import Inputs, morris_screening, sobol_indices, tornado

TWO = Inputs({"a": (0,), "b": (1,)}, {"a": "a", "b": "b"})
ANALYSES = (
    lambda model: sobol_indices(model, TWO, base=8),
    lambda model: tornado(model, TWO),
    lambda model: morris_screening(model, TWO, trajectories=4),
)


@pytest.mark.parametrize("analyse", ANALYSES)
@pytest.mark.parametrize("bad", [np.nan, np.inf])
def test_an_answer_that_is_not_finite_is_told_with_its_place(analyse: Callable, bad: float) -> None:
    def model(points: np.ndarray) -> np.ndarray:
        return np.column_stack([points[:, 0], np.where(points[:, 0] > 0.6, bad, points[:, 1])])

    with pytest.raises(ArgumentError, match=r"target 1: .* answers are not finite"):
        analyse(model)


@pytest.mark.parametrize("analyse", ANALYSES)
def test_answers_of_another_shape_are_refused(analyse: Callable) -> None:
    with pytest.raises(ArgumentError, match="shape"):
        analyse(lambda points: points[:, 0])
    with pytest.raises(ArgumentError, match="is not a number"):
        analyse(lambda points: {"a": 1})


def test_a_hump_says_that_its_swing_hides_it() -> None:
    table = tornado(lambda points: points[:, [0]] + (points[:, [1]] - 0.5) ** 2, TWO).set_index("input")
    assert table["same_side"].to_dict() == {"a": False, "b": True}
    assert table.loc["b", "swing"] == pytest.approx(0.0, abs=1e-12)
    assert table.loc["b", "reach"] == pytest.approx(0.45**2)


def test_one_group_and_a_stream_without_one_are_refused() -> None:
    with pytest.raises(ArgumentError, match="one group"):
        sobol_indices(lambda points: points, Inputs({"a": (0,)}, {"a": "a"}), base=8)
    with pytest.raises(ArgumentError, match="no group"):
        Inputs({"a": (0,), "b": (1,)}, {"a": "a"})
