from __future__ import annotations

import numpy as np
import pytest

from senim.costs import ArgumentError, present_value, present_values


def test_the_first_year_is_not_discounted() -> None:
    assert present_value([10.0, 0.0], 0.07) == 10.0
    assert present_value([0.0, 10.7], 0.07) == pytest.approx(10.0)


def test_an_even_path_has_its_annuity_value() -> None:
    years, rate = 10, 0.05
    closed = 16 * (1 + rate) * (1 - (1 + rate) ** -years) / rate
    assert present_value(np.full((3, years), 16.0), rate) == pytest.approx([closed] * 3)


def test_rates_stand_side_by_side() -> None:
    values = present_values(np.ones((2, 5)), (0.0, 0.03, 0.05, 0.07))
    assert values.shape == (2, 4)
    assert values[0, 0] == 5.0
    assert (np.diff(values, axis=1) < 0).all()


def test_a_rate_that_loses_all_is_refused() -> None:
    with pytest.raises(ArgumentError, match="rate"):
        present_value([1.0], -1.0)
