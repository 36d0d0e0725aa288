"""The recording layer in the simulation: registered and true offences differ, and the parts add up."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest

from senim.crime import rules_log
from senim.evidence.official import borders
from senim.parameters import uniforms
from senim.paths import project_root
from senim.simulation import FEEDBACK_OFF, GROUPS, Settings, recording_rates, recording_rules, simulate
from senim.simulation.recording_effects import ELASTICITY

SETTINGS = Settings(draws=300, seed=6, years=5)
CUT = "cut-to-424"


@pytest.fixture(scope="module")
def chosen(scenarios):
    return {name: scenarios[name] for name in ("baseline", CUT)}


@pytest.fixture(scope="module")
def found(chosen, parameters, evidence):
    return simulate(chosen, parameters, evidence, SETTINGS).draws[CUT]


@pytest.fixture(scope="module")
def silent(chosen, parameters, evidence):
    """The same cut with the feedback from trust switched off."""
    return simulate(chosen, parameters.with_values(FEEDBACK_OFF), evidence, SETTINGS).draws[CUT]


@pytest.mark.parametrize("group", GROUPS)
def test_true_change_reporting_and_recording_make_up_the_registered_change(found, group):
    names = ("true_offences", "reported_share", "recorded_share")
    parts = sum(np.log1p(found[name, group] / 100) for name in names)
    np.testing.assert_allclose(np.log1p(found["registered_offences", group] / 100), parts, atol=1e-14)


def test_a_cut_hides_violence_and_no_homicide(found):
    late = {key: draws[:, -1] for key, draws in found.items()}
    assert (
        np.median(late["true_offences", "violent"]) > np.median(late["registered_offences", "violent"]) + 0.5
    )
    assert (late["recorded_share", "violent"] < 0).all()
    assert np.array_equal(late["true_offences", "homicide"], late["registered_offences", "homicide"])
    assert not late["reported_share", "homicide"].any()


def test_the_switch_turns_reporting_off_and_moves_nothing_else(found, silent):
    assert found["reported_share", "violent"].any()
    assert not silent["reported_share", "violent"].any()
    for key, draws in silent.items():
        if key[0] not in ("registered_offences", "reported_share"):
            assert np.array_equal(draws, found[key]), key


def test_more_trust_raises_registered_offences_only(chosen, parameters, evidence):
    certain = parameters.with_values({ELASTICITY: 1.0})
    draws = simulate(chosen, certain, evidence, SETTINGS).draws[CUT]
    trust, reported = draws["full_trust", "all"], draws["reported_share", "violent"]
    assert (np.sign(trust) == np.sign(reported)).all()
    # an elasticity of one: reporting follows full trust in proportion
    start = simulate(chosen, certain, evidence, SETTINGS).full_trust
    np.testing.assert_allclose(reported, trust / start, rtol=1e-9, atol=1e-12)


def test_new_beliefs_leave_the_numbers_of_the_others_alone(parameters):
    # a stream hangs on its name, its shape and the seed, so a new name cannot move an old one
    expected = parameters["crime.recording_elasticity.violent"].distribution
    numbers = uniforms("crime.recording_elasticity.violent", (50, 1), 6)
    drawn = parameters.draws("crime.recording_elasticity.violent", 50, 6)
    np.testing.assert_array_equal(drawn, expected.quantile(numbers))


def test_rates_come_from_the_survey_and_homicide_is_the_anchor(parameters):
    rates = recording_rates(parameters, Settings(draws=4_000, seed=1))
    assert np.median(rates.reporting["all"]) == pytest.approx(0.20, abs=0.005)
    width = {
        group: np.subtract(*np.quantile(rates.reporting[group], [0.95, 0.05])) for group in rates.reporting
    }
    assert width["violent"] > 4 * width["all"]
    assert np.quantile(rates.registered_share("homicide"), 0.01) > 0.9
    assert np.median(rates.registered_share("violent")) < 0.2


@pytest.fixture(scope="module")
def raw():
    return project_root() / "data" / "raw"


def test_every_dated_rule_has_a_size_and_the_sizes_are_published_changes(parameters, raw):
    known = borders(pd.read_csv(raw / "recording_regimes.csv", parse_dates=["date_start", "date_end"]))
    rules = recording_rules(known, parameters, SETTINGS)
    assert [rule.name for rule in rules] == [border.regime for border in known]
    counts = (
        pd.read_csv(raw / "registered_offences.csv").query("series == 'total'").set_index("year")["count"]
    )
    figures = pd.read_csv(raw / "claim_figures.csv").set_index("row")["value"]

    def limits(name):
        distribution = parameters[f"crime.regime_break.{name}"].distribution
        return distribution.low, distribution.high

    assert limits("fall-of-2020") == (pytest.approx(math.log(counts[2020] / counts[2019]), abs=5e-4), 0.0)
    change = math.log(counts[2019] / counts[2018])
    assert limits("targets-and-unified-data") == (
        pytest.approx(change, abs=5e-4),
        pytest.approx(-change, abs=5e-4),
    )
    spring = math.log1p(figures["registered-2015-spring"] / 100)
    assert limits("criminal-code-2015") == (0.0, pytest.approx(spring, abs=5e-3))
    roads = math.log(figures["road-accidents-2025"] / figures["road-accidents-2023"])
    assert limits("road-accidents-2024") == (0.0, pytest.approx(roads, abs=5e-3))


def test_road_rules_touch_roads_and_no_rule_touches_the_anchor(parameters, raw):
    known = borders(pd.read_csv(raw / "recording_regimes.csv", parse_dates=["date_start", "date_end"]))
    rules, years = recording_rules(known, parameters, SETTINGS), range(2017, 2026)
    off = [rule.name for rule in rules if rule.name != "road-accidents-2024"]
    assert not rules_log(rules, years, "property", base_year=2019, switched_off=off).any()
    assert rules_log(rules, years, "roads", base_year=2019, switched_off=off).any()
    assert not rules_log(rules, years, "homicide", base_year=2019).any()
    assert rules_log(rules, years, "property", base_year=2019).any()
