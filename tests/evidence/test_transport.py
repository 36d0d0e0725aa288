"""Transport of an elasticity: factor and offset."""

from __future__ import annotations

import numpy as np
import pytest

from senim.evidence import transport


def test_transport_is_factor_times_elasticity_plus_offset() -> None:
    moved = transport(np.array([-0.4, -0.4]), np.array([1.0, 0.5]), np.array([0.0, 0.1]))
    assert moved == pytest.approx([-0.4, -0.1])


def test_no_discount_leaves_the_elasticity_exactly() -> None:
    elasticity = np.linspace(-1, 1, 7)
    assert np.array_equal(transport(elasticity, 1.0, 0.0), elasticity)
