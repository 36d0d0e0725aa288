"""The universe of England and Wales: enough of it, all of it answered, and its headline numbers."""

from __future__ import annotations

import pandas as pd
import pytest

from senim.evidence import (
    ENGLAND_WALES,
    by_choice,
    by_option,
    curve_summary,
    specification_curve,
)


@pytest.fixture(scope="module")
def curve(forces: pd.DataFrame) -> pd.DataFrame:
    return specification_curve(forces, ENGLAND_WALES.specifications(), unit="force", period="year")


def test_five_thousand_specifications_all_different(curve: pd.DataFrame) -> None:
    made = ENGLAND_WALES.specifications()
    assert len(made) == len(set(made)) == len(curve) >= 5000
    assert (curve["inapplicable"] == "").all()


def test_no_two_specifications_are_the_same_regression(curve: pd.DataFrame) -> None:
    # equal to twelve digits in estimate and error: the same analysis under two names would count twice
    numbers = curve[["estimate", "standard_error"]].round(12)
    assert not numbers.duplicated().any()


def test_headline_numbers(curve: pd.DataFrame) -> None:
    summary = curve_summary(curve)
    expected = {
        "below_zero": 0.7318,
        "significant_below": 0.0633,
        "significant_above": 0.0043,
        "median": -0.1314,
    }
    assert {name: summary[name] for name in expected} == pytest.approx(expected, abs=5e-4)


def test_the_lag_moves_the_middle_most(curve: pd.DataFrame) -> None:
    moved = by_choice(curve, ENGLAND_WALES.choices(), ENGLAND_WALES.options())
    assert moved["dimension"].tolist()[:2] == ["lag", "design"]
    assert moved["distance"].iloc[0] == pytest.approx(0.341, abs=0.002)
    assert (moved["explained"] < 0.2).all()


def test_every_option_is_used_and_every_option_and_rule_has_a_reason(curve: pd.DataFrame) -> None:
    options = ENGLAND_WALES.options()
    used = by_option(curve, ENGLAND_WALES.choices(), options)
    assert used["option"].tolist() == options["option"].tolist()
    assert (options["reason"].str.len() > 10).all()
    assert (ENGLAND_WALES.counts()["combinations"] > 0).all()


def test_a_force_without_a_score_is_left_out(forces: pd.DataFrame) -> None:
    assert "City of London" not in set(forces["force"])
    assert forces.groupby("force")["population_base"].nunique().eq(1).all()
