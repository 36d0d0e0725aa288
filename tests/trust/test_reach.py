"""What a measure must do to those it reaches."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from senim.trust import ArgumentError, effect_needed


@given(st.floats(0.1, 5.0), st.floats(0.01, 1.0), st.floats(0.0, 1.0))
def test_the_effect_moves_the_whole_by_what_is_seen(seen: float, reach: float, trust: float) -> None:
    found = effect_needed(seen, reach, trust)
    if found.points is None:
        assert reach * found.room < seen * (1 + 1e-9)
    else:
        assert reach * found.points == pytest.approx(seen)
        assert found.points <= found.room


def test_nobody_reached_is_refused() -> None:
    with pytest.raises(ArgumentError, match="reach"):
        effect_needed(1.8, 0.0, 0.6)
