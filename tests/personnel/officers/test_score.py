from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from senim.arguments import ArgumentError
from senim.personnel.officers.score import Commission, ScoredTest, area_under_roc, roc_curve, scored_test

RATES = {"specificity": 0.97, "competence_sensitivity": 0.6, "integrity_sensitivity": 0.2}
share = st.floats(0.01, 0.99)


@given(share, share, share)
def test_a_test_has_the_rates_it_was_made_from(
    specificity: float, competence: float, integrity: float
) -> None:
    test = scored_test(
        specificity=specificity,
        competence_sensitivity=competence,
        integrity_sensitivity=integrity,
        persistence=0.3,
    )
    assert np.allclose(test.fail_rates()[:3], [1.0 - specificity, integrity, competence], atol=1e-12)


def test_rates_are_what_scores_drawn_one_by_one_give() -> None:
    test = ScoredTest(
        pass_mark=-1.2, competence_distance=1.5, integrity_distance=0.6, reliability=0.7, persistence=0.0
    )
    chance = np.random.default_rng(3)
    n = 400_000
    # true score and error have the variances that make the score of a sound officer standard normal
    true = chance.normal(0.0, np.sqrt(0.7), n)
    error = chance.normal(0.0, np.sqrt(0.3), n)
    for quality, lowered in enumerate([0.0, 0.6, 1.5, 2.1]):
        drawn = (true - lowered * np.sqrt(0.7) + error < -1.2).mean()
        assert drawn == pytest.approx(test.fail_rates()[quality], abs=4.5 * 0.5 / np.sqrt(n))


def test_a_higher_mark_moves_along_the_curve() -> None:
    low = ScoredTest(
        pass_mark=-2.0, competence_distance=1.0, integrity_distance=0.4, reliability=0.8, persistence=0.0
    )
    for mark in (-2.0, -1.0, 0.0, 1.0):
        false_positive, problem, competence, _ = replace(low, pass_mark=mark).fail_rates()
        assert competence == pytest.approx(roc_curve(1.0, 0.8, false_positive), abs=1e-12)
        assert problem == pytest.approx(roc_curve(0.4, 0.8, false_positive), abs=1e-12)


def test_area_is_the_integral_of_the_curve() -> None:
    at = (np.arange(20_000) + 0.5) / 20_000
    assert roc_curve(1.3, 0.6, at).mean() == pytest.approx(area_under_roc(1.3, 0.6), abs=1e-6)
    assert area_under_roc(0.0, 1.0) == 0.5


def test_a_commission_moves_one_rate_at_a_time() -> None:
    plain = scored_test(**RATES, persistence=0.0).fail_rates()
    settling = scored_test(
        **RATES, persistence=0.0, commission=Commission(specificity_shift=-0.5)
    ).fail_rates()
    cronies = scored_test(
        **RATES, persistence=0.0, commission=Commission(sensitivity_shift=-0.5)
    ).fail_rates()
    assert settling[0] > plain[0]
    assert np.allclose(settling[1:], plain[1:])
    assert (cronies[1:] < plain[1:]).all()
    assert cronies[0] == pytest.approx(plain[0])


def test_rates_at_the_edge_are_refused_together() -> None:
    with pytest.raises(ArgumentError) as caught:
        scored_test(specificity=1.0, competence_sensitivity=0.0, integrity_sensitivity=2.0, persistence=0.0)
    for name in RATES:
        assert f"argument {name}" in str(caught.value)
