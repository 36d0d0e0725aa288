"""Bringing officers forward at once is the same as month by month."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from senim.personnel.officers import steps
from senim.personnel.officers.calendar import APPOINTED, CYCLE
from senim.personnel.officers.cohorts import Cohorts
from senim.personnel.officers.compiled_intake import ROW_OF_RETURNS
from senim.personnel.officers.month import reinstate
from senim.personnel.officers.rules import Rules, make_rules
from senim.personnel.officers.serving import join, serve
from senim.personnel.officers.steady import steady_state
from senim.personnel.officers.tabled import tabled
from senim.personnel.officers.timeline import empty_timeline

MONTHS = 24


@pytest.fixture(params=[1, 3])
def rules(request: pytest.FixtureRequest, officers, plan) -> Rules:
    return make_rules(officers(), plan(waves=(), effect_classes=request.param), MONTHS)


def cohorts(rules: Rules, officers: np.ndarray | None = None, exits: np.ndarray | None = None) -> Cohorts:
    """Officers in active service by cohort, nobody else and nobody who waits."""
    steady = steady_state(rules, MONTHS)
    rows, front = np.zeros_like(steady.rows), steady.tabled.front
    if officers is not None:
        rows[0, :, :, front : front + rules.tenure_months] = officers
    timeline = empty_timeline(rules, MONTHS)
    if exits is not None:
        timeline.exits[:] = exits
        timeline.released[7] = 0.25
    alone = replace(steady, rows=rows, pieces=(), return_months=0)
    return Cohorts(rules, alone, timeline, group_months=12, groups=26, asked=True)


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
    strata = rules.grid.strata
    exits = np.ones((MONTHS, 2, strata, 2))
    exits[1::2] *= 1.5
    if apart:
        exits[[3, 9], ..., 1] *= 2.0
    followed = chance.random((strata, rules.grid.classes, rules.tenure_months))
    state = cohorts(rules, followed, exits)
    slot, fresh = state.entry(CYCLE, 20)
    state.step(steps.ENTER, steps.ACTIVE, slot, state.factor(1.0), int(fresh))
    for month in range(14):
        followed = staying(rules, followed, state.newest, exits[month])
        serve(state)
        join(state)
        if month == 7:
            state.step(steps.RELEASE, month)
            followed *= 0.75
        if month == 5:
            # half of all in service are entered once more
            slot, fresh = state.entry(CYCLE, 20)
            followed = followed + 0.5 * state.slot(steps.ACTIVE)[:, :, : rules.tenure_months]
            state.step(steps.ENTER, steps.ACTIVE, slot, state.factor(0.5), int(fresh))
    assert state.take(((CYCLE, 20),))
    first, end = state.newest - rules.tenure_months + 1, rules.tenure_months
    asked = state.slot(steps.DUE)
    assert np.allclose(asked[:, :, first:end], followed[:, :, first:], rtol=1e-10, atol=1e-14)
    assert not state.take(((CYCLE, 20),))


def test_slots_are_used_again(rules: Rules) -> None:
    state = cohorts(rules)
    slot, _ = state.entry(CYCLE, 3)
    state.take(((CYCLE, 3),))
    assert state.entry(CYCLE, 4) == (slot, True)
    assert state.entry(CYCLE, 4) == (slot, False)


def test_nobody_keeps_what_nobody_will_ask_for(rules: Rules, officers) -> None:
    assert cohorts(rules).entry(CYCLE, MONTHS) == (-1, False)
    unasked = make_rules(officers(), replace(rules.plan, cycle=None), MONTHS)
    assert cohorts(unasked).entry(APPOINTED, 5) == (-1, False)


def test_who_was_dismissed_returns_with_the_service_of_the_time_away(rules: Rules) -> None:
    state = cohorts(rules)
    state.returning[4] = slot = state.take_slot()
    oldest_but_one, young = 1, 100
    front = state.steady.tabled.front
    state.steady.rows[ROW_OF_RETURNS, 0, 0, [front + oldest_but_one, front + young]] = 3.0
    state.step(steps.RETURN_AT_START, 0)
    state.step(steps.COPY, steps.DUE, slot)
    for _ in range(4):
        reinstate(state)
        serve(state)
        join(state)
        assert state.slot(steps.ACTIVE).sum() == 0.0
    reinstate(state)
    # the other would be past the last month of service
    back = state.slot(steps.ACTIVE)
    assert back[0, 0, young] == back.sum() == 3.0
    assert state.told.reinstated.sum() == 3.0


def test_recruits_join_at_the_end_of_the_month(rules: Rules) -> None:
    state = cohorts(rules)
    state.recruits[0] = 2.0
    serve(state)
    join(state)
    assert state.slot(steps.ACTIVE)[:, :, state.newest].min() == 2.0
    for _ in range(11):
        serve(state)
        join(state)
    assert state.take(((APPOINTED, 12),))
    assert state.slot(steps.DUE)[:, :, rules.tenure_months].sum() > 0.0


def test_a_look_counts_everybody(rules: Rules) -> None:
    officers = np.random.default_rng(2).random((rules.grid.strata, rules.grid.classes, rules.tenure_months))
    state = cohorts(rules, officers)
    active, leave, leaving, last = state.look(joined=True)
    np.testing.assert_allclose(active, officers.sum(axis=2))
    assert leave.sum() == 0.0
    np.testing.assert_allclose(last, officers[:, :, 0])
    by_cohort = rules.leaving.T[:, None, ::-1]
    np.testing.assert_allclose(leaving, (officers * by_cohort).sum(axis=2))


def test_changes_of_quality_compound(rules: Rules) -> None:
    changes = tabled(rules, 0, 3).changes
    np.testing.assert_allclose(changes[2, 0], changes[1, 0] @ changes[1, 0])
    np.testing.assert_allclose(np.diag(changes[3, 1]), np.diag(rules.quality_change) ** 3)
    np.testing.assert_allclose(changes[3, 2], changes[3, 0] - changes[3, 1])
