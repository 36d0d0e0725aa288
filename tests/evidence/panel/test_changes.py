"""Long difference and placebo: the numbers of the project, and what does not apply."""

from __future__ import annotations

import numpy as np
import pytest
import statsmodels.api as sm

from senim.evidence.panel import InapplicableDesign, PanelInputError, Verdict, long_difference, placebo
from senim.evidence.panel.changes import unit_changes
from senim.status import Status


@pytest.mark.parametrize(
    ("group", "estimate", "error", "verdict"),
    [
        ("theft", 0.43, 0.19, Verdict.PLACEBO_FAILS),
        ("total", 0.40, 0.15, Verdict.PLACEBO_FAILS),
        ("violence", 0.34, 0.34, Verdict.PLACEBO_SILENT),
    ],
)
def test_the_placebo_fails_with_officers_counted(panel, group, estimate, error, verdict):
    result = placebo(panel.frame, f"log_{group}", "log_officers")
    assert (round(result.estimate, 2), round(result.standard_error, 2)) == (estimate, error)
    assert result.verdict == verdict
    assert result.left_out == ("City of London",)
    assert result.status is Status.DERIVED


def test_long_difference_and_its_first_look(panel):
    # the first look at these data said −0.29 (0.32): officers per head, HC1; HC3 makes the error 0.34
    for convention, error in (("HC1", 0.32), ("HC3", 0.34)):
        result = long_difference(panel.frame, "log_theft", "log_officers_per_100k", convention=convention)
        assert (round(result.estimate, 2), round(result.standard_error, 2)) == (-0.29, error)
        assert result.verdict == Verdict.CANNOT_TELL
    assert "HC3" in str(result)
    assert "42 forces" in str(result)


@pytest.mark.parametrize("convention", ["HC1", "HC3"])
def test_errors_are_those_of_statsmodels(panel, convention):
    changes = unit_changes(
        panel.frame, "log_theft", "log_officers", outcome_years=(2010, 2018), dose_years=(2010, 2018)
    ).table
    known = sm.OLS(changes["outcome_change"], sm.add_constant(changes["dose_change"]))
    expected = known.fit(cov_type=convention, use_t=True)
    result = long_difference(panel.frame, "log_theft", "log_officers", convention=convention)
    assert result.standard_error == pytest.approx(expected.bse["dose_change"])
    assert result.p_value == pytest.approx(expected.pvalues["dose_change"])
    assert result.interval == pytest.approx(tuple(expected.conf_int().loc["dose_change"]))


def test_units_and_order_of_rows_do_not_matter(panel):
    mixed = panel.frame.sample(frac=1, random_state=1)
    once, again = (long_difference(frame, "log_theft", "log_officers") for frame in (panel.frame, mixed))
    assert once.estimate == pytest.approx(again.estimate, abs=1e-12)
    scaled = panel.frame.assign(log_theft=2 * panel.frame["log_theft"] + 7)
    double = long_difference(scaled, "log_theft", "log_officers")
    assert double.estimate == pytest.approx(2 * once.estimate)
    assert double.p_value == pytest.approx(once.p_value)


def keep(frame, count):
    scored = frame.loc[frame["log_theft"].notna(), "force"].unique()
    return frame[frame["force"].isin(sorted(scored)[:count])]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda f: f[f["year"] != 2018], "the panel has no year 2018"),
        (lambda f: keep(f, 1), "1 unit has all values, 10 are needed"),
        (lambda f: keep(f, 9), "9 units have all values"),
        (lambda f: f.assign(log_theft=1.0), "log_theft does not differ between units"),
        (lambda f: f.assign(log_officers=f["year"] * 1.0), "log_officers does not differ between units"),
        (lambda f: f.assign(log_theft=-0.5 * f["log_officers"]), "without any error"),
        (lambda f: f.assign(log_theft=np.nan), "0 units have all values"),
    ],
)
def test_what_does_not_apply_says_why_and_gives_no_number(panel, change, words):
    result = long_difference(change(panel.frame), "log_theft", "log_officers")
    assert isinstance(result, InapplicableDesign)
    assert words in result.verdict
    assert result.status is Status.NOT_IDENTIFIABLE
    assert all(reason.remedy for reason in result.reasons)


def test_no_year_before_the_cut(panel):
    result = placebo(panel.frame[panel.frame["year"] >= 2010], "log_theft", "log_officers")
    assert isinstance(result, InapplicableDesign)
    assert "no year 2007" in result.verdict


def test_a_placebo_that_runs_into_the_cut_is_refused(panel):
    with pytest.raises(PanelInputError, match="before the cut"):
        placebo(panel.frame, "log_theft", "log_officers", before=(2009, 2012))
