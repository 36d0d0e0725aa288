"""Pooling against published numbers: BCG vaccine trials, teacher expectancy, diuretics."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from senim.evidence import (
    PooledEstimate,
    SmallStudyCheck,
    leave_one_out,
    pool,
    pool_replicates,
    small_study_check,
)

TOLERANCE = 5e-5

# Colditz et al. (1994), JAMA 271, 698-702, as in metafor's dat.bcg:
# tuberculosis and no tuberculosis among the vaccinated, then among the controls.
BCG = np.array(
    [
        (4, 119, 11, 128),
        (6, 300, 29, 274),
        (3, 228, 11, 209),
        (62, 13536, 248, 12619),
        (33, 5036, 47, 5761),
        (180, 1361, 372, 1079),
        (8, 2537, 10, 619),
        (505, 87886, 499, 87892),
        (29, 7470, 45, 7232),
        (17, 1699, 65, 1600),
        (186, 50448, 141, 27197),
        (5, 2493, 3, 2338),
        (27, 16886, 29, 17825),
    ],
    dtype=float,
)

# Raudenbush and Bryk (1985), effects of teacher expectancy: standardised difference and variance.
EXPECTANCY = np.array(
    [
        (0.03, 0.0156), (0.12, 0.0216), (-0.14, 0.0279), (1.18, 0.1391), (0.26, 0.1362),
        (-0.06, 0.0106), (-0.02, 0.0106), (-0.32, 0.0484), (0.27, 0.0269), (0.80, 0.0630),
        (0.54, 0.0912), (0.18, 0.0497), (-0.02, 0.0835), (0.23, 0.0841), (-0.18, 0.0253),
        (-0.06, 0.0279), (0.30, 0.0193), (0.07, 0.0088), (-0.07, 0.0303),
    ]
)  # fmt: skip

# Collins, Yusuf and Peto (1985), diuretics and pre-eclampsia: cases and women, treated then control.
DIURETICS = np.array(
    [
        (14, 131, 14, 136), (21, 385, 17, 134), (14, 57, 24, 48), (6, 38, 18, 40), (12, 1011, 35, 760),
        (138, 1370, 175, 1336), (15, 506, 20, 524), (6, 108, 2, 103), (65, 153, 40, 102),
    ],
    dtype=float,
)  # fmt: skip


def log_risk_ratios(counts: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Log risk ratios and their standard errors from 2 × 2 counts."""
    cases, rest, control_cases, control_rest = counts.T
    treated, controls = cases + rest, control_cases + control_rest
    effects = np.log(cases / treated) - np.log(control_cases / controls)
    return effects, np.sqrt(1 / cases - 1 / treated + 1 / control_cases - 1 / controls)


def bcg(**options: str) -> PooledEstimate:
    return pool(*log_risk_ratios(BCG), **options)  # type: ignore[arg-type]


def expectancy(**options: str) -> PooledEstimate:
    return pool(EXPECTANCY[:, 0], np.sqrt(EXPECTANCY[:, 1]), **options)  # type: ignore[arg-type]


def test_bcg_reml_with_normal_test_matches_the_metafor_documentation() -> None:
    result = bcg(test="z")
    assert result.k == 13
    assert result.tau2 == pytest.approx(0.3132, abs=TOLERANCE)
    assert result.tau2_standard_error == pytest.approx(0.1664, abs=TOLERANCE)
    assert result.estimate == pytest.approx(-0.7145, abs=TOLERANCE)
    assert result.standard_error == pytest.approx(0.1798, abs=TOLERANCE)
    assert result.interval == pytest.approx((-1.0669, -0.3622), abs=TOLERANCE)
    assert result.q == pytest.approx(152.233, abs=5e-4)
    assert result.i2 == pytest.approx(92.22, abs=5e-3)
    assert result.tau2_interval == pytest.approx((0.1197, 1.1115), abs=TOLERANCE)
    assert result.q_p_value < 1e-4


def test_bcg_prediction_intervals_under_both_tests() -> None:
    # predict(res, transf = exp): 0.1546 to 1.5490 under z; 0.14 to 1.76 under Knapp-Hartung.
    normal, adjusted = bcg(test="z").prediction_interval, bcg().prediction_interval
    assert normal is not None
    assert adjusted is not None
    assert np.exp(normal) == pytest.approx((0.1546, 1.5490), abs=TOLERANCE)
    assert np.exp(adjusted) == pytest.approx((0.14, 1.76), abs=5e-3)


def test_bcg_reml_with_knapp_hartung_matches_the_metafor_documentation() -> None:
    result = bcg(test="knapp-hartung")
    assert result.standard_error == pytest.approx(0.1808, abs=TOLERANCE)
    assert result.interval == pytest.approx((-1.1084, -0.3206), abs=TOLERANCE)


def test_bcg_dersimonian_laird_matches_the_tests_of_metafor() -> None:
    result = bcg(method="DL", test="z")
    assert result.tau2 == pytest.approx(0.3088, abs=TOLERANCE)
    assert result.i2 == pytest.approx(92.1173, abs=TOLERANCE)
    assert np.exp([result.estimate, *result.interval]) == pytest.approx(
        (0.4896, 0.3449, 0.6950), abs=TOLERANCE
    )


