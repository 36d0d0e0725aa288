from hypothesis import given
from hypothesis import strategies as st

from senim.brief.components.scales import (
    Axis,
    Span,
    axis_over,
    confidence_squares,
    likelihood_scale,
    range_bar,
)

VALUE = st.floats(-1e6, 1e6, allow_nan=False, allow_subnormal=False)


@given(st.lists(VALUE, min_size=1, max_size=6))
def test_axis_holds_zero_and_every_value_with_room(values: list[float]) -> None:
    axis = axis_over(*values)
    assert axis.low < 0 < axis.high
    for value in [0.0, *values]:
        assert 0 < float(axis.place(value).rstrip("%")) + 0.06 < 100.12


@given(VALUE, VALUE)
def test_stretch_never_leaves_the_axis(first: float, second: float) -> None:
    axis = Axis(-1.0, 3.0)
    low, high = sorted((first, second))
    start, width = float(axis.place(low).rstrip("%")), float(axis.width(low, high).rstrip("%"))
    assert 0 <= start <= 100
    assert width >= 0
    assert start + width <= 100.11


def test_bar_draws_wide_half_middle_zero_and_noise() -> None:
    bar = range_bar(Span(-1, 5, 2, (1, 3)), Axis(-2, 8), noise=1.2, zero_label="0")
    assert [bar.count(f'class="{name}"') for name in ("wide", "half", "mid", "zero", "hatched")] == [
        1,
        1,
        1,
        1,
        1,
    ]
    assert 'x="10.0%" width="60.0%"' in bar
    assert "viewBox" not in bar
    assert 'aria-hidden="true"' in bar
    assert 'class="wide"' not in range_bar(None, Axis(-2, 8))


def test_likelihood_without_a_number_is_hatched() -> None:
    assert 'class="stretch" ' not in likelihood_scale(None)
    assert "hatched" in likelihood_scale(None)
    assert 'x="66%"' in likelihood_scale(0.8)
    assert 'width="24%"' in likelihood_scale(0.8)


def test_squares_are_always_four() -> None:
    for level in range(5):
        drawn = confidence_squares(level)
        assert (drawn.count('class="full"'), drawn.count('class="empty"')) == (level, 4 - level)
    assert confidence_squares(None) == confidence_squares(0)
