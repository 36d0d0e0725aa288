from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.miscmodels.ordinal_model import OrderedModel

from senim.trust import ArgumentError, answer_shares, cut_points, full_trust_change

SHARES = st.lists(st.floats(1e-6, 1.0), min_size=2, max_size=7)


def test_worked_checks() -> None:
    assert cut_points([4.6, 4.4, 27.0, 61.6]) == pytest.approx([-3.007, -2.287, -0.537], abs=5e-4)
    assert cut_points([9, 27, 62]) == pytest.approx([-2.291, -0.544], abs=5e-4)


def test_many_surveys_at_once() -> None:
    both = cut_points([[1, 1, 2], [4, 4, 2]])
    assert both.shape == (2, 2)
    assert both[1] == pytest.approx(cut_points([40, 40, 20]))


@given(shares=SHARES)
def test_shares_come_back(shares: list[float]) -> None:
    answered = np.array(shares) / sum(shares)
    cuts = cut_points(shares)
    assert np.all(np.diff(cuts) > 0)
    assert answer_shares(cuts, 0.0) == pytest.approx(answered, rel=1e-6, abs=1e-12)


@given(shares=SHARES, shift=st.floats(-5, 5))
def test_turning_the_scale_round_turns_the_cut_points(shares: list[float], shift: float) -> None:
    assert cut_points(shares[::-1]) == pytest.approx(-cut_points(shares)[::-1])
    turned = answer_shares(-cut_points(shares)[::-1], -shift)[::-1]
    assert turned == pytest.approx(answer_shares(cut_points(shares), shift), rel=1e-6, abs=1e-12)


@given(shares=SHARES, shift=st.floats(-8, 8))
def test_a_shift_keeps_shares_whole_and_moves_them_up(shares: list[float], shift: float) -> None:
    cuts = cut_points(shares)
    moved = answer_shares(cuts, np.array([shift, shift + 0.5]))
    assert moved.shape == (2, len(shares))
    assert moved.sum(axis=1) == pytest.approx([1, 1])
    assert (moved >= 0).all()
    assert moved[1, -1] > moved[0, -1]
    change = 100 * (moved[0, -1] - answer_shares(cuts, 0.0)[-1])
    assert full_trust_change(cuts, shift) == pytest.approx(change, abs=1e-9)


def test_no_shift_no_change_exactly() -> None:
    assert (full_trust_change(cut_points([1, 2, 3]), np.zeros((4, 3))) == 0.0).all()


def test_shares_far_from_the_middle_keep_their_digits() -> None:
    assert answer_shares([30.0, 31.0], 0.0)[1] == pytest.approx(np.exp(-30) - np.exp(-31), rel=1e-9)


@pytest.mark.parametrize("shares", [[0.5], 0.5, [0.0, 1.0], [-0.1, 0.6, 0.5], [0.5, np.nan], ["many", "few"]])
def test_impossible_shares_are_refused(shares) -> None:
    with pytest.raises(ArgumentError, match="shares"):
        cut_points(shares)


def test_all_impossible_shares_are_named() -> None:
    with pytest.raises(ValueError, match="shares") as caught:
        cut_points([0.0, 0.5, -0.2, 0.7])
    assert "shares[0]" in str(caught.value)
    assert "shares[2]" in str(caught.value)


def test_cut_points_that_do_not_increase_are_refused() -> None:
    with pytest.raises(ArgumentError, match="do not increase"):
        answer_shares([0.0, -1.0], 0.0)


def fit_ordered(answers: np.ndarray, regressor: np.ndarray) -> tuple[float, np.ndarray, float]:
    model = OrderedModel(pd.Series(pd.Categorical(answers, ordered=True)), regressor[:, None], distr="logit")
    fitted = model.fit(method="bfgs", disp=False)
    values = np.asarray(fitted.params)
    return values[0], model.transform_threshold_params(values)[1:-1], np.asarray(fitted.bse)[0]


def test_cut_points_and_shift_are_recovered_from_answers() -> None:
    chance = np.random.default_rng(7)
    truth = cut_points([4.6, 4.4, 27.0, 61.6])
    shares = answer_shares(truth, np.array([0.0, 0.4]))
    answers = np.concatenate([np.repeat(range(4), chance.multinomial(20_000, row)) for row in shares])
    wave = np.repeat([0.0, 1.0], 20_000)
    shift, cuts, error = fit_ordered(answers, wave)
    assert shift == pytest.approx(0.4, abs=4 * error)
    assert cuts == pytest.approx(truth, abs=0.1)


def test_one_survey_agrees_with_maximum_likelihood() -> None:
    counts = np.array([46, 44, 270, 616])
    # a regressor that says nothing, for the model wants one
    idle = np.tile([-1.0, 1.0], counts.sum() // 2)
    shift, cuts, _ = fit_ordered(np.repeat(range(4), counts), idle)
    assert abs(shift) < 0.02
    assert cuts == pytest.approx(cut_points(counts), abs=2e-3)
