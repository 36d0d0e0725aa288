"""Morris screening and the tornado."""

from __future__ import annotations

import numpy as np
import pytest

from senim.uncertainty.inputs import Inputs
from senim.uncertainty.screening import morris_screening
from senim.uncertainty.tornado import tornado

INPUTS = Inputs({"a": (0,), "b": (1, 2)}, {"a": "x", "b": "y"})


def line(points: np.ndarray) -> np.ndarray:
    return np.column_stack([4 * points[:, 0] - points[:, 1], points[:, 2] * points[:, 0]])


def test_along_a_line_effects_are_slopes_over_the_central_range_and_do_not_spread() -> None:
    found = morris_screening(line, INPUTS, trajectories=12)
    first = found[found["target"] == 0].set_index("input")
    np.testing.assert_allclose(first["effect"], [4 * 0.9, 0.9, 0.0], atol=1e-12)
    np.testing.assert_allclose(first["spread"], 0.0, atol=1e-12)
    assert list(first["group"]) == ["x", "y", "y"]


def test_inputs_that_act_together_spread() -> None:
    found = morris_screening(line, INPUTS, trajectories=30)
    second = found[found["target"] == 1].set_index("input")
    assert second.loc["a", "spread"] > 0.1
    assert second.loc["b[0]", "effect"] == 0.0


def test_the_tornado_moves_one_input_at_a_time() -> None:
    found = tornado(line, INPUTS)
    first = found[found["target"] == 0]
    assert list(first["input"]) == ["a", "b[0]", "b[1]"]
    assert list(first["swing"]) == pytest.approx([3.6, 0.9, 0.0])
    a = first.iloc[0]
    assert (a["at_low"], a["at_high"], a["middle"]) == pytest.approx((4 * 0.05 - 0.5, 4 * 0.95 - 0.5, 1.5))
