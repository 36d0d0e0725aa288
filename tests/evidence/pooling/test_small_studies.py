"""Do small studies say something else? With an answer, and without."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm
from scipy.stats import norm

from senim.evidence import NoSmallStudyCheck, PoolingInputError, SmallStudyCheck, funnel, small_study_check
from senim.evidence.pooling.small_studies import FEWEST_STUDIES
from senim.paths import project_root

ERRORS = np.linspace(0.05, 0.6, 12)


def answered(effects: np.ndarray, errors: np.ndarray = ERRORS) -> SmallStudyCheck:
    check = small_study_check(effects, errors)
    assert isinstance(check, SmallStudyCheck)
    return check


def test_it_is_the_weighted_regression_of_statsmodels() -> None:
    effects = np.random.default_rng(1).normal(-0.3, ERRORS) - 0.4 * ERRORS
    made = answered(effects)
    other = sm.WLS(effects, sm.add_constant(ERRORS), weights=ERRORS**-2.0).fit()
    assert (made.limit, made.slope) == pytest.approx(tuple(other.params))
    assert made.slope_standard_error == pytest.approx(other.bse[1])
    assert made.p_value == pytest.approx(other.pvalues[1])
    assert made.limit_interval == pytest.approx(tuple(other.conf_int()[0]))
    assert made.degrees_of_freedom == 10


def test_studies_on_one_line_are_found_and_its_limit_is_told() -> None:
    noise = np.random.default_rng(2).normal(0, 0.1, 12) * ERRORS
    made = answered(0.1 - 2.0 * ERRORS + noise)
    assert made.limit == pytest.approx(0.1, abs=0.02)
    assert made.p_value < 1e-6
    assert "t = " in str(made)


def test_the_project_has_too_few_studies_to_tell_and_says_so() -> None:
    raw = pd.read_csv(project_root() / "data" / "raw" / "police_elasticities.csv")
    rows = raw[raw["pooling"].isin(["yes", "flagged"])]
    check = small_study_check(rows["estimate"], rows["standard_error"], studies=rows["study_id"].tolist())
    assert isinstance(check, NoSmallStudyCheck)
    assert (check.k, check.wanted) == (3, FEWEST_STUDIES)
    assert len(rows) > FEWEST_STUDIES, "many estimates of few studies must not count as many studies"
    assert "3 independent studies" in str(check)
    assert not hasattr(check, "p_value")


@pytest.mark.parametrize(
    ("errors", "studies", "reason"),
    [
        (ERRORS[:9], None, "9 independent studies"),
        (ERRORS, ["a", "a", *"bcdefghijk"], "hang together"),
        (np.linspace(0.2, 0.29, 12), None, "times the smallest"),
        (ERRORS[:1], None, "1 independent study"),
    ],
)
def test_each_reason_not_to_answer_is_named(
    errors: np.ndarray, studies: list[str] | None, reason: str
) -> None:
    check = small_study_check(np.zeros(errors.size), errors, studies=studies)
    assert isinstance(check, NoSmallStudyCheck)
    assert reason in check.reason


def test_bad_input_is_refused() -> None:
    with pytest.raises(PoolingInputError, match="not positive"):
        small_study_check([0.1, 0.2], [0.1, 0.0])
    with pytest.raises(PoolingInputError, match="1 studies for 2 estimates"):
        small_study_check([0.1, 0.2], [0.1, 0.1], studies=["a"])
    with pytest.raises(PoolingInputError, match="level"):
        small_study_check([0.1], [0.1], level=1.5)
    with pytest.raises(PoolingInputError, match="level"):
        funnel([0.1], [0.1], level=0.0)


def test_a_funnel_is_as_wide_as_its_standard_errors() -> None:
    table = funnel([0.0, 1.5, 0.1], [0.1, 0.2, 0.4])
    half = (table["high"] - table["low"]) / 2
    assert half.to_numpy() == pytest.approx(norm.ppf(0.975) * np.array([0.1, 0.2, 0.4]))
    assert table["inside"].tolist() == [False, False, True]
