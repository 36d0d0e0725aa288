"""Sobol indices."""

from __future__ import annotations

import numpy as np
import pytest

from senim.uncertainty.inputs import Inputs
from senim.uncertainty.variance import sobol_indices

THREE = Inputs({name: (place,) for place, name in enumerate("abc")}, {name: name for name in "abc"})


def ishigami(points: np.ndarray) -> np.ndarray:
    a, b, c = (np.pi * (2 * points - 1)).T
    return (np.sin(a) + 7 * np.sin(b) ** 2 + 0.1 * c**4 * np.sin(a))[:, None]


def test_ishigami_function() -> None:
    """Ishigami and Homma (1990); the indices are known in closed form."""
    found = sobol_indices(ishigami, THREE, base=8192).set_index("group")
    np.testing.assert_allclose(found["first"], [0.3139, 0.4424, 0.0], atol=0.01)
    np.testing.assert_allclose(found["total"], [0.5576, 0.4424, 0.2437], atol=0.01)
    assert (found["first_low"] <= found["first"]).all()


def test_a_group_carries_what_its_members_carry_together() -> None:
    grouped = Inputs(THREE.columns, {"a": "x", "b": "y", "c": "x"})
    found = sobol_indices(ishigami, grouped, base=4096).set_index("group")
    assert list(found.index) == ["x", "y"]
    assert found.loc["x", "first"] == pytest.approx(1 - 0.4424, abs=0.02)
    assert found.loc["x", "total"] == pytest.approx(1 - 0.4424, abs=0.02)


def test_an_answer_without_doubt_has_no_shares() -> None:
    found = sobol_indices(lambda points: np.full((len(points), 1), 3.0), THREE, base=64)
    assert found.empty


def test_the_same_seed_gives_the_same_indices() -> None:
    one, other = (sobol_indices(ishigami, THREE, base=64, seed=4) for _ in range(2))
    assert one.equals(other)


def test_a_base_that_is_no_power_of_two_is_refused() -> None:
    with pytest.raises(ValueError, match="1000 is not a power of 2"):
        sobol_indices(ishigami, THREE, base=1000)
