"""Summaries of a curve, worked by hand on five specifications."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from senim.evidence import CurveInputError, by_choice, by_option, curve_summary, thinned

CURVE = pd.DataFrame(
    {
        "estimate": [-0.4, 0.2, -0.2, 0.0, np.nan],
        "low": [-0.6, 0.1, -0.5, -0.3, np.nan],
        "high": [-0.2, 0.3, 0.1, 0.3, np.nan],
        "p_value": [0.01, 0.02, 0.2, 1.0, np.nan],
        "inapplicable": ["", "", "", "", "there are too few clusters"],
    }
)
CHOICES = pd.DataFrame({"lag": ["0", "1", "0", "1", "1"], "weights": ["a", "a", "b", "b", "b"]})
OPTIONS = pd.DataFrame(
    [
        ("lag", "0", "When", "same year"),
        ("lag", "1", "When", "a year before"),
        ("weights", "a", "Weigh", "alike"),
        ("weights", "b", "Weigh", "by people"),
        ("weights", "c", "Weigh", "never used"),
    ],
    columns=["dimension", "option", "question", "words"],
)


def test_shares_and_quantiles_are_of_those_with_an_estimate() -> None:
    summary = curve_summary(CURVE)
    expected = {
        "specifications": 4, "inapplicable": 1, "below_zero": 0.5, "significant_below": 0.25,
        "significant_above": 0.25, "median": -0.1, "lowest": -0.4, "highest": 0.2,
    }  # fmt: skip
    assert {name: summary[name] for name in expected} == pytest.approx(expected)
    assert curve_summary(CURVE, significance=0.5)["significant_below"] == 0.5


def test_options_one_by_one() -> None:
    rows = by_option(CURVE, CHOICES, OPTIONS)
    assert rows["words"].tolist() == ["same year", "a year before", "alike", "by people"]
    assert rows["median"].tolist() == pytest.approx([-0.3, 0.1, -0.1, -0.1])
    assert rows["specifications"].tolist() == [2, 2, 2, 2]


def test_the_choice_that_moves_most_comes_first() -> None:
    rows = by_choice(CURVE, CHOICES, OPTIONS)
    assert rows["dimension"].tolist() == ["lag", "weights"]
    assert rows["distance"].tolist() == pytest.approx([0.4, 0.0])
    assert rows.loc[0, ["lowest", "highest"]].tolist() == ["same year", "a year before"]
    # means -0.3 and 0.1 about -0.1: 4 * 0.04 of a sum of squares of 0.2
    assert rows["explained"].tolist() == pytest.approx([0.8, 0.0])


def test_thinning_keeps_the_ends_and_says_the_ranks() -> None:
    points = thinned(CURVE, CHOICES, 3)
    assert points["estimate"].tolist() == [-0.4, 0.0, 0.2]
    assert points["rank"].tolist() == [1, 3, 4]
    assert points["lag"].tolist() == ["0", "1", "1"]
    assert thinned(CURVE, CHOICES, 100)["rank"].tolist() == [1, 2, 3, 4]


def test_a_curve_without_an_estimate_is_an_error_and_no_missing_number() -> None:
    nothing = CURVE.tail(1)
    for summarise in (
        lambda: curve_summary(nothing),
        lambda: by_option(nothing, CHOICES, OPTIONS),
        lambda: by_choice(nothing, CHOICES, OPTIONS),
        lambda: thinned(nothing, CHOICES, 5),
    ):
        with pytest.raises(CurveInputError, match="none of 1 specifications"):
            summarise()
