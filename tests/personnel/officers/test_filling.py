"""Posts, recruits, promotions and releases in expected values; every figure is made up."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from senim.arguments import ArgumentError
from senim.personnel.officers.expected import ExpectedForce, expected_force
from senim.personnel.officers.filling import Recruiting, most_recruits
from senim.personnel.officers.grid import RANKS
from senim.personnel.officers.levers import Unfit
from senim.personnel.officers.staffing import (
    Applicants,
    CapacityChange,
    Hiring,
    PayRise,
    PostsCut,
    Schools,
    StaffingPlan,
)

MONTHS = 48
VACANT = {"patrol": 0.05, "investigation": 0.05, "headquarters": 0.05}


def make_cut(**changes: Any) -> PostsCut:
    described: dict[str, Any] = {
        "posts": 300.0,
        "first_month": 6,
        "last_month": 11,
        "by_unit": {"patrol": 0.5, "investigation": 0.2, "headquarters": 0.3},
    }
    return PostsCut(**{**described, **changes})


def make_hiring(**changes: Any) -> Hiring:
    return Hiring(**{"vacancy_fill_monthly": 0.1, "training_months": 6, **changes})


def staffing(**changes: Any) -> StaffingPlan:
    return StaffingPlan(**{"cuts": (make_cut(),), "hiring": make_hiring(), **changes})


@pytest.fixture
def followed(officers, plan):
    def act(
        staffing: StaffingPlan,
        waves: tuple[Any, ...] = (),
        months: int = MONTHS,
        attestation: dict[str, Any] | None = None,
        **force: Any,
    ) -> ExpectedForce:
        described = {"vacancy_rates": VACANT, **force}
        done = plan(waves=waves, effect_classes=1, **(attestation or {}))
        return expected_force(officers(**described), done, months, staffing=staffing)

    return act


def test_hiring_alone_keeps_the_steady_state(followed) -> None:
    path = followed(staffing(cuts=())).path
    np.testing.assert_allclose(path.stocks, np.broadcast_to(path.stocks[0], path.stocks.shape), atol=1e-9)
    np.testing.assert_allclose(1.0 - path.officers[0] / path.posts[0].sum(), 0.05)


def test_vacant_posts_go_first_and_cost_nobody(followed) -> None:
    vacant = 3000 / 0.95 * 0.05
    small = followed(
        staffing(cuts=(make_cut(posts=0.8 * vacant, by_unit=dict.fromkeys(VACANT, 1 / 3)),))
    ).path
    assert small.posts[-1].sum() == pytest.approx(small.posts[0].sum() - 0.8 * vacant)
    large = followed(staffing()).path
    assert large.flow("released").sum() > 1.0
    assert large.officers[-1] == pytest.approx(large.officers[0] - (300.0 - vacant), rel=0.01)
    filled = followed(staffing(cuts=(make_cut(vacant_first=0.0),))).path
    assert filled.officers[-1] == pytest.approx(filled.officers[0] - 300.0, rel=0.01)


@pytest.mark.parametrize("vacant_first", [0.0, 1.0])
def test_nobody_is_hired_and_released_at_once(vacant_first: float, followed) -> None:
    path = followed(staffing(cuts=(make_cut(vacant_first=vacant_first, posts=600.0),))).path
    by_unit = {name: path.flow(name).sum(axis=(1, 3, 4))[6:12] for name in ("hired", "released")}
    assert by_unit["released"].sum() > 1.0
    # posts are cut by rank group too, so a unit type may release a few from one and fill another
    both = np.minimum(by_unit["hired"], by_unit["released"]).sum()
    assert both < 0.01 * by_unit["released"].sum()


def test_capacity_changes_while_it_is_said_to(followed) -> None:
    hiring = make_hiring(
        training_months=1,
        capacity=1.0,
        capacity_changes=(CapacityChange(first_month=3, multiple=0.5, last_month=5),),
    )
    hired = followed(staffing(cuts=(), hiring=hiring), months=12).path.flow("hired").sum(axis=(1, 2, 3, 4))
    usual = hired[0]
    # ordered in a month, at work in the next
    np.testing.assert_allclose(hired[:9] / usual, [1, 1, 1, 1, 0.5, 0.5, 0.5, 1, 1], rtol=1e-6)


def test_releases_stay_within_the_months_of_the_cut_and_spare_those_on_leave(followed) -> None:
    path = followed(staffing(cuts=(make_cut(vacant_first=0.0, posts=900.0),))).path
    monthly = path.flow("released").sum(axis=(1, 2, 3, 4))
    assert (monthly[6:12] > 1.0).all()
    assert monthly[:6].sum() == monthly[12:].sum() == 0.0


def test_nobody_is_promoted_into_a_post_that_was_cut(followed) -> None:
    cut = make_cut(by_rank={"middle": 1.0}, posts=150.0, vacant_first=0.0)
    done = followed(staffing(cuts=(cut,)), recruits_by_rank={"rank_and_file": 1.0})
    after = done.path.stocks[12:, :, RANKS.index("middle")].sum(axis=(1, 3, 4))
    assert (after <= done.path.posts[12:, RANKS.index("middle")] * 1.002).all()
    below = done.timeline.promotions[6:20].reshape(14, len(RANKS), -1)[:, RANKS.index("rank_and_file")]
    assert below.min() < 0.9
    assert (done.timeline.promotions[:6] == 1.0).all()


def test_a_schedule_says_when_posts_go(followed) -> None:
    cut = make_cut(schedule=(0.0, 0.0, 0.5, 0.0, 0.0, 0.5))
    posts = followed(staffing(cuts=(cut,))).path.posts.sum(axis=(1, 2))
    np.testing.assert_allclose(-np.diff(posts)[6:12], [0, 0, 150, 0, 0, 150], atol=1e-9)


@pytest.mark.parametrize("subordinates", [1.0, 3.0, 50.0])
def test_a_span_of_control_takes_supervisors_first(subordinates: float, followed) -> None:
    posts = followed(staffing(cuts=(make_cut(subordinates=subordinates),))).path.posts
    before, after = (at[0] / at[1:].sum(axis=0) for at in (posts[0], posts[-1]))
    for was, now in zip(before, after, strict=True):
        assert now == pytest.approx(was) if was >= subordinates else was < now <= subordinates + 1e-9


def test_recruits_come_after_their_training(followed) -> None:
    wanted = staffing(
        cuts=(), pay_rises=(PayRise(first_month=4, ratios={"patrol": 2.0}),), exit_wage_elasticity=1.0
    )
    hired = followed(wanted).path.flow("hired").sum(axis=(1, 2, 3, 4))
    # fewer leave from month 4 on, so fewer are ordered then and start six months later
    np.testing.assert_allclose(hired[:10], hired[0], rtol=1e-9)
    assert hired[10] < 0.9 * hired[0]


def test_pay_keeps_officers(followed) -> None:
    rise = PayRise(first_month=4, ratios={"patrol": 1.65, "investigation": 1.55}, last_month=15)
    path = followed(staffing(cuts=(), pay_rises=(rise,), exit_wage_elasticity=0.5)).path
    left = path.flow("left").sum(axis=(1, 3, 4))
    np.testing.assert_allclose(left[4] / left[3], [1.65**-0.5, 1.55**-0.5, 1.0], rtol=0.05)
    assert left[16, 0] == pytest.approx(left[3, 0], rel=0.1)


@pytest.mark.parametrize("problem", [None, 3.0])
def test_officers_leave_before_a_wave(problem: float | None, followed, wave) -> None:
    coming = wave(
        first_month=8,
        last_month=10,
        anticipation_months=3,
        anticipation_multiple=2.0,
        anticipation_multiple_problem=problem,
    )
    usual, path = (
        followed(StaffingPlan(), waves=waves, months=12, turning_yearly=0.0, mending_yearly=0.0).path
        for waves in ((), (coming,))
    )
    ratio = path.flow("left")[5].sum(axis=(0, 1, 2)) / usual.flow("left")[5].sum(axis=(0, 1, 2))
    expected = 2.0 if problem is None else problem
    # those with 20 years are exempt and stay
    assert 1.5 < ratio[0] <= 2.0
    assert 1.0 + 0.5 * (expected - 1.0) < ratio[1] <= expected
    np.testing.assert_allclose(path.flow("left")[:5], usual.flow("left")[:5], atol=1e-12)


def test_fewer_schools_take_fewer_recruits(followed) -> None:
    usual = followed(staffing(cuts=())).path.flow("hired")[0].sum()
    schools = Schools(schools=12, places_yearly=usual * 1.2, closures=((12, 5),))
    hired = followed(staffing(cuts=(), hiring=make_hiring(schools=schools))).path.flow("hired")
    monthly = hired.sum(axis=(1, 2, 3, 4))
    np.testing.assert_allclose(monthly[20:], usual * 1.2 * 5 / 12, rtol=1e-6)


def test_applicants_follow_pay() -> None:
    who = Applicants(graduates_yearly=20_000, propensity=0.1, accepted=0.5, wage_elasticity=2.0)
    hiring = make_hiring(applicants=who)
    assert most_recruits(hiring, 1.0, 0) == pytest.approx(1000 / 12)
    assert most_recruits(hiring, 2.0, 0) == pytest.approx(4000 / 12)
    assert most_recruits(hiring, 100.0, 0) == pytest.approx(10_000 / 12)
    assert most_recruits(make_hiring(), 1.0, 0) == np.inf


@pytest.mark.parametrize("training", [1, 3])
def test_recruits_who_find_no_post_wait(training: int) -> None:
    usual = np.array([10.0])
    recruiting = Recruiting(make_hiring(training_months=training, vacancy_fill_monthly=0.0), usual, usual)
    assert recruiting.start(np.array([4.0]))[0] == 4.0
    recruiting.order(usual, np.array([100.0]), np.array([100.0]), 1.0, 0)
    assert recruiting.start(np.array([50.0]))[0] == 16.0


def test_a_wave_of_exits_is_replaced_once(followed, wave, examination) -> None:
    nobody_dismissed = examination(unfit=Unfit(dismissed=0.0, demoted=0.5, transferred=0.5))
    coming = wave(
        first_month=8,
        last_month=8,
        anticipation_months=2,
        anticipation_multiple=3.0,
        examination=nobody_dismissed,
    )
    path = followed(staffing(cuts=()), waves=(coming,), months=60, attestation={"cycle": None}).path
    short = path.officers[0] - path.officers
    assert short[8] > 20.0
    assert short[-1] < 0.1 * short[8]
    assert short.min() > -0.1 * short[8]


def test_too_few_applicants_for_the_steady_state_are_refused(followed) -> None:
    who = Applicants(graduates_yearly=100, propensity=0.1, accepted=0.5)
    with pytest.raises(ArgumentError, match=r"staffing\.hiring.*the steady state needs"):
        followed(staffing(hiring=make_hiring(applicants=who)))


def test_everybody_is_accounted_for(followed, wave) -> None:
    path = followed(staffing(), waves=(wave(anticipation_months=3, anticipation_multiple=2.0),)).path
    flow = {
        name: path.flow(name).sum(axis=(1, 2, 3, 4))
        for name in ("hired", "reinstated", "left", "dismissed", "released")
    }
    change = flow["hired"] + flow["reinstated"] - flow["left"] - flow["dismissed"] - flow["released"]
    np.testing.assert_allclose(np.diff(path.officers), change, atol=1e-8)
