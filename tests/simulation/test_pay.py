"""What a pay lever does to pay."""

from __future__ import annotations

import numpy as np
import pytest

from senim.arguments import ArgumentError
from senim.scenarios import Scenario
from senim.simulation.force import force_plan
from senim.simulation.levers import announced_posts_cut
from senim.simulation.money_effects import treasury
from senim.simulation.officer_force import DrawnValues
from senim.simulation.officer_plans import staffing_plan
from senim.simulation.pay import funded_ratio, pay_ratios
from senim.simulation.settings import Settings

SETTINGS = Settings(draws=8, seed=5)
CUT = {
    "lever": "establishment_cut",
    "from": "2019-01-01",
    "before": "strength.before",
    "after": "strength.after",
}


def pay(**fields):
    return {"lever": "pay", "from": "2020-01-01", "added": "pay.added", "rises": "money", **fields}


def scenario(*levers):
    names = {"en": "tried", "kk": "сынақ", "ru": "проба"}
    return Scenario.model_validate({"id": "tried", "title": names, "definition": names, "levers": levers})


def ratio(parameters, *levers):
    made = scenario(*levers)
    return funded_ratio(made.levers[-1], made, DrawnValues(parameters, SETTINGS))


def test_money_by_posts_left_and_the_pay_of_a_post(parameters):
    posts, cut = parameters.value("strength.before"), announced_posts_cut(parameters)
    saving, added = parameters.value("costs.saving"), parameters.value("pay.added")
    payroll_left = saving / cut * (posts - cut)
    assert ratio(parameters, CUT, pay()) == pytest.approx(1 + (saving + added) / payroll_left)
    assert ratio(parameters, CUT, pay(respends_saving=False)) == pytest.approx(1 + added / payroll_left)
    assert ratio(parameters, pay()) == pytest.approx(1 + added / (saving / cut * posts))


def test_doubling_the_money_doubles_the_raise(parameters):
    once = ratio(parameters, pay())
    doubled = parameters.with_values({"pay.added": 2 * parameters.value("pay.added")})
    assert ratio(doubled, pay()) - 1 == pytest.approx(2 * (once - 1))


def test_both_models_of_the_force_pay_the_same(parameters):
    made = scenario(CUT, pay())
    (rise,) = staffing_plan(made, parameters, SETTINGS).pay_rises
    (simple,) = force_plan(made, parameters, SETTINGS).pay_rises
    assert set(rise.ratios.values()) == set(np.unique(simple.wage_ratio))
    assert rise.ratios == pay_ratios(made.levers[-1], made, DrawnValues(parameters, SETTINGS))


def test_money_paid_once_raises_pay_for_a_year_and_costs_a_year(parameters):
    made = scenario(CUT, pay(payment="once"))
    (rise,) = staffing_plan(made, parameters, SETTINGS).pay_rises
    assert (rise.first_month, rise.last_month) == (12, 23)
    sooner = scenario(CUT, pay(payment="once", until="2020-03-01"))
    assert staffing_plan(sooner, parameters, SETTINGS).pay_rises[0].last_month == 14
    money = treasury(made, parameters, SETTINGS)
    added, saving = parameters.value("pay.added"), parameters.value("costs.saving")
    np.testing.assert_allclose(money.pay_added[0, :3], [0.0, added, 0.0])
    np.testing.assert_allclose(money.respent[0, :3], [0.0, saving, 0.0])
    np.testing.assert_allclose(money.saved[0, :3], saving)
    np.testing.assert_allclose(money.balance[0, :3], [saving, -added, saving])


def test_a_cut_of_everybody_leaves_nobody_to_pay(parameters):
    everybody = {
        "lever": "establishment_cut",
        "from": "2019-01-01",
        "before": "strength.before",
        "share": 1.0,
    }
    with pytest.raises(ArgumentError, match="posts left"):
        ratio(parameters, everybody, pay())
