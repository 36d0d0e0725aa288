"""One force, one denominator, one base year."""

from __future__ import annotations

from functools import partial

import numpy as np
import pytest

from senim.evidence.panel import (
    InapplicableDesign,
    PanelInputError,
    leave_one_out,
    long_difference,
    placebo,
    ratio_bias,
    regression_to_the_mean,
    response_line,
)

LONG = partial(long_difference, outcome="log_theft", dose="log_officers")


def test_each_force_is_left_out_once(panel):
    result = leave_one_out(panel.frame, LONG)
    assert len(result.table) == 42
    assert result.table["moves"].abs().is_monotonic_decreasing
    first = result.table.iloc[0]
    without = LONG(panel.frame[panel.frame["force"] != first["force"]])
    assert first["estimate"] == pytest.approx(without.estimate)
    assert result.span[0] < result.whole.estimate < result.span[1]
    assert result.verdicts_that_change == ()


def test_forces_that_tip_the_placebo_are_named(panel):
    design = partial(placebo, outcome="log_theft", dose="log_officers")
    tipped = set(leave_one_out(panel.frame, design).verdicts_that_change)
    assert tipped == {"Northumbria", "Cleveland", "Merseyside", "Staffordshire", "Surrey"}


def test_a_design_that_needs_every_force(panel):
    scored = sorted(panel.frame.loc[panel.frame["log_theft"].notna(), "force"].unique())[:10]
    result = leave_one_out(panel.frame[panel.frame["force"].isin(scored)], LONG)
    assert result.inapplicable == tuple(scored)
    assert isinstance(leave_one_out(panel.frame.query("force == 'Kent'"), LONG), InapplicableDesign)


def test_denominators_of_the_project(panel):
    results = ratio_bias(panel.frame, "theft", long_difference)
    assert [round(result.estimate, 2) for result in results] == [-0.29, -0.45, -0.44]
    assert results[0].design == "both per head"


def test_error_in_residents_pulls_a_ratio_up_and_leaves_counts_alone(panel):
    frame = panel.frame
    noise = np.random.default_rng(2).normal(0, 0.1, len(frame))
    wrong = frame.assign(
        log_theft=frame["log_theft"] - noise,
        log_officers_per_100k=frame["log_officers_per_100k"] - noise,
    )
    right = ratio_bias(frame, "theft", long_difference)
    moved = ratio_bias(wrong, "theft", long_difference)
    assert moved[0].estimate > right[0].estimate + 0.3
    assert moved[2].estimate == right[2].estimate


def test_base_years_of_the_project(panel):
    results = regression_to_the_mean(panel.frame, "log_theft", "log_officers")
    assert [round(result.estimate, 2) for result in results] == [-0.45, -0.20, -0.71, -0.32]
    assert results[0].estimate == pytest.approx(LONG(panel.frame).estimate)


def test_a_base_year_that_was_high_by_chance_shows_an_effect_that_is_none(simulated):
    frame = simulated(11, elasticity=0.0, forces=300)
    cut = frame[frame["year"].isin([2010, 2018])].pivot(index="force", columns="year", values="log_officers")
    size = cut[2018] - cut[2010]
    chance = -0.8 * (size - size.mean())
    spiked = frame.assign(
        log_violence=frame["log_violence"] + frame["force"].map(chance).where(frame["year"] == 2010, 0.0)
    )
    plain, mean, *_ = regression_to_the_mean(spiked, "log_violence", "log_officers")
    assert plain.interval[0] > 0.5
    assert mean.estimate < plain.estimate / 2


def test_what_does_not_apply(panel):
    late = panel.frame[panel.frame["year"] != 2008]
    (result,) = regression_to_the_mean(late, "log_theft", "log_officers")
    assert "no year 2008" in result.verdict
    with pytest.raises(PanelInputError, match="do not follow"):
        regression_to_the_mean(panel.frame, "log_theft", "log_officers", before=(2007, 2009))


def test_the_line_is_the_long_difference_and_its_band_holds_it(panel):
    units, line = response_line(panel.frame, "log_theft", "log_officers")
    assert len(units) == 42
    across, middle = (np.log1p(line[name] / 100) for name in ("across", "middle"))
    slope = np.polyfit(across, middle, 1)[0]
    assert slope == pytest.approx(LONG(panel.frame).estimate)
    assert (line["low"] < line["middle"]).all()
    assert (line["middle"] < line["high"]).all()
    assert isinstance(
        response_line(panel.frame[panel.frame["year"] < 2018], "log_theft", "log_officers"),
        InapplicableDesign,
    )
