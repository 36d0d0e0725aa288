"""The path by size of the cut."""

from __future__ import annotations

import pytest

from senim.evidence.panel import InapplicableDesign, event_study, long_difference, placebo


def test_ends_of_the_path_are_the_long_difference_and_the_placebo(panel):
    study = event_study(panel.frame, "log_theft", "log_officers")
    found = dict(zip(study.calendar, study.years, strict=True))
    long = long_difference(panel.frame, "log_theft", "log_officers")
    before = placebo(panel.frame, "log_theft", "log_officers")
    assert found[2018].estimate == pytest.approx(long.estimate)
    assert found[2007].estimate == pytest.approx(-before.estimate)
    path = study.path().set_index("year")
    assert path.loc[2010].tolist() == [0.0, 0.0, 0.0]
    assert list(path.index) == list(range(2007, 2023))


def test_years_before_are_tested_together(panel, simulated):
    assert event_study(panel.frame, "log_theft", "log_officers").leads_p_value == pytest.approx(
        0.125, abs=5e-4
    )
    wrong = event_study(simulated(5, prior_trend=-0.6), "log_violence", "log_officers")
    assert wrong.verdict == "placebo fails"
    assert wrong.leads_p_value < 1e-4


def test_a_unit_without_the_base_year_is_left_out(panel):
    frame = panel.frame
    holed = frame[~((frame["force"] == "Kent") & (frame["year"] == 2010))]
    assert event_study(holed, "log_theft", "log_officers").years[0].left_out == ("City of London", "Kent")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda f: f[f["year"] >= 2010], "no year before 2010"),
        (lambda f: f[f["year"] != 2010], "no year 2010"),
        (lambda f: f[f["force"] == "Kent"], "1 unit has"),
        (lambda f: f.assign(log_officers=f["year"] * 1.0), "log_officers does not differ"),
        (lambda f: f.assign(log_theft=3.0), "log_theft does not differ"),
    ],
)
def test_what_does_not_apply(panel, change, words):
    result = event_study(change(panel.frame), "log_theft", "log_officers")
    assert isinstance(result, InapplicableDesign)
    assert words in result.verdict
