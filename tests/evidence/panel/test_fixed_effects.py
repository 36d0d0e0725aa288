"""Fixed effects with lags: against another way to the same numbers, and gaps that stay gaps."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from senim.evidence.panel import InapplicableDesign, PanelInputError, fixed_effects, lagged_shapes, together


def by_hand(frame, outcome, dose, lag, years):
    """Least squares with a dummy for each force and year, sandwich over forces."""
    span = frame[frame["year"].between(*years)]
    earlier = span[["force", "year", dose]].assign(year=span["year"] + lag).rename(columns={dose: "x"})
    rows = span.merge(earlier, on=["force", "year"]).dropna(subset=[outcome, "x"])
    dummies = pd.get_dummies(rows[["force", "year"]].astype(str), dtype=float)
    firsts = ["year_" + str(rows["year"].min())]
    regressors = np.column_stack([rows["x"], dummies.drop(columns=firsts)])
    slope, *_ = np.linalg.lstsq(regressors, rows[outcome].to_numpy(), rcond=None)
    residuals = rows[outcome].to_numpy() - regressors @ slope
    bread = np.linalg.inv(regressors.T @ regressors)
    scores = np.array(
        [regressors[place].T @ residuals[place] for place in rows.groupby("force").indices.values()]
    )
    meat = scores.T @ scores
    groups, count = rows["force"].nunique(), len(rows)
    # pyfixest counts no effect nested in the clusters: the lag, the years, and one for the constant
    columns = 1 + rows["year"].nunique()
    factor = groups / (groups - 1) * (count - 1) / (count - columns)
    return slope[0], np.sqrt(factor * (bread @ meat @ bread)[0, 0])


def test_lagged_response_of_the_project(panel):
    result = together(fixed_effects(panel.frame, "log_theft", "log_officers_per_100k"))
    assert (round(result.estimate, 2), round(result.standard_error, 2)) == (-0.04, 0.22)
    assert (result.observations, result.clusters) == (504, 42)


def test_leaving_each_force_out_and_the_first_look(panel, recovery):
    result = together(fixed_effects(panel.frame, "log_theft", "log_officers_per_100k", convention="CRV3"))
    shapes = lagged_shapes(panel.frame, "log_theft", "log_officers_per_100k", years=(2007, 2019))
    assert result.standard_error == pytest.approx(recovery.jackknife_error(shapes), rel=1e-6)
    assert round(result.standard_error, 2) == 0.24
    # the first look said 0.23: the plain jackknife, (G−1)/G in place of pyfixest's factor
    factor = 42 / 41 * 503 / (504 - 13)
    assert round(result.standard_error * np.sqrt(41 / 42 / factor), 2) == 0.23


def test_numbers_are_those_of_dummies(panel):
    result = together(fixed_effects(panel.frame, "log_theft", "log_officers"))
    estimate, error = by_hand(panel.frame, "log_theft", "log_officers", 1, (2007, 2019))
    assert result.estimate == pytest.approx(estimate)
    assert result.standard_error == pytest.approx(error, rel=1e-6)


def test_resampling_looks_at_the_same_coefficient(panel):
    shapes = lagged_shapes(panel.frame, "log_theft", "log_officers", years=(2007, 2019))
    assert shapes.slope == pytest.approx(
        together(fixed_effects(panel.frame, "log_theft", "log_officers")).estimate
    )


def test_lags_add_up(panel):
    result = fixed_effects(panel.frame, "log_theft", "log_officers", lags=(1, 2))
    assert result.together.estimate == pytest.approx(sum(term.estimate for term in result.terms))
    assert [term.design for term in result.terms] == [
        "fixed effects, officers of 1 year before",
        "fixed effects, officers of 2 years before",
    ]


def test_a_lag_over_a_missing_year_is_missing(panel):
    frame = panel.frame
    holed = frame[~((frame["force"] == "Kent") & (frame["year"] == 2012))]
    whole, less = (together(fixed_effects(each, "log_theft", "log_officers")) for each in (frame, holed))
    # the year itself and the one whose officers of the year before it would have been
    assert whole.observations - less.observations == 2
    assert less.clusters == whole.clusters


def test_the_lag_that_made_the_data_is_found(simulated):
    frame = simulated(3, elasticity=-2.0, lag=2, forces=150)
    result = fixed_effects(frame, "log_violence", "log_officers", lags=(0, 1, 2), years=(2007, 2022))
    assert result.terms[2].interval[0] < -2.0 < result.terms[2].interval[1]
    assert abs(result.together.estimate + 2.0) < 0.25


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda f: f[f["force"] == "Kent"], "1 unit has all values"),
        (lambda f: f[f["year"] != 2019], "no year 2019"),
        (lambda f: f.assign(log_theft=f["year"] * 1.0), "log_theft does not differ"),
        (lambda f: f.assign(log_officers=2.0), "log_officers does not differ"),
    ],
)
def test_what_does_not_apply(panel, change, words):
    result = fixed_effects(change(panel.frame), "log_theft", "log_officers")
    assert isinstance(result, InapplicableDesign)
    assert words in result.verdict


def test_one_year_left_and_no_error_left(panel):
    short = fixed_effects(panel.frame, "log_theft", "log_officers", years=(2018, 2019))
    assert "one year is left" in short.verdict
    frame = panel.frame.sort_values(["force", "year"])
    exact = frame.assign(log_theft=-0.5 * frame.groupby("force")["log_officers"].shift(1))
    assert "without any error" in fixed_effects(exact, "log_theft", "log_officers").verdict


def test_lags_that_are_none(panel):
    for lags in ((), (1, 1), (-1,)):
        with pytest.raises(PanelInputError, match="lags"):
            fixed_effects(panel.frame, "log_theft", "log_officers", lags=lags)
