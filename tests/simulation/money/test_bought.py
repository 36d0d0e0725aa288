"""What the money of a package buys."""

from __future__ import annotations

import pytest

from senim.arguments import ArgumentError
from senim.simulation.money import announced_rises, funded_rises, package_gains


def test_the_mean_of_the_announced_rises_weighs_units_by_posts(scenarios, parameters):
    rises = announced_rises(scenarios["full-package"], parameters).set_index("unit")
    units = rises.drop("mean")
    assert units["share"].sum() == pytest.approx(1.0)
    assert rises.loc["mean", "rise"] == pytest.approx((units["share"] * units["rise"]).sum())
    assert rises.loc["patrol", "rise"] == pytest.approx(parameters.value("pay.rise_front_line"))
    assert rises.loc["guard", "rise"] == pytest.approx(parameters.value("pay.rise_other"))


def test_the_money_pays_for_about_half_of_what_was_announced(scenarios, parameters):
    rises = funded_rises(scenarios["full-package"], parameters, draft_posts_cut=10_592).set_index("reading")[
        "rise"
    ]
    # 37.4 bn by the pay of 424 of the 47 posts per 100,000 that 16 bn pay
    assert rises["default"] == pytest.approx(37.4 / (16 / 47 * 424))
    assert rises["part_year"] == pytest.approx(2 * rises["default"])
    assert rises["default"] < rises["filled"] < rises["draft"]
    announced = announced_rises(scenarios["full-package"], parameters).set_index("unit")["rise"]["mean"]
    assert rises["draft"] < announced < rises["part_year"]


def test_the_draft_changes_nothing_where_it_is_what_the_rates_give(scenarios, parameters):
    posts = 47 * parameters.value("strength.population") / 1e5
    rises = funded_rises(scenarios["full-package"], parameters, draft_posts_cut=posts).set_index("reading")[
        "rise"
    ]
    assert rises["draft"] == pytest.approx(rises["default"])


def test_pay_costs_its_money_and_nothing_gained_against_itself(simulation):
    keys = [("treasury_balance", "all"), ("extra_homicides", "all")]
    gains = package_gains(simulation, "full-package", "cut-and-attestation", keys).set_index("outcome")
    assert gains.loc["treasury_balance", ["low", "middle", "high"]].tolist() == pytest.approx([-37.4] * 3)
    assert gains.loc["treasury_balance", "higher"] == 0.0
    same = package_gains(simulation, "full-package", "full-package", keys)
    assert (same[["low", "middle", "high", "higher"]] == 0.0).all(axis=None)


def test_a_scenario_without_pay_is_refused(scenarios, parameters):
    with pytest.raises(ArgumentError, match="'cut-to-424' has 0 pay levers"):
        announced_rises(scenarios["cut-to-424"], parameters)
    with pytest.raises(ArgumentError, match="out of bounds"):
        funded_rises(scenarios["full-package"], parameters, draft_posts_cut=0.0)
