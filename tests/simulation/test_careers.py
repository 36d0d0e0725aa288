import numpy as np
import pytest

from senim.arguments import ArgumentError
from senim.simulation.careers import (
    change_of_trait,
    exits_after_long_service,
    leaving_by_month,
    monthly,
    promotions,
    stock_by_month,
    yearly,
)

LEAVING = leaving_by_month(((0, 0.10), (1, 0.06), (20, 0.2)), 35)


def test_a_year_and_its_months_are_the_same_thing():
    assert yearly(monthly(0.37)) == pytest.approx(0.37)
    assert 1 - np.prod(1 - LEAVING[:12]) == pytest.approx(0.10)


def test_exits_after_long_service_follow_from_its_share():
    few = exits_after_long_service(0.10, 0.07, 0.05, 40)
    many = exits_after_long_service(0.10, 0.07, 0.15, 40)
    assert few > many
    stock = stock_by_month(leaving_by_month(((0, 0.10), (1, 0.07), (20, many)), 40))
    assert stock[240:].sum() == pytest.approx(0.15)


def test_a_share_that_no_rate_gives_is_told():
    with pytest.raises(ArgumentError, match="no rate"):
        exits_after_long_service(0.10, 0.30, 0.5, 40)


def test_promotions_rise_with_the_share_above_and_are_none_without_it():
    low = promotions(LEAVING, (0.05, 0.02, 0.0))
    high = promotions(LEAVING, (0.10, 0.02, 0.0))
    assert high[0] > low[0] > 0
    assert low[2] == 0.0


@pytest.mark.parametrize(("recruits", "stock"), [(0.02, 0.10), (0.30, 0.10), (0.10, 0.10)])
def test_a_trait_changes_at_the_rate_that_keeps_its_share(recruits, stock):
    rate = monthly(change_of_trait(LEAVING, recruits, stock))
    share, total = recruits, 0.0
    for weight in stock_by_month(LEAVING):
        total += weight * share
        share += (1 - share) * rate if recruits < stock else -share * rate
    assert total == pytest.approx(stock)
