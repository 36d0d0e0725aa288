"""Streams, their groups, and the numbers behind a run."""

from __future__ import annotations

import numpy as np

from senim.parameters import uniforms
from senim.uncertainty import Inputs

INPUTS = Inputs({"a": (0,), "b": (1, 2), "c": (3,)}, {"a": "x", "b": "y", "c": "z"})


def test_groups_are_bundled_and_columns_stay() -> None:
    bundled = INPUTS.bundled(["x", "z"], "rest")
    assert bundled.columns == INPUTS.columns
    assert bundled.column_groups == ("rest", "y", "y", "rest")
    assert INPUTS.bundled([], "rest") == INPUTS


def test_the_numbers_behind_a_run_are_those_of_its_streams() -> None:
    found = INPUTS.bundled(["x", "z"], "rest").drawn(7, 3)
    assert list(found) == ["rest", "y"]
    np.testing.assert_array_equal(found["y"], uniforms("b", (7, 2), 3))
    np.testing.assert_array_equal(found["rest"][:, 1:], uniforms("c", (7, 1), 3))
