"""The gate: each reason by itself, in words, and none where all is well."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from senim.evidence import CannotTell, Gate, synthetic_control

FIRST = 2019


@pytest.fixture
def good(make_panel):
    """A panel that passes the gate."""
    frame = make_panel(2, units=24, noise=0.2)
    frame["own"] = 0.6 * frame["unit-1"] + 0.4 * frame["unit-3"]
    frame["own"] += 0.2 * np.random.default_rng(2).normal(size=24)
    assert not isinstance(synthetic_control(frame, "own", FIRST).verdict, CannotTell)
    return frame


def reasons(*arguments, **options):
    """Give the reasons of a verdict that cannot tell."""
    verdict = synthetic_control(*arguments, **options).verdict
    assert isinstance(verdict, CannotTell)
    assert verdict.answer == "cannot tell"
    return verdict.reasons


def test_too_few_donors_for_the_claimed_level(good):
    ten = [f"unit-{number}" for number in range(10)]
    (reason,) = reasons(good, "own", FIRST, donors=ten)
    assert reason == "10 donors cannot give a p-value below 0.091, where 0.05 is claimed"
    found = synthetic_control(good, "own", FIRST, donors=ten, gate=Gate(level=0.1))
    assert not isinstance(found.verdict, CannotTell)


def test_too_few_periods_before(good):
    told = reasons(good.loc[2014:], "own", FIRST)
    assert told[0] == "only 5 periods before the treatment, where 8 are needed"


@pytest.mark.parametrize("missing", [2017, 2018, 2019, 2020])
def test_missing_years_around_the_treatment(good, missing):
    told = reasons(good.drop(index=missing), "own", FIRST)
    assert told == (f"{missing} missing within 2 periods of the treatment",)


@pytest.mark.parametrize("missing", [2016, 2021])
def test_missing_years_further_away_are_listed_and_pass(good, missing):
    found = synthetic_control(good.drop(index=missing), "own", FIRST)
    assert not isinstance(found.verdict, CannotTell)
    assert found.panel.missing_periods == (missing,)


def test_beyond_every_donor(good):
    told = reasons(good.assign(own=good.max(axis=1) + 5.0), "own", FIRST)
    assert "lies beyond every donor in 18 of 18 periods" in told[0]
    assert any("no weights of these donors do better" in reason for reason in told)


def test_a_poor_match_is_measured_against_the_unit_s_own_movement(good):
    generator = np.random.default_rng(5)
    told = reasons(good.assign(own=good["unit-1"].mean() + generator.normal(size=24)), "own", FIRST)
    assert any("of the standard deviation of the outcome" in reason for reason in told)


def test_other_weights_would_have_matched(good):
    units = good.columns
    predictors = pd.DataFrame({"noise": np.random.default_rng(1).normal(size=len(units))}, index=units)
    told = reasons(
        good,
        "own",
        FIRST,
        predictors=predictors,
        predictor_weights=pd.Series({"noise": 1.0}),
        donors=["unit-1", "unit-3", "unit-6", *[f"unit-{i}" for i in range(7, 24)]],
    )
    assert any("though other weights of these donors would do better" in reason for reason in told)


def test_an_outcome_that_does_not_move(good):
    told = reasons(good.assign(own=np.where(good.index < FIRST, 20.0, 25.0)), "own", FIRST)
    assert any("does not move before the treatment" in reason for reason in told)


def test_one_period_before_is_no_error_but_cannot_tell():
    frame = pd.DataFrame({"own": [1.0, 2.0], "other": [1.5, 1.0]}, index=[1, 2])
    told = reasons(frame, "own", 2)
    assert any("only 1 periods before" in reason for reason in told)
