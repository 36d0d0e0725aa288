"""Bringing officers forward at once is the same as month by month."""

from __future__ import annotations

import numpy as np
import pytest

from senim.personnel.officers.calendar import APPOINTED, CYCLE
from senim.personnel.officers.cohorts import Cohorts
from senim.personnel.officers.rules import Rules, make_rules, quality_change
from senim.personnel.officers.serving import Careers, serve


@pytest.fixture
def rules(officers, plan) -> Rules:
    return make_rules(officers(), plan(), 24)


def cohorts(rules: Rules, chance: np.random.Generator | None = None) -> Cohorts:
    shape = rules.grid.strata, rules.grid.classes, rules.tenure_months + 24
    active = np.zeros(shape)
    if chance is not None:
        active[:, :, : rules.tenure_months] = chance.random((*shape[:2], rules.tenure_months))
    return Cohorts(rules=rules, active=active, leave=np.zeros(shape), newest=rules.tenure_months - 1)


def ignore(name: str, officers: np.ndarray) -> None:
    """No flow is looked at."""


def staying(rules: Rules, officers: np.ndarray, newest: int, exits: np.ndarray) -> np.ndarray:
    """Let officers stay for a month, one cohort after the other."""
    after = np.zeros_like(officers)
    for cohort in range(officers.shape[2]):
        tenure = newest - cohort
        if 0 <= tenure < rules.tenure_months - 1:
            rate = (
                rules.leaving[tenure][:, None]
                * exits[int(tenure >= 240)][:, rules.grid.low_integrity().astype(int)]
            )
            other = rules.starting_leave + rules.appointed + rules.promoted
            after[:, :, cohort] = officers[:, :, cohort] * (1.0 - rate - other[:, None]) @ rules.change
    return after


@pytest.mark.parametrize("apart", [False, True])
def test_what_is_asked_for_late_is_what_was_followed_all_along(apart: bool, rules: Rules) -> None:
    chance = np.random.default_rng(1)
    state = cohorts(rules, chance)
    followed = state.active.copy()
    state.entry(CYCLE, 20)[:] = followed
    for month in range(14):
        exits = np.ones((2, rules.grid.strata, 2))
        exits *= 1.5 if month % 2 else 1.0
        exits[..., 1] *= 2.0 if apart and month in (3, 9) else 1.0
        followed = staying(rules, followed, state.newest, exits)
        serve(state, ignore, Careers(exits, np.ones(rules.grid.strata)))
        if month == 7:
            state.release(np.full(rules.grid.strata, 0.25))
            followed *= 0.75
        if month == 5:
            more = np.zeros_like(followed)
            more[:, :, state.first : state.end] = chance.random((*more.shape[:2], state.end - state.first))
            state.entry(CYCLE, 20)[:] += more / state.kept[:, None]
            followed = followed + more
    asked = np.zeros_like(followed)
    assert state.take(CYCLE, 20, asked)
    window = slice(state.first, state.end)
    assert np.allclose(asked[:, :, window], followed[:, :, window], rtol=1e-10, atol=1e-14)
    assert not state.take(CYCLE, 20, asked)


def test_who_was_dismissed_returns_with_the_service_of_the_time_away(rules: Rules) -> None:
    state = cohorts(rules)
    oldest_but_one, young = 1, 100
    state.returning_in(4)[0, 0, [oldest_but_one, young]] = 3.0
    for _ in range(4):
        assert state.take_returning() is None
        serve(state, ignore, Careers.usual(rules.grid.strata))
    back = state.take_returning()
    # the other would be past the last month of service
    assert back is not None
    assert back[0, 0, young] == back.sum() == 3.0


def test_recruits_join_at_the_end_of_the_month(rules: Rules) -> None:
    state = cohorts(rules)
    serve(state, ignore, Careers.usual(rules.grid.strata))
    state.join(np.full(state.active.shape[:2], 2.0), 12)
    assert state.active[:, :, state.newest].min() == 2.0
    for _ in range(11):
        serve(state, ignore, Careers.usual(rules.grid.strata))
    due = state.due()
    assert state.take(APPOINTED, 12, due)
    assert due[:, :, rules.tenure_months].sum() > 0.0


def test_changes_of_quality_compound(rules: Rules) -> None:
    twice = quality_change(rules, 1)[0] @ quality_change(rules, 1)[0]
    np.testing.assert_allclose(quality_change(rules, 2)[0], twice)
    np.testing.assert_allclose(np.diag(quality_change(rules, 3)[1]), np.diag(rules.quality_change) ** 3)
