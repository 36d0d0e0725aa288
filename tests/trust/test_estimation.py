"""Fitting ordered answers to counts."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import chisquare, norm
from statsmodels.miscmodels.ordinal_model import OrderedModel

from senim.arguments import ArgumentError
from senim.trust import answer_shares, cut_points, fit_cumulative_logit

COUNTS = np.array([[46, 44, 270, 616], [39, 36, 278, 631], [80, 60, 300, 400]])
GROUPS = np.array([[0.0, 0.2], [1.0, -0.3], [0.0, 1.0]])
CUTS = np.array([-3.0, -2.3, -0.5])


def test_it_agrees_with_statsmodels_on_single_answers() -> None:
    answers = np.concatenate([np.repeat(np.arange(4), row) for row in COUNTS])
    people = np.repeat(GROUPS, COUNTS.sum(axis=1), axis=0)
    other = OrderedModel(pd.Series(pd.Categorical(answers, ordered=True)), people, distr="logit")
    fitted = other.fit(method="newton", disp=0)
    ours = fit_cumulative_logit(COUNTS, GROUPS)
    assert ours.log_likelihood == pytest.approx(fitted.llf, abs=1e-6)
    np.testing.assert_allclose(ours.coefficients, fitted.params[:2], atol=1e-5)
    # statsmodels inverts the observed information, ours is the expected one
    np.testing.assert_allclose(ours.standard_errors[3:], fitted.bse[:2], rtol=0.02)


def test_one_distribution_is_its_cut_points_and_fits_by_construction() -> None:
    fit = fit_cumulative_logit(COUNTS[:1])
    np.testing.assert_allclose(fit.cut_points, cut_points(COUNTS[0]), atol=1e-9)
    assert fit.degrees_of_freedom == 0
    assert fit.parallel_p_value is None
    assert fit.deviance == pytest.approx(0.0, abs=1e-6)


def test_the_design_effect_widens_errors_and_softens_the_test_and_moves_nothing() -> None:
    plain, wide = (
        fit_cumulative_logit(COUNTS, GROUPS),
        fit_cumulative_logit(COUNTS, GROUPS, design_effect=2.25),
    )
    np.testing.assert_allclose(wide.coefficients, plain.coefficients)
    np.testing.assert_allclose(wide.standard_errors, 1.5 * plain.standard_errors)
    assert wide.deviance == pytest.approx(plain.deviance / 2.25)


@given(st.floats(-1.5, 1.5), st.floats(0.5, 40.0))
def test_exact_shares_give_back_the_shift_whatever_their_number(shift: float, people: float) -> None:
    counts = 1000 * people * np.vstack([answer_shares(CUTS, 0.0), answer_shares(CUTS, shift)])
    fit = fit_cumulative_logit(counts, [[0.0], [1.0]])
    assert fit.coefficients[0] == pytest.approx(shift, abs=1e-6)
    np.testing.assert_allclose(fit.shares([[1.0]])[0], answer_shares(CUTS, shift), atol=1e-8)


def surveys(rng: np.random.Generator, repeats: int, people: int = 2000):
    """Truths from a prior, and two waves of answers each."""
    for _ in range(repeats):
        truth = rng.normal(0.0, 0.3)
        shares = np.vstack([answer_shares(CUTS, 0.0), answer_shares(CUTS, truth)])
        yield truth, np.vstack([rng.multinomial(people, row) for row in shares])


@pytest.mark.slow
def test_ranks_of_the_truth_are_uniform_and_intervals_cover() -> None:
    """Simulation-based calibration: the normal approximation at these sizes is the posterior."""
    rng = np.random.default_rng(20240531)
    ranks, covered = [], []
    for truth, counts in surveys(rng, 2000):
        fit = fit_cumulative_logit(counts, [[0.0], [1.0]])
        ranks.append(norm.cdf((truth - fit.coefficients[0]) / fit.standard_errors[-1]))
        low, high = fit.interval(0)
        covered.append(low <= truth <= high)
    histogram = np.histogram(ranks, bins=20, range=(0, 1))[0]
    assert chisquare(histogram).pvalue > 0.01, histogram
    assert 0.93 <= np.mean(covered) <= 0.97


@pytest.mark.slow
def test_borders_that_move_together_are_refused_as_often_as_promised() -> None:
    rng = np.random.default_rng(7)
    refused = [
        fit_cumulative_logit(counts, [[0.0], [1.0]]).parallel_p_value < 0.05
        for _, counts in surveys(rng, 800)
    ]
    assert np.mean(refused) <= 0.07


def test_a_move_between_boxes_alone_is_noticed() -> None:
    """The wrong model: one border moves and the others stand still."""
    counts = 2000 * np.vstack([answer_shares(CUTS, 0.0), answer_shares(CUTS - [0.0, 0.0, 0.6], 0.0)])
    assert fit_cumulative_logit(counts, [[0.0], [1.0]]).parallel_p_value < 1e-6


def test_everything_wrong_is_told_at_once() -> None:
    with pytest.raises(ArgumentError) as caught:
        fit_cumulative_logit([[5, 0, 3], [0, 0, 0]], [[1.0], [1.0]])
    told = str(caught.value)
    assert "counts[:, 1]" in told
    assert "counts[1]" in told
    assert "covariates" in told


def test_separated_groups_have_no_estimate() -> None:
    with pytest.raises(ArgumentError, match="separated"):
        fit_cumulative_logit([[50, 0], [0, 50]], [[0.0], [1.0]])


def test_a_design_effect_as_large_as_tolerated_is_just_not_refused() -> None:
    counts = 2000 * np.vstack([answer_shares(CUTS, 0.0), answer_shares(CUTS - [0.0, 0.0, 0.6], 0.0)])
    tolerated = fit_cumulative_logit(counts, [[0.0], [1.0]], design_effect=3.0).tolerated_design_effect()
    assert tolerated is not None
    again = fit_cumulative_logit(counts, [[0.0], [1.0]], design_effect=tolerated)
    assert again.parallel_p_value == pytest.approx(0.05)
    assert fit_cumulative_logit(counts).tolerated_design_effect() is not None
    assert fit_cumulative_logit(counts[:1]).tolerated_design_effect() is None
