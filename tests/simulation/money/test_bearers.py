"""Costs of a scenario by bearer, year and rate."""

from __future__ import annotations

import numpy as np
import pytest

from senim.arguments import ArgumentError
from senim.simulation import Settings, simulate
from senim.simulation.money import BEARERS, bearer_years, present_by_bearer, scenario_costs
from senim.simulation.money.bearers import pay_of_a_post

NAMES = ("baseline", "cut-to-424", "attestation-2019", "full-package")


@pytest.fixture(scope="module")
def small(scenarios, parameters, evidence):
    chosen = {name: scenarios[name] for name in NAMES}
    return simulate(chosen, parameters, evidence, Settings(draws=80, seed=2))


@pytest.fixture(scope="module")
def parts(small, parameters):
    return {name: scenario_costs(small, name, parameters) for name in NAMES}


def test_no_change_costs_nobody_anything(parts):
    assert all((parts["baseline"].path(bearer) == 0.0).all() for bearer in BEARERS)


def test_the_announced_money_comes_back_by_year(parts, small):
    cut, package = (parts[name].treasury for name in ("cut-to-424", "full-package"))
    assert cut.balance[:, 1:] == pytest.approx(16.0)
    assert (cut.back_pay == 0.0).all()
    assert package.saved == pytest.approx(cut.saved)
    assert package.balance[:, -1] == pytest.approx(-21.4)


def test_pay_of_a_post_is_the_saving_by_the_posts(parameters):
    # 16 bn KZT by 47 posts per 100,000 of 18.9 million people
    assert pay_of_a_post(parameters) == pytest.approx(16e9 / (47 * 189.32727), rel=1e-6)


def test_back_pay_is_a_year_of_pay_for_each_who_comes_back(parts, parameters):
    wave = parts["attestation-2019"]
    months = parameters.value("attestation.reinstatement_lag_months")
    owed = wave.officers.reinstated[:, -1] * pay_of_a_post(parameters) * months / 12 / 1e9
    assert wave.treasury.back_pay.sum(axis=1) == pytest.approx(owed)
    assert wave.treasury.balance == pytest.approx(-wave.treasury.back_pay)


def test_officers_lose_at_most_the_pay_of_those_who_are_out(parts, parameters):
    cut = parts["cut-to-424"]
    assert cut.officers_at_most == pytest.approx(-cut.officers.out * pay_of_a_post(parameters) / 1e9)


def test_tables_hold_every_bearer_in_order(parts, small):
    years = bearer_years(parts["full-package"], small.settings.calendar)
    assert set(years["bearer"]) == set(BEARERS)
    assert len(years) == len(BEARERS) * small.settings.years
    assert (years["low"] <= years["middle"]).all()
    assert (years["middle"] <= years["high"]).all()
    present = present_by_bearer(parts["full-package"], [0.0, 0.05]).set_index(["bearer", "rate"])
    assert present.loc[("treasury", 0.0), "middle"] == pytest.approx(
        np.median(parts["full-package"].treasury.balance.sum(axis=1))
    )
    # a loss in the future weighs less
    assert present.loc[("treasury", 0.05), "middle"] > present.loc[("treasury", 0.0), "middle"]
    assert "officers_out" not in present.index.get_level_values("bearer")


def test_a_scenario_that_was_not_run_is_named(small, parameters):
    with pytest.raises(ArgumentError, match="'cut-to-393' was not simulated"):
        scenario_costs(small, "cut-to-393", parameters)
