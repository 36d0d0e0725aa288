"""Bringing officers forward at once is the same as month by month."""

from __future__ import annotations

import numpy as np

from senim.personnel.officers.calendar import CYCLE, ServiceState
from senim.personnel.officers.rules import make_rules


def test_what_is_asked_for_late_is_what_was_followed_all_along(officers, plan) -> None:
    rules = make_rules(officers(), plan(), 24)
    shape = rules.tenure_months, rules.grid.strata, rules.grid.classes
    chance = np.random.default_rng(1)
    nobody = np.zeros(shape)
    state = ServiceState(rules=rules, active=nobody, leave=nobody, moving_rows=True)
    followed = chance.random(shape)
    state.put(CYCLE, 20, followed)
    for month in range(14):
        state.advance(nobody, nobody)
        stayed = (followed * rules.staying[..., None]) @ rules.change
        followed = np.zeros(shape)
        followed[1:] = stayed[:-1]
        if month == 5:
            more = chance.random(shape)
            state.put(CYCLE, 20, more)
            followed = followed + more
    assert np.allclose(state.take(CYCLE, 20), followed, rtol=1e-10, atol=1e-14)
    assert not state.calendar


def test_who_was_dismissed_returns_with_the_service_of_the_time_away(officers, plan) -> None:
    rules = make_rules(officers(), plan(), 24)
    nobody = np.zeros((rules.tenure_months, rules.grid.strata, rules.grid.classes))
    state = ServiceState(rules=rules, active=nobody, leave=nobody, moving_rows=True)
    away = nobody.copy()
    away[[7, -2], 0, 0] = 3.0
    state.reinstate_later(4, away)
    for _ in range(4):
        state.advance(nobody, nobody)
    back = state.take_reinstated()
    assert back[11, 0, 0] == 3.0
    # the other would be past the last month of service
    assert back.sum() == 3.0
