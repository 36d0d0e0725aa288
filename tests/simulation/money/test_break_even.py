"""The frontier two ways: a division, and the nil of the net benefit of whole simulations."""

from __future__ import annotations

import math

import pytest

from senim.arguments import ArgumentError
from senim.costs import break_even_frontier
from senim.simulation import Settings
from senim.simulation.money import frontier_two_ways, simulated_frontier

ELASTICITIES = [-2.0, -0.67, -0.335, -0.05]
# with these every draw has the same front line, so that a mean of draws is no approximation
ONE_FORCE = {
    "strength.vacancy_rate": 0.03,
    "strength.front_line_share_of_posts": 0.45,
    "personnel.exit_rate": 0.07,
}


def two_ways(scenarios, parameters, evidence, **settings):
    found = simulated_frontier(
        scenarios, "cut-to-424", parameters, evidence, Settings(seed=4, **settings), ELASTICITIES
    )
    return frontier_two_ways(found, parameters.value("crime.homicides_a_year"))


def test_both_ways_agree_where_every_draw_has_one_force(scenarios, parameters, evidence):
    both = two_ways(scenarios, parameters.with_values(ONE_FORCE), evidence, draws=20)
    assert both["gap"].max() < 1e-3
    assert both["simulated"].is_monotonic_increasing


def test_both_ways_agree_over_the_beliefs(scenarios, parameters, evidence):
    both = two_ways(scenarios, parameters, evidence, draws=200)
    # a mean of exponentials is not the exponential of a mean: most at the largest elasticity
    assert both["gap"].max() < 0.015
    assert both.loc[both["elasticity"] > -1.0, "gap"].max() < 0.005


def test_a_cut_that_adds_no_death_never_stops_paying(scenarios, parameters, evidence):
    found = simulated_frontier(scenarios, "cut-to-424", parameters, evidence, Settings(draws=10), [0.0, 0.3])
    assert found["unit_cost"].tolist() == [math.inf, math.inf]
    both = frontier_two_ways(found, parameters.value("crime.homicides_a_year"))
    assert both["gap"].tolist() == [0.0, 0.0]


def test_all_posts_give_the_announced_trade(parameters):
    change = math.log(424 / 471)
    homicides = parameters.value("crime.homicides_a_year")
    row = break_even_frontier(16.0, homicides, change, [-0.67]).iloc[0]
    assert row["extra_offences"] == pytest.approx(66.7, abs=0.5)
    assert row["unit_cost"] == pytest.approx(0.24, abs=0.005)


def test_what_has_no_frontier_is_refused(scenarios, parameters, evidence):
    few = Settings(draws=4)
    with pytest.raises(ArgumentError, match="'nothing' is not among"):
        simulated_frontier(scenarios, "nothing", parameters, evidence, few, [-0.5])
    with pytest.raises(ArgumentError, match="frees no money"):
        simulated_frontier(scenarios, "full-package", parameters, evidence, few, [-0.5])
