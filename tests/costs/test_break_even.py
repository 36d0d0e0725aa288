from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from senim.costs import ArgumentError, BreakEvenKind, break_even_unit_cost, extra_homicides

MONEY = st.floats(-1e12, 1e12)


def test_about_65_deaths_against_16_billion() -> None:
    deaths = extra_homicides(890, -0.67 * math.log(424 / 471))
    assert deaths == pytest.approx(65, abs=1)
    unit_cost = break_even_unit_cost(16e9, deaths).unit_cost[0]
    assert unit_cost / 350 == pytest.approx(0.7e6, rel=0.05)
    half = extra_homicides(890, -0.335 * math.log(424 / 471))
    assert break_even_unit_cost(16e9, half).unit_cost[0] == pytest.approx(2 * unit_cost, rel=0.05)


def test_no_change_adds_no_homicide_exactly() -> None:
    assert extra_homicides(890, 0.0) == 0.0
    assert extra_homicides(890, np.array([0.0, 0.1])).shape == (2,)


def test_four_kinds() -> None:
    result = break_even_unit_cost([16, 16, 16, -5, -5, -5, 0, 0, 0], [8, -8, 0, 8, -8, 0, 8, -8, 0])
    threshold, never, any_price, reversed_ = (kind.value for kind in BreakEvenKind)
    assert result.kind.tolist() == [
        threshold, never, never, any_price, reversed_, any_price, any_price, never, never,
    ]  # fmt: skip
    assert result.unit_cost.tolist() == [2, math.inf, math.inf, 0, 0.625, 0, 0, math.inf, math.inf]
    assert result.exists.tolist() == [True] + [False] * 8
    assert result.share(BreakEvenKind.NEVER) == pytest.approx(4 / 9)


@given(saving=MONEY, extra=st.floats(-1e9, 1e9))
def test_at_the_unit_cost_saving_and_harm_are_equal(saving: float, extra: float) -> None:
    result = break_even_unit_cost(saving, extra)
    assert not np.isnan(result.unit_cost).any()
    kind, cost = result.kind[0], result.unit_cost[0]
    assert cost >= 0
    if kind in (BreakEvenKind.THRESHOLD, BreakEvenKind.REVERSED) and np.isfinite(cost) and cost > 1e-300:
        assert cost * extra == pytest.approx(saving, rel=1e-9)
    if kind == BreakEvenKind.THRESHOLD and np.isfinite(cost):
        assert saving - 2 * cost * extra < 0 or cost < 1e-300
    if kind == BreakEvenKind.NEVER:
        assert saving - 1e6 * extra >= 0
    if kind == BreakEvenKind.AT_ANY_PRICE:
        assert saving - 1e6 * extra <= 0


def test_quantiles_pass_through_never() -> None:
    result = break_even_unit_cost(16.0, [8.0, 4.0, 2.0, -1.0])
    assert [result.quantile(share) for share in (0.25, 0.5, 0.75, 1.0)] == [2.0, 4.0, 8.0, math.inf]
    with pytest.raises(ArgumentError, match="prevent offences"):
        break_even_unit_cost([16.0, -5.0], [1.0, -1.0]).quantile(0.5)


def test_what_is_not_finite_is_refused() -> None:
    with pytest.raises(ArgumentError) as caught:
        break_even_unit_cost(np.nan, np.inf)
    assert len(caught.value.findings) == 2
