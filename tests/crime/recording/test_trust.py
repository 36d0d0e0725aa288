"""Trust moves reporting."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from senim.crime import reporting_response


@given(st.floats(-50, 30), st.floats(-2, 2))
def test_reporting_follows_trust_with_its_elasticity(points: float, elasticity: float) -> None:
    found = reporting_response([[points]], 0.62, [elasticity]).item()
    assert found == pytest.approx(elasticity * np.log((0.62 + points / 100) / 0.62), abs=1e-12)


@given(st.floats(-50, 30))
def test_the_switch_and_unchanged_trust_give_exactly_nothing(points: float) -> None:
    assert reporting_response([[points]], 0.62, [0.0]).item() == 0.0
    assert reporting_response([[0.0]], 0.62, [0.7]).item() == 0.0


def test_impossible_trust_and_shapes_are_refused() -> None:
    with pytest.raises(ValueError, match="trust_share: 62") as caught:
        reporting_response([[1.0]], 62, [0.1, 0.2])
    assert "reporting_elasticity" in str(caught.value)
    with pytest.raises(ValueError, match="no trust at all"):
        reporting_response([[-70.0]], 0.62, [0.1])
