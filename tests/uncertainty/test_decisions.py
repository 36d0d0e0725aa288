"""Acting against leaving it, at a price."""

from __future__ import annotations

import numpy as np
import pytest

from senim.arguments import ArgumentError
from senim.uncertainty import Choice, NoBreakEven


@pytest.fixture
def cut() -> Choice:
    return Choice(plain=np.full(4_000, 16.0), priced=-np.random.default_rng(1).gamma(2.0, 14.0, 4_000))


def test_leaving_it_is_worth_nothing_and_acting_what_is_left_at_the_price(cut: Choice) -> None:
    benefit = cut.net_benefit(0.5)
    assert (benefit[:, 0] == 0.0).all()
    np.testing.assert_allclose(benefit[:, 1], 16.0 + 0.5 * np.asarray(cut.priced))


def test_at_break_even_both_are_equally_good(cut: Choice) -> None:
    price = cut.break_even()
    assert isinstance(price, float)
    assert cut.net_benefit(price)[:, 1].mean() == pytest.approx(0.0, abs=1e-9)


def test_limits_of_break_even_hold_the_truth_as_often_as_they_say() -> None:
    held, truth = 0, 16.0 / 28.0
    rng = np.random.default_rng(2)
    for _ in range(400):
        limits = Choice(plain=np.full(500, 16.0), priced=-rng.gamma(2.0, 14.0, 500)).break_even_limits()
        assert not isinstance(limits, NoBreakEven)
        held += limits[0] <= truth <= limits[1]
    assert 0.92 < held / 400 < 0.98


@pytest.mark.parametrize(("plain", "priced", "better"), [(1.0, 2.0, "acting"), (-1.0, -2.0, "leaving it")])
def test_where_one_option_is_better_at_every_price_there_is_no_break_even(
    plain: float, priced: float, better: str
) -> None:
    choice = Choice(plain=[plain, plain], priced=[priced, priced])
    for found in (choice.break_even(), choice.break_even_limits()):
        assert isinstance(found, NoBreakEven)
        assert found.reason.startswith(better)


def test_nothing_priced_has_no_break_even() -> None:
    assert isinstance(Choice(plain=[1.0, 2.0], priced=[0.0, 0.0]).break_even(), NoBreakEven)


def test_sides_that_do_not_fit_and_a_negative_price_are_refused() -> None:
    with pytest.raises(ArgumentError, match="one number a draw"):
        Choice(plain=[1.0, 2.0], priced=[1.0])
    with pytest.raises(ArgumentError, match="price"):
        Choice(plain=[1.0], priced=[-1.0]).net_benefit(-0.1)
