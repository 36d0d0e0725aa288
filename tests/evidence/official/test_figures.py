"""A published figure with its rounding and its period."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from senim.evidence.official.figures import Period, PublishedFigure, printed_step, year_of


@pytest.mark.parametrize(
    ("value", "about", "step"),
    [
        (61.6, False, 0.1),
        (8.751, False, 0.001),
        (471, False, 1),
        (9000, False, 1),
        (9000, True, 1000),
        (1600, True, 100),
        (0, True, 1),
        (-3.2, False, 0.1),
    ],
)
def test_step_is_that_of_the_last_digit_that_says_something(value, about, step):
    assert printed_step(value, about=about) == pytest.approx(step)


@given(st.decimals(min_value="-10000", max_value="10000", places=3).map(float))
def test_a_printed_number_is_a_multiple_of_its_step(value):
    parts = value / printed_step(value)
    assert parts == pytest.approx(round(parts), abs=1e-6)


def test_limits_are_half_a_step_away():
    figure = PublishedFigure(123_900, step=100)
    assert (figure.low, figure.high) == (123_850, 123_950)


def test_days_become_years():
    assert year_of(pd.Timestamp("2024-07-01")) == pytest.approx(2024 + 182 / 366)
    assert Period(2018, 2019).middle == 2018.5
