from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from senim.costs import ArgumentError, BreakEvenKind, break_even_elasticity, break_even_frontier

CUT = math.log(424 / 471)


@settings(deadline=None)
@given(
    saving=st.floats(0.01, 1e12),
    offences=st.floats(0.1, 1e7),
    change=st.floats(-1.0, -0.001),
    elasticity=st.floats(-6.0, 2.0),
)
def test_two_ways_agree(saving: float, offences: float, change: float, elasticity: float) -> None:
    closed = break_even_frontier(saving, offences, change, [elasticity])
    found = break_even_frontier(saving, offences, change, [elasticity], method="root finding")
    if abs(elasticity * change) > 1e-6:
        # the search subtracts the offences without the cut from those with it and loses digits
        tolerance = 1e-9 + 1e-14 / abs(elasticity * change)
        assert found["unit_cost"][0] == pytest.approx(closed["unit_cost"][0], rel=tolerance)
    if elasticity >= 0:
        assert closed["unit_cost"][0] == found["unit_cost"][0] == math.inf
    elif elasticity < -1e-6:
        assert math.isfinite(closed["unit_cost"][0])


def test_reading_the_frontier_the_other_way_comes_back() -> None:
    elasticities = np.array([-2.0, -0.67, -0.335, -0.1])
    frontier = break_even_frontier(16.0, 890.0, CUT, elasticities)
    assert break_even_elasticity(16.0, 890.0, CUT, frontier["unit_cost"]) == pytest.approx(elasticities)


def test_the_frontier_of_the_announced_cut() -> None:
    frontier = break_even_frontier(16e9, 890.0, CUT, [-0.67, 0.0, 0.2])
    assert frontier["extra_offences"][0] == pytest.approx(65, abs=1)
    assert frontier["unit_cost"][0] / 350 == pytest.approx(0.7e6, rel=0.05)
    assert frontier["kind"].tolist() == [BreakEvenKind.THRESHOLD, BreakEvenKind.NEVER, BreakEvenKind.NEVER]


def test_bad_arguments_are_named_at_once() -> None:
    with pytest.raises(ArgumentError) as caught:
        break_even_frontier(0.0, -1.0, CUT, [np.nan], method="guess")  # type: ignore[arg-type]
    assert len(caught.value.findings) == 4
    with pytest.raises(ArgumentError, match="adds no offence"):
        break_even_elasticity(16.0, 890.0, 0.0, 1.0)
