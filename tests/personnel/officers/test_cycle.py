"""The clock of the law with dates, pauses and a capacity; every figure is made up."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from senim.arguments import ArgumentError
from senim.personnel.officers.cycle import NOT_RUNNING, calendar_of, share_called
from senim.personnel.officers.expected import ExpectedForce, expected_force
from senim.personnel.officers.individuals import simulate_officers
from senim.personnel.officers.levers import LawCycle, Unfit
from senim.personnel.officers.path import FLOWS, OfficerPath
from senim.personnel.officers.score import scored_test
from senim.personnel.officers.tables import make_tables
from senim.personnel.plan import Exemptions

MONTHS = 24
FIXTURES_ARE_FUNCTIONS: Any = {
    "deadline": None,
    "suppress_health_check": [HealthCheck.function_scoped_fixture],
}
EVERYBODY = Exemptions(long_service=False, on_leave=False, new_in_post=False, heads=False)
WHOLLY = scored_test(specificity=0.9, competence_sensitivity=0.5, integrity_sensitivity=0.25, persistence=1.0)
"""Wholly persistent, so that the classes of the effect are the same bits with and without a cycle."""

Cycle = Callable[..., LawCycle]
Followed = Callable[..., ExpectedForce]


@pytest.fixture
def law_cycle(examination) -> Cycle:
    return lambda **changes: LawCycle(
        **{"examination": examination(test=WHOLLY), "after_leave_months": 9, **changes}
    )


@pytest.fixture
def followed(officers, plan, wave, examination) -> Followed:
    def follow(cycle: LawCycle | None, **changes: Any) -> ExpectedForce:
        waves = (wave(first_month=5, last_month=9, examination=examination(test=WHOLLY)),)
        return expected_force(officers(), plan(**{"cycle": cycle, "waves": waves, **changes}), MONTHS)

    return follow


def same(one: OfficerPath, other: OfficerPath) -> bool:
    return np.array_equal(one.stocks, other.stocks) and np.array_equal(one.flows, other.flows)


def waiting(path: OfficerPath) -> np.ndarray:
    return path.flow("waiting").sum(axis=(1, 2, 3, 4))


def examined(path: OfficerPath) -> np.ndarray:
    return path.flow("examined").sum(axis=(1, 2, 3, 4))


def test_the_calendar_of_a_cycle(law_cycle) -> None:
    cycle = law_cycle(first_month=2, last_month=8, pauses=((0, 3), (6, 6)))
    off = NOT_RUNNING
    assert calendar_of(cycle, 11).tolist() == [off, off, 0.0, 0.0, 1.0, 1.0, 0.0, 1.0, 1.0, off, off]
    assert (calendar_of(None, 3) == off).all()
    assert (calendar_of(law_cycle(), 3) == 1.0).all()


def test_nobody_due_is_no_queue() -> None:
    assert share_called(0.0, 5.0) == 1.0
    assert share_called(3.0, None) == 1.0


@pytest.mark.parametrize("exemptions", [Exemptions(), EVERYBODY])
@pytest.mark.parametrize(
    "idle",
    [
        {"capacity_monthly": 1e6},
        {"last_month": MONTHS - 1},
        {"last_month": 10**6, "pauses": ((MONTHS, MONTHS + 5),), "capacity_monthly": 3000.0},
    ],
)
def test_what_does_not_bind_changes_nothing_at_all(
    idle: dict[str, Any], exemptions: Exemptions, law_cycle, followed, examination
) -> None:
    tried = examination(test=WHOLLY, exemptions=exemptions)
    free = followed(law_cycle(examination=tried))
    bound = followed(law_cycle(examination=tried, **idle))
    assert same(bound.path, free.path)
    drawn = (simulate_officers(make_tables(force), MONTHS, seed=4) for force in (bound, free))
    assert same(*drawn)


@pytest.mark.parametrize(
    ("begins", "some_wave", "exemptions"),
    [(0, False, Exemptions()), (0, False, EVERYBODY), (14, False, EVERYBODY), (14, True, Exemptions())],
)
def test_a_cycle_paused_for_good_is_no_cycle_at_all(
    begins: int, some_wave: bool, exemptions: Exemptions, law_cycle, followed, examination
) -> None:
    # without a wave nobody is examined without the cycle, and there are no classes of the effect
    test = WHOLLY if some_wave else replace(WHOLLY, persistence=0.0)
    tried = examination(test=test, exemptions=exemptions)
    never = law_cycle(examination=tried, after_leave_months=12, first_month=begins, pauses=((0, MONTHS - 1),))
    waves: dict[str, Any] = {} if some_wave else {"waves": ()}
    paused, without = followed(never, **waves).path, followed(None, **waves).path
    assert waiting(paused).sum() > 0.0
    assert np.array_equal(paused.stocks, without.stocks)
    for name in FLOWS[:-1]:
        assert np.array_equal(paused.flow(name), without.flow(name)), name


def test_a_cycle_that_begins_later_leaves_the_months_before_alone(law_cycle, followed) -> None:
    later, without = followed(law_cycle(first_month=14, after_leave_months=12)).path, followed(None).path
    assert np.array_equal(later.stocks[:15], without.stocks[:15])
    assert examined(later)[14:].min() > examined(without)[14:].max()


def test_a_cycle_that_begins_spreads_those_in_post_over_its_first_interval(
    law_cycle, examination, officers, plan
) -> None:
    kept = Unfit(dismissed=0.0, demoted=0.0, transferred=1.0)
    nobody_leaves = examination(test=WHOLLY, unfit=kept, exemptions=EVERYBODY, reexamined_share=0.0)
    cycle = law_cycle(examination=nobody_leaves, first_month=0, interval_months=18)
    force = officers(
        exits_yearly=((0, 0.0),), longest_service_years=40, women_leave_yearly=0.0, appointments_yearly=0.0,
        promotions_yearly={},
    )  # fmt: skip
    counted = examined(expected_force(force, plan(cycle=cycle, waves=()), MONTHS).path)
    # without exits and appointments the force is one interval of equal months, but for the last of service
    assert counted[:18] == pytest.approx(np.full(18, counted[:18].mean()), rel=0.03)
    assert counted[:18].sum() == pytest.approx(3000.0, rel=0.03)
    assert counted[18:] == pytest.approx(counted[:6], rel=0.05)


def test_a_cycle_that_ends_calls_nobody_more(law_cycle, followed) -> None:
    waves: dict[str, Any] = {"waves": ()}
    ended, free = (followed(law_cycle(**last), **waves).path for last in ({"last_month": 9}, {}))
    assert np.array_equal(ended.stocks[:11], free.stocks[:11])
    # those who failed by then are examined once more, within three months
    assert examined(ended)[10:13].min() > 0.0
    assert (examined(ended)[13:] == 0.0).all()
    assert (waiting(ended) == 0.0).all()


def test_a_pause_makes_a_queue_and_the_queue_is_called_after_it(law_cycle, followed) -> None:
    paused = followed(law_cycle(pauses=((4, 9),)), waves=()).path
    free = followed(law_cycle(), waves=()).path
    queue = waiting(paused)
    assert (queue[:4] == 0.0).all()
    assert (np.diff(queue[4:10]) > 0.0).all()
    assert (queue[10:] == 0.0).all()
    # some of the queue has left, gone on leave or been appointed meanwhile
    more = examined(paused)[10] - examined(free)[10]
    assert 0.85 * queue[9] < more < queue[9]


def test_no_more_are_called_than_the_capacity(law_cycle, followed, examination) -> None:
    tried = examination(reexamined_share=0.0)
    path = followed(law_cycle(examination=tried, capacity_monthly=40.0), waves=()).path
    assert examined(path) == pytest.approx(np.full(MONTHS, 40.0))
    assert (np.diff(waiting(path)) > 0.0).all()


@given(
    limits=some.lists(some.floats(5.0, 120.0), min_size=2, max_size=2, unique=True),
    pause=some.tuples(some.integers(0, 11), some.integers(0, 11)).map(lambda pair: (min(pair), max(pair))),
    exempt=some.booleans(),
)
@settings(max_examples=12, **FIXTURES_ARE_FUNCTIONS)
def test_more_capacity_never_leaves_more_waiting(
    limits: list[float], pause: tuple[int, int], exempt: bool, law_cycle, followed, examination
) -> None:
    # within the first interval: whoever is examined sooner is due again sooner, and may meet a queue then
    tried = examination(
        unfit=Unfit(dismissed=1.0, demoted=0.0, transferred=0.0),
        reexamined_share=0.0,
        exemptions=Exemptions() if exempt else EVERYBODY,
    )
    less, more = (
        waiting(
            followed(law_cycle(examination=tried, capacity_monthly=limit, pauses=(pause,)), waves=()).path
        )
        for limit in sorted(limits)
    )
    assert (more <= less + 1e-9).all()


def test_everything_wrong_with_a_cycle_is_named(law_cycle, followed) -> None:
    late = law_cycle(first_month=9, last_month=4, pauses=((3, 1), (-1, 2)), capacity_monthly=0.0)
    with pytest.raises(ArgumentError) as caught:
        followed(late)
    text = str(caught.value)
    for part in (
        "cycle.last_month: 4 lies before first_month 9",
        "cycle.pauses[0]: 1 lies before 3",
        "cycle.pauses[1], first month",
        "cycle.capacity_monthly: with 0 officers",
    ):
        assert part in text, text
    for wrong, part in (
        ({"capacity_monthly": -2.0}, "cycle.capacity_monthly"),
        ({"capacity_monthly": float("nan")}, "cycle.capacity_monthly"),
        ({"first_month": MONTHS}, "cycle.first_month: 24 lies behind the last month, 23"),
        ({"first_month": 1.5}, "cycle.first_month"),
    ):
        with pytest.raises(ArgumentError, match=part.replace("[", r"\[")):
            followed(law_cycle(**wrong))