def test_bcg_paule_mandel_matches_the_tests_of_metafor() -> None:
    assert bcg(method="PM").tau2 == pytest.approx(0.3181, abs=TOLERANCE)


@pytest.mark.parametrize(
    ("method", "tau2", "mean", "error", "low", "high"),
    [
        ("FE", 0.0, 0.060, 0.036, -0.011, 0.132),
        ("REML", 0.019, 0.084, 0.052, -0.018, 0.185),
        ("DL", 0.026, 0.089, 0.056, -0.020, 0.199),
    ],
)
def test_expectancy_with_normal_test_matches_raudenbush_2009(
    method: str, tau2: float, mean: float, error: float, low: float, high: float
) -> None:
    result = expectancy(method=method, test="z")
    got = (result.tau2, result.estimate, result.standard_error, *result.interval)
    assert got == pytest.approx((tau2, mean, error, low, high), abs=5.01e-4)
    assert result.q == pytest.approx(35.83, abs=5e-3)


@pytest.mark.parametrize(
    ("method", "error", "low", "high"),
    [("FE", 0.051, -0.048, 0.168), ("REML", 0.062, -0.046, 0.213), ("DL", 0.064, -0.044, 0.223)],
)
def test_expectancy_with_knapp_hartung_matches_raudenbush_2009(
    method: str, error: float, low: float, high: float
) -> None:
    result = expectancy(method=method, test="knapp-hartung")
    assert (result.standard_error, *result.interval) == pytest.approx((error, low, high), abs=5.01e-4)


def test_expectancy_prediction_interval_matches_metafor() -> None:
    assert expectancy(test="z").prediction_interval == pytest.approx((-0.204, 0.371), abs=5.01e-4)


def test_diuretics_match_viechtbauer_2007() -> None:
    cases, women, control_cases, controls = DIURETICS.T
    effects = np.log(cases / (women - cases)) - np.log(control_cases / (controls - control_cases))
    variances = 1 / cases + 1 / (women - cases) + 1 / control_cases + 1 / (controls - control_cases)
    moments = pool(effects, np.sqrt(variances), method="DL", test="z")
    likelihood = pool(effects, np.sqrt(variances), method="REML", test="z")
    assert moments.tau2 == pytest.approx(0.230, abs=5.01e-4)
    assert likelihood.tau2 == pytest.approx(0.301, abs=5.01e-4)
    assert likelihood.tau2_standard_error is not None
    upper = likelihood.tau2 + 1.96 * likelihood.tau2_standard_error  # Wald bound of Table II
    assert upper == pytest.approx(0.732, abs=5.01e-4)
    assert moments.tau2_interval == pytest.approx((0.072, 2.203), abs=5.01e-4)


def test_bcg_without_the_first_trial_matches_the_tests_of_metafor() -> None:
    # tests/testthat/test_misc_influence.r of metafor: leave1out() and influence(), first trial
    first = leave_one_out(*log_risk_ratios(BCG), test="z").iloc[0]
    assert first["estimate"] == pytest.approx(-0.707083788031436, abs=1e-6)
    assert first["standard_error"] == pytest.approx(0.189961024702717, abs=1e-6)
    assert (first["low"], first["high"]) == pytest.approx((-1.07940055491509, -0.334767021147788), abs=1e-6)
    assert first["q"] == pytest.approx(151.582572747109, abs=1e-6)
    assert first["tau2"] == pytest.approx(0.336156745300306, abs=1e-6)
    assert first["i2"] == pytest.approx(93.2259349111223, abs=1e-5)
    assert first["weight"] == pytest.approx(5.05948307931551, abs=1e-5)
    assert first["residual"] == pytest.approx(-0.218142474344442, abs=1e-6)
    assert first["shift"] ** 2 == pytest.approx(0.00171654236729195, abs=1e-6)  # Cook's distance


def test_bcg_small_studies_match_eggers_regression_in_metafor() -> None:
    # regtest(res, model = "lm") as printed in metafor's documentation; transcribed from memory, to be
    # confirmed there. The same regression by statsmodels: tests/evidence/pooling/test_small_studies.py.
    check = small_study_check(*log_risk_ratios(BCG))
    assert isinstance(check, SmallStudyCheck)
    assert check.t == pytest.approx(-1.4013, abs=TOLERANCE)
    assert check.degrees_of_freedom == 11
    assert check.p_value == pytest.approx(0.1887, abs=TOLERANCE)
    assert check.limit == pytest.approx(-0.1909, abs=TOLERANCE)
    assert check.limit_interval == pytest.approx((-0.6753, 0.2935), abs=TOLERANCE)


def test_bcg_among_many_replicates_matches_the_metafor_documentation() -> None:
    effects, errors = log_risk_ratios(BCG)
    many = pool_replicates(np.stack([effects, -effects]), errors)
    assert many.tau2 == pytest.approx([0.3132, 0.3132], abs=TOLERANCE)
    assert many.estimate == pytest.approx([-0.7145, 0.7145], abs=TOLERANCE)
    assert many.standard_error == pytest.approx([0.1808, 0.1808], abs=TOLERANCE)
    assert many.low == pytest.approx([-1.1084, 0.3206], abs=TOLERANCE)
