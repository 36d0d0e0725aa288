from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from senim.brief.rounding import STEPS_IN_INTERVAL, round_half_even, supported_decimals

LIMIT = st.floats(-1e9, 1e9, allow_nan=False)


@given(LIMIT, LIMIT)
def test_step_fits_into_the_interval_and_the_next_larger_does_not(low: float, high: float) -> None:
    width = abs(high - low)
    if width < 1e-9:
        return
    step = 10.0 ** -supported_decimals(low, high)
    assert step * STEPS_IN_INTERVAL <= width * (1 + 1e-9)
    assert step * 10 * STEPS_IN_INTERVAL > width * (1 - 1e-9)


@pytest.mark.parametrize(
    ("low", "high", "decimals"), [(-1.2, 5.9, 0), (0.2, 2.4, 1), (3, 3, 0), (-0.05, 0.06, 2), (12, 98000, -4)]
)
def test_known_intervals(low: float, high: float, decimals: int) -> None:
    assert supported_decimals(low, high) == decimals


@given(st.floats(-1e6, 1e6, allow_nan=False), st.integers(-3, 6))
def test_rounding_moves_by_half_a_step_at_most_and_zero_has_no_sign(value: float, decimals: int) -> None:
    rounded = round_half_even(value, decimals)
    assert abs(rounded - Decimal(repr(value))) <= Decimal(1).scaleb(-decimals) / 2
    assert not (rounded == 0 and rounded.is_signed())


def test_halves_go_to_the_even_neighbour_in_decimal_not_binary() -> None:
    assert [str(round_half_even(value, 1)) for value in (0.25, 0.35, 2.675)] == ["0.2", "0.4", "2.7"]
    assert str(round_half_even(2.675, 2)) == "2.68"
