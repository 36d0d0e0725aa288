"""Usual movement of a yearly series, or the reason why nobody can tell it."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from senim.arguments import ArgumentError
from senim.evidence.official import (
    Border,
    UnknownMovement,
    Untold,
    UsualMovement,
    annual_totals,
    borders,
    gather_figures,
    usual_movement,
)

RULES = (Border("targets", 2018.88), Border("fall", 2020.0))


def series(changes: list[float], first: int = 2000) -> dict[int, float]:
    """Make counts from changes in logs."""
    levels = 100_000 * np.exp(np.cumsum([0.0, *changes]))
    return {first + at: float(level) for at, level in enumerate(levels)}


CHANGES = st.lists(st.floats(-0.4, 0.4).map(lambda value: round(value, 4)), min_size=8, max_size=14)


def test_changes_across_a_border_are_set_apart(published):
    totals = annual_totals(gather_figures(published))
    found = usual_movement(totals, borders(published["recording_regimes"]), leave_out=(2024, 2025))
    assert isinstance(found, UsualMovement)
    assert found.years == (2017, 2018, 2021, 2022, 2023, 2024)
    assert found.set_apart == (2019, 2020)


def test_the_two_falls_that_were_announced_are_usual(published):
    totals, rules = annual_totals(gather_figures(published)), borders(published["recording_regimes"])
    latest = usual_movement(totals, rules, leave_out=(2024, 2025))
    assert isinstance(latest, UsualMovement)
    assert latest.share_at_least(-9) > 0.5
    before = usual_movement(totals, rules, leave_out=(2016, 2018))
    assert isinstance(before, UsualMovement)
    assert before.span == 2
    assert before.share_at_least(-17.5) > 0.2


@pytest.mark.parametrize(
    ("span", "options", "reason", "named"),
    [
        ((2018, 2019), {}, Untold.CROSSES_RULES, ("targets",)),
        ((2017, 2021), {}, Untold.CROSSES_RULES, ("targets", "fall")),
        ((2017, 2018), {"rules": "same"}, Untold.TOO_SHORT, ()),
        ((2016, 2017), {"least_changes": 9}, Untold.TOO_SHORT, ()),
    ],
)
def test_what_cannot_be_told_is_a_type_with_its_reason(span, options, reason, named):
    counts = series([-0.1, -0.05, -0.2, -0.4, -0.03, -0.01, -0.1], first=2016)
    found = usual_movement(counts, RULES, leave_out=span, **options)
    assert isinstance(found, UnknownMovement)
    assert (found.reason, found.borders) == (reason, named)


def test_a_series_that_does_not_move_cannot_tell():
    found = usual_movement(dict.fromkeys(range(2000, 2008), 5.0))
    assert found == UnknownMovement(Untold.NO_MOVEMENT, changes=7)


@given(CHANGES, st.floats(0.01, 1000))
def test_the_unit_of_counting_does_not_matter(changes, unit):
    counts = series(changes)
    one, other = (
        usual_movement({year: count * factor for year, count in counts.items()}, leave_out=(2003, 2004))
        for factor in (1, unit)
    )
    if isinstance(one, UnknownMovement):
        assert isinstance(other, UnknownMovement)
    else:
        assert isinstance(other, UsualMovement)
        assert other.share_at_least(-10) == pytest.approx(one.share_at_least(-10), abs=1e-3)


@given(CHANGES)
def test_a_change_that_is_left_out_does_not_judge_itself(changes):
    counts = series(changes)
    wild = counts | {year: count * 5 for year, count in counts.items() if year >= 2004}
    found = [usual_movement(each, leave_out=(2003, 2004)) for each in (counts, wild)]
    if isinstance(found[0], UsualMovement) and isinstance(found[1], UsualMovement):
        assert found[0].changes == pytest.approx(found[1].changes)


@given(CHANGES)
def test_interval_and_share_agree(changes):
    found = usual_movement(series(changes))
    if isinstance(found, UsualMovement):
        low, high = found.interval(0.9)
        assert low < 100 * math.expm1(found.middle) < high
        for end in (low, high):
            assert found.share_at_least(end) == pytest.approx(0.1, abs=0.002)


def test_the_rank_cannot_fall_below_one_in_all():
    found = usual_movement(series([-0.05, -0.06, -0.04, -0.055, -0.045]))
    assert isinstance(found, UsualMovement)
    assert found.rank_share(-99) == pytest.approx(1 / 6)
    assert found.share_at_least(-99) < 0.01


def test_all_that_is_wrong_is_told_at_once():
    with pytest.raises(ArgumentError) as told:
        usual_movement(
            {2000: 1.0, 2001: 0.0, 2002: float("nan")},
            rules="some",
            tails="fat",
            spread="wide",
            least_changes=1,
            leave_out=(2002, 2001),
        )
    text = str(told.value)
    named = ("counts[2001]", "counts[2002]", "rules", "tails", "spread", "least_changes", "leave_out")
    assert all(f"argument {name}" in text for name in named)
    assert len(told.value.findings) == len(named)


def test_a_series_is_read_by_its_index():
    counts = {2000 + place: 100.0 + 7 * (place % 3) for place in range(9)}
    assert usual_movement(pd.Series(counts)) == usual_movement(counts)


@pytest.mark.parametrize("span", [(1990, 2001), (2001, 2030), 2005, (2001, 2002, 2003), "2001"])
def test_a_change_in_question_needs_two_years_with_a_count(span):
    with pytest.raises(ArgumentError, match="leave_out"):
        usual_movement({year: 100.0 + year % 3 for year in range(2000, 2010)}, leave_out=span)


@pytest.mark.parametrize("counts", [[1.0, 2.0], {"2000": 1.0}, {2000: "1"}, {2000: True}, {}, None])
def test_counts_that_are_no_yearly_series_are_refused(counts):
    with pytest.raises(ArgumentError, match="counts"):
        usual_movement(counts)
