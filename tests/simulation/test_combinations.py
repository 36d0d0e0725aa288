"""Combinations meet the same draws: alone or together they give the same numbers, and no cut gives none."""

from __future__ import annotations

import pytest

from senim.findings import InputError
from senim.paths import project_root
from senim.scenarios import load_scenarios
from senim.simulation import Settings, combination_records

SETTINGS = Settings(draws=100, seed=7)
CUT = {"establishment_cut.after": None, "establishment_cut.version": None}


def combination(name: str, share: float, **values: float) -> dict:
    return {"id": name, "levers": {**CUT, "establishment_cut.share": share}, "values": values}


@pytest.fixture
def records(parameters, evidence):
    scenarios = load_scenarios(project_root() / "scenarios")

    def act(*combinations):
        records = combination_records(
            scenarios["cut-to-424"],
            scenarios["baseline"],
            combinations,
            parameters,
            lambda correlation: evidence,
            SETTINGS,
            "sweep",
        )
        return {record["id"]: record for record in records}

    return act


def test_no_cut_is_no_change_in_every_draw(records):
    found = records(combination("none", 0.0))
    for name in ("violent_effect", "property_effect", "trust_effect", "money_freed"):
        record = found[f"{name}.none"]
        assert (record["value"], record["low"], record["high"]) == (0, 0, 0), name


def test_a_cut_of_nothing_tells_no_balance_of_what_else_is_done(records):
    found = records(combination("none", 0.0), combination("some", 0.05))
    assert found["money.none"]["value"] is None
    assert found["money.none"]["status"] == "not_identifiable"
    assert found["money.some"]["value"] > 0


def test_alone_or_together_the_numbers_are_the_same(records):
    some = [
        combination("a", 0.05),
        combination("b", 0.1, **{"strength.front_line_share_of_cut": 0.2}),
        combination("c", 0.1),
    ]
    together = records(*some)
    apart = {name: record for one in some for name, record in records(one).items()}
    assert together == apart
    assert list(together) == list(apart)


def test_a_share_of_the_posts_is_the_cut_it_says(records, parameters):
    announced = 1 - parameters.value("strength.after") / parameters.value("strength.before")
    by_share = records(combination("x", announced))
    by_level = records({"id": "x", "levers": {}, "values": {}})
    for name, record in by_level.items():
        assert by_share[name]["value"] == pytest.approx(record["value"]), name


def test_the_saving_follows_a_level_that_a_run_tries_out(records):
    half = {"id": "x", "levers": {"establishment_cut.version": None}, "values": {"strength.after": 447.5}}
    whole = records({"id": "x", "levers": {}, "values": {}})["money_freed.x"]["value"]
    assert records(half)["money_freed.x"]["value"] == pytest.approx(whole / 2)


def test_only_the_combinations_are_told(records):
    assert {record["scenario"] for record in records(combination("a", 0.05)).values()} == {"a"}


def test_values_out_of_bounds_are_refused(records):
    with pytest.raises(InputError, match="outside 0 to 1"):
        records(combination("a", 0.05, **{"strength.front_line_share_of_cut": 2.0}))
