"""True against registered offences."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from senim.arguments import ArgumentError
from senim.crime import (
    registered_from_true,
    registered_log_change,
    registered_response,
    reported_share,
    to_percent,
    true_from_registered,
    true_response,
)

AT_ONCE = np.array([[1.0, 0.0, 0.0, 0.0]])


def test_registered_offences_understate_the_harm_of_a_cut() -> None:
    # Worked check: e registered -0.34, recording +0.34, 10 % fewer front-line officers.
    cut = np.full((1, 1), np.log(0.9))
    registered = registered_response(cut, np.zeros((1, 1)), [-0.34], [0.0], AT_ONCE)
    true = true_response(registered, cut, [0.34], AT_ONCE)
    assert to_percent(registered).item() == pytest.approx(3.6, abs=0.05)
    assert to_percent(true).item() == pytest.approx(7.4, abs=0.05)


def test_the_true_elasticity_is_the_registered_one_less_that_of_recording() -> None:
    random = np.random.default_rng(2)
    officers, weights = random.normal(size=(4, 6)), random.dirichlet(np.ones(4), 4)
    slopes, recording, none = random.normal(size=4), random.normal(size=4), np.zeros((4, 6))
    registered = registered_response(officers, none, slopes, np.zeros(4), weights)
    directly = registered_response(officers, none, slopes - recording, np.zeros(4), weights)
    assert true_response(registered, officers, recording, weights) == pytest.approx(directly)


def test_without_a_recording_effect_true_and_registered_move_together() -> None:
    registered = np.full((1, 3), 0.02)
    true = true_response(registered, np.full((1, 3), -0.1), [0.0], AT_ONCE)
    assert np.array_equal(true, registered)


def test_levels_and_logs_say_the_same() -> None:
    before = registered_from_true(1000.0, 0.20, 0.8)
    after = registered_from_true(1100.0, 0.25, 0.7)
    logs = registered_log_change(np.log(1.1), np.log(0.25 / 0.20), np.log(0.7 / 0.8))
    assert np.log(after / before) == pytest.approx(logs)
    assert true_from_registered(after, 0.25, 0.7) == pytest.approx(1100)


def test_more_trust_and_more_reporting_raise_registered_offences_only() -> None:
    assert registered_log_change(0.0, np.log(1.1), 0.0) > 0


def test_victim_survey_leaves_most_victims_out_of_the_register() -> None:
    assert reported_share(0.12, 0.20) == pytest.approx(0.024)


def test_shares_out_of_range_are_refused_together() -> None:
    with pytest.raises(ValueError, match=r"victims.*\n.*reporting"):
        reported_share(12, 20)
    with pytest.raises(ValueError, match=r"reporting.*\n.*recording"):
        true_from_registered(10, 0, -1)


def test_shapes_that_do_not_fit_are_refused_together() -> None:
    with pytest.raises(ValueError, match=r"registered_log: shape \(1, 2\)") as caught:
        true_response(np.zeros((1, 2)), np.zeros((1, 3)), [0.1, 0.2], AT_ONCE)
    assert "recording_elasticity: shape (2,)" in str(caught.value)


@pytest.mark.parametrize(
    ("shares", "message"),
    [
        ({"reporting": 20, "recording": 0.9}, "reporting: a share is outside 0 to 1, it is 20"),
        ({"reporting": 0.2, "recording": 90}, "recording: a share is outside 0 to 2, it is 90"),
        ({"reporting": 0.2, "recording": np.nan}, "recording: nan is not finite"),
        ({"reporting": "0.2", "recording": 0.9}, "reporting: '0.2' is not a number"),
        ({"reporting": None, "recording": True}, "reporting: None is not a number"),
    ],
)
def test_percents_and_what_is_no_share_are_refused_in_both_directions(shares, message) -> None:
    for call in (registered_from_true, true_from_registered):
        with pytest.raises(ArgumentError, match=message):
            call(1000, **shares)


def test_negative_offences_are_refused_in_both_directions() -> None:
    for call in (registered_from_true, true_from_registered):
        with pytest.raises(ArgumentError, match="-5 is negative"):
            call([3, -5], 0.2, 0.9)


def test_series_of_other_years_are_not_divided_by_position() -> None:
    counted = pd.Series([10.0, 20.0], index=[2018, 2019])
    with pytest.raises(ArgumentError, match="another index than registered"):
        true_from_registered(counted, pd.Series([0.2, 0.3], index=[2019, 2020]), 0.9)
    assert true_from_registered(counted, pd.Series([0.2, 0.4], index=[2018, 2019]), 1.0).tolist() == [50, 50]
