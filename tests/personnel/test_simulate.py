from __future__ import annotations

from dataclasses import fields, replace

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from senim.personnel import (
    ArgumentError,
    AttestationWave,
    EstablishmentCut,
    Exemptions,
    ForcePath,
    ForcePlan,
    Outcome,
    PayRise,
    PeriodicCycle,
    screen,
    simulate_force,
)

NO_EXEMPTIONS = Exemptions(long_service=False, on_leave=False, new_in_post=False, heads=False)
SHARE = st.floats(0.0, 1.0)
with_fixture = settings(
    deadline=None, max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def one_month(sensitivity=0.5, specificity=0.97, **changes) -> ForcePlan:
    described = {
        "first_month": 0,
        "last_month": 0,
        "sensitivity": sensitivity,
        "specificity": specificity,
        "outcome": Outcome(dismissed=1.0),
        "exemptions": NO_EXEMPTIONS,
    }
    return ForcePlan(waves=(AttestationWave(**{**described, **changes}),))


def cut(size, **changes) -> ForcePlan:
    described = {
        "posts_cut_per_100k": size,
        "first_month": 3,
        "last_month": 11,
        "front_line_share_of_cut": 0.41,
    }
    return ForcePlan(cuts=(EstablishmentCut(**{**described, **changes}),))


def assert_heads_conserved(path: ForcePath) -> None:
    came = path.hires + path.reinstated_problem + path.reinstated_sound
    went = path.exits + path.released + path.dismissed_problem + path.dismissed_sound
    start = path.filled_per_100k[:, :1]
    assert np.allclose(path.filled_per_100k, start + came - went, rtol=0, atol=1e-8)


def test_an_empty_plan_changes_nothing(many_forces) -> None:
    path = simulate_force(many_forces(300), ForcePlan())
    for name in ("filled_per_100k", "front_line_per_100k", "prevalence"):
        series = getattr(path, name)
        assert np.allclose(series, series[:, :1], rtol=1e-9, atol=0), name
    assert np.allclose(path.hires[:, -1], path.exits[:, -1], rtol=1e-9)
    assert not path.examined.any()
    assert np.abs(path.released).max() < 1e-9


def test_heads_are_conserved_and_nothing_is_negative(many_forces, full_plan) -> None:
    path = simulate_force(many_forces(300), full_plan)
    assert_heads_conserved(path)
    for item in fields(path):
        assert np.isfinite(getattr(path, item.name)).all(), item.name
        assert (getattr(path, item.name) >= -1e-9).all(), item.name
    assert (path.prevalence <= 1).all()
    assert (path.released[:, -1] > 0).any()
    assert (path.reinstated_sound[:, -1] > 0).all()


@with_fixture
@given(p=SHARE, sens=SHARE, spec=SHARE, scope=SHARE, dismissed=SHARE, visible=SHARE)
def test_one_wave_alone_is_a_screening(closed_force, p, sens, spec, scope, dismissed, visible) -> None:
    force = closed_force(prevalence=p, recruit_prevalence=p, visible_share=visible)
    outcome = Outcome(dismissed=dismissed, demoted=1 - dismissed)
    path = simulate_force(force, one_month(sens, spec, scope=scope, outcome=outcome), 1)
    wave = screen(p, sens, spec, scope, removed=dismissed)
    start = path.filled_per_100k[0, 0]
    assert path.dismissed_problem[0, 1] / start == pytest.approx(wave.problem_removed, abs=1e-12)
    assert path.dismissed_sound[0, 1] / start == pytest.approx(wave.sound_removed, abs=1e-12)
    assert (path.unfit_problem + path.unfit_sound)[0, 1] / start == pytest.approx(
        wave.failed_share, abs=1e-12
    )
    if wave.problem_removed + wave.sound_removed < 0.999:
        assert path.prevalence[0, 1] == pytest.approx(wave.prevalence_after, abs=1e-12)


def test_one_wave_in_a_living_force_dismisses_like_a_screening(force) -> None:
    path = simulate_force(force(), one_month(), 24)
    wave = screen(0.10, 0.5, 0.97, 1.0)
    start = path.filled_per_100k[0, 0]
    assert path.dismissed_problem[0, 1:] / start == pytest.approx(wave.problem_removed, abs=1e-12)
    assert path.dismissed_sound[0, -1] / start == pytest.approx(wave.sound_removed, abs=1e-12)


def test_spreading_a_wave_over_months_examines_everyone_once(closed_force) -> None:
    path = simulate_force(closed_force(), one_month(last_month=8), 12)
    at_once = simulate_force(closed_force(), one_month(), 12)
    start = path.filled_per_100k[0, 0]
    assert path.examined[0, 1:10] / start == pytest.approx(np.arange(1, 10) / 9)
    assert path.dismissed_problem[0, -1] == pytest.approx(at_once.dismissed_problem[0, -1], rel=1e-12)
    assert path.prevalence[0, -1] == pytest.approx(at_once.prevalence[0, -1], rel=1e-12)


def test_reinstated_officers_return_after_the_lag(closed_force) -> None:
    outcome = Outcome(dismissed=1.0, reinstated_sound=0.4, reinstated_problem=0.4, reinstatement_lag_months=5)
    path = simulate_force(closed_force(), one_month(outcome=outcome), 12)
    assert path.reinstated_problem[0, 5] == 0
    assert path.prevalence[0, 6] == pytest.approx(
        screen(0.1, 0.5, 0.97, 1.0, reinstated=0.4).prevalence_after
    )
    assert path.sound_per_problem()[0] == pytest.approx(0.54)


def test_exemptions_cover_whom_the_law_names(force) -> None:
    officers = force(leave_share_of_women=0.2, women_share=0.5)

    def share(**held: bool) -> float:
        everyone = dict.fromkeys(("long_service", "on_leave", "new_in_post", "heads"), False)
        path = simulate_force(officers, one_month(exemptions=Exemptions(**{**everyone, **held})), 1)
        return float(path.examined[0, 1] / path.filled_per_100k[0, 0])

    assert share() == pytest.approx(1.0)
    assert share(long_service=True) == pytest.approx(1 - 0.18)
    assert share(heads=True) == pytest.approx(1 - 0.01)
    assert share(new_in_post=True) < 1 - 0.08
    # half are women, a fifth of them on leave of 18 months, then protected for 9 more
    established = 1 - 0.18 - (1 - (share(new_in_post=True) / 0.92))
    assert share(on_leave=True) == pytest.approx(1 - established * 0.5 * 0.2 * 27 / 18)


def test_a_second_wave_finds_fewer_where_problems_stay_hidden(closed_force) -> None:
    wave = one_month(0.4, 1.0).waves[0]
    plan = ForcePlan(waves=(wave, replace(wave, first_month=1, last_month=1)))
    removed = {}
    for visible in (0.5, 1.0):
        path = simulate_force(closed_force(visible_share=visible), plan, 2)
        removed[visible] = np.diff(path.dismissed_problem[0])
    assert removed[0.5][0] == pytest.approx(removed[1.0][0])
    assert removed[1.0][1] == pytest.approx(removed[1.0][0] * 0.6)
    assert removed[0.5][1] == pytest.approx(removed[0.5][0] * 0.2)


def test_a_blind_test_that_fails_nobody_changes_nothing(many_forces) -> None:
    force = many_forces(50)
    path, idle = simulate_force(force, one_month(0.0, 1.0)), simulate_force(force, ForcePlan())
    assert not path.dismissed_problem.any()
    assert not path.dismissed_sound.any()
    assert np.array_equal(path.prevalence, idle.prevalence)


def test_relabelling_sound_and_problem_mirrors_the_path(many_forces, full_plan) -> None:
    force = replace(many_forces(50), visible_share=1.0)
    mirror = replace(force, prevalence=1 - force.prevalence, recruit_prevalence=1 - force.recruit_prevalence)
    wave = full_plan.waves[0]
    swapped_outcome = replace(wave.outcome, reinstated_sound=0.2, reinstated_problem=0.4)
    swapped = replace(wave, sensitivity=1 - 0.97, specificity=1 - 0.4, outcome=swapped_outcome)
    path = simulate_force(force, full_plan)
    reflected = simulate_force(mirror, replace(full_plan, waves=(swapped,)))
    assert np.allclose(path.prevalence, 1 - reflected.prevalence, atol=1e-9)
    assert np.allclose(path.filled_per_100k, reflected.filled_per_100k, rtol=1e-9)
    assert np.allclose(path.dismissed_problem, reflected.dismissed_sound, atol=1e-9)


@with_fixture
@given(size=st.floats(0.0, 100.0), more=st.floats(0.0, 20.0))
def test_a_larger_cut_leaves_fewer_officers(force, size: float, more: float) -> None:
    small = simulate_force(force(), cut(size), 60)
    large = simulate_force(force(), cut(size + more), 60)
    assert (large.filled_per_100k <= small.filled_per_100k + 1e-9).all()
    assert (large.front_line <= small.front_line + 1e-9).all()


def test_vacant_posts_go_first(force) -> None:
    vacant = 471.0 * 0.06
    # 6 % of each unit is vacant: a cut of that shape and size costs nobody the post
    shape = {"front_line_share_of_cut": 0.35, "first_month": 0, "last_month": 0}
    spared = simulate_force(force(), cut(vacant, **shape), 1)
    assert spared.filled_per_100k[0, 1] == pytest.approx(spared.filled_per_100k[0, 0])
    assert spared.vacancies_per_100k[0, 1] == pytest.approx(0, abs=1e-9)
    struck = simulate_force(force(), cut(vacant, vacant_first=0.0, **shape), 1)
    assert struck.released[0, 1] == pytest.approx(vacant)
    assert struck.vacancies_per_100k[0, 1] == pytest.approx(vacant)


def test_the_cut_does_not_choose_by_integrity(force) -> None:
    path = simulate_force(force(recruit_prevalence=0.10), cut(100.0), 60)
    assert path.prevalence[0] == pytest.approx(0.10, rel=1e-9)


def test_posts_added_are_filled_in_time(force) -> None:
    path = simulate_force(force(), cut(-30.0), 120)
    assert path.filled_per_100k[0, -1] == pytest.approx(471 * 0.94 + 30, rel=2e-3)
    assert path.filled_per_100k[0, 12] < 471 * 0.94 + 20


def test_vacancies_of_a_wave_are_filled_after_the_training(force) -> None:
    path = simulate_force(force(training_months=6), one_month(0.5, 0.9), 120)
    assert (np.diff(path.hires[0])[:6] <= np.diff(path.hires[0])[0] * (1 + 1e-9)).all()
    assert np.diff(path.hires[0])[7] > 1.2 * np.diff(path.hires[0])[0]
    assert path.filled[0, -1] == pytest.approx(1.0, abs=2e-3)
    usual = path.hires[0, 1]
    assert np.diff(path.hires[0]).max() <= 1.5 * usual * (1 + 1e-9)


def test_removed_problem_officers_come_back_with_time(force) -> None:
    path = simulate_force(force(), one_month(), 120)
    assert path.prevalence[0, 1] < path.prevalence[0, 60] < path.prevalence[0, -1] < 0.10


def test_pay_keeps_people(force) -> None:
    raised = simulate_force(force(), ForcePlan(pay_rises=(PayRise(first_month=6, wage_ratio=1.4),)), 60)
    idle = simulate_force(force(), ForcePlan(), 60)
    assert raised.exits[0, 6] == idle.exits[0, 6]
    monthly = np.diff(raised.exits[0])
    assert monthly[6] == pytest.approx(monthly[5] * 1.4**-0.5, rel=1e-6)
    ended = ForcePlan(pay_rises=(PayRise(first_month=6, wage_ratio=1.4, last_month=17),))
    assert np.diff(simulate_force(force(), ended, 60).exits[0])[18] > monthly[18] * 1.1


def test_people_leave_ahead_of_a_wave(force) -> None:
    plan = one_month(first_month=12, last_month=12, anticipation_multiple=3.0, anticipation_months=4)
    monthly = np.diff(simulate_force(force(), plan, 24).exits[0])
    assert monthly[7] == pytest.approx(monthly[0], rel=1e-9)
    assert monthly[8] == pytest.approx(3 * monthly[0], rel=1e-9)
    choosy = replace(plan.waves[0], anticipation_multiple_problem=6.0)
    with_problem = simulate_force(force(), ForcePlan(waves=(choosy,)), 24)
    assert with_problem.prevalence[0, 12] < simulate_force(force(), plan, 24).prevalence[0, 12]
    mad = replace(plan.waves[0], anticipation_multiple=1e4)
    with pytest.raises(ArgumentError, match="more people would leave"):
        simulate_force(force(), ForcePlan(waves=(mad,)), 24)


def test_the_periodic_clock_examines_a_share_of_the_due(closed_force) -> None:
    clock = PeriodicCycle(
        first_month=2,
        last_month=4,
        sensitivity=0.0,
        specificity=1.0,
        outcome=Outcome(dismissed=1.0),
        interval_months=36,
    )
    path = simulate_force(closed_force(), ForcePlan(cycle=clock), 12)
    assert np.diff(path.examined[0] / path.filled_per_100k[0, 0])[[1, 2, 4, 5]] == pytest.approx(
        [0, 1 / 36, 1 / 36, 0]
    )


def counted_by_clock(closed_force, capacity: float | None, months: int = 60) -> np.ndarray:
    clock = PeriodicCycle(
        first_month=0,
        sensitivity=0.0,
        specificity=1.0,
        outcome=Outcome(dismissed=1.0),
        interval_months=36,
        capacity_monthly_per_100k=capacity,
    )
    path = simulate_force(closed_force(), ForcePlan(cycle=clock), months)
    return np.diff(path.examined[0])


def test_the_periodic_clock_calls_no_more_than_its_capacity(closed_force) -> None:
    free = counted_by_clock(closed_force, None)
    assert counted_by_clock(closed_force, 1e5) == pytest.approx(free, rel=1e-12)
    bound = counted_by_clock(closed_force, free[0] / 2.0)
    assert bound == pytest.approx(np.full(60, free[0] / 2.0))
    for wrong in (0.0, -1.0):
        with pytest.raises(ArgumentError, match="capacity_monthly_per_100k"):
            counted_by_clock(closed_force, wrong)


def test_officers_who_waited_for_the_periodic_clock_are_called_once_there_is_room(closed_force) -> None:
    free = counted_by_clock(closed_force, None)
    # in a force that nobody leaves the queue settles where as many become due as are called
    almost = counted_by_clock(closed_force, 0.99 * free[0], 400)
    assert almost == pytest.approx(np.full(400, 0.99 * free[0]))


def test_results_do_not_depend_on_the_chunk(many_forces, full_plan) -> None:
    whole = simulate_force(many_forces(50), full_plan, 40, chunk=50)
    parts = simulate_force(many_forces(50), full_plan, 40, chunk=7)
    for item in fields(whole):
        # a lone draw is summed in another order: the last bits may differ
        assert np.allclose(getattr(whole, item.name), getattr(parts, item.name), rtol=1e-12, atol=1e-10), (
            item.name
        )


def test_a_draw_alone_is_the_same_as_among_others(many_forces, full_plan) -> None:
    many = many_forces(20)
    alone = replace(
        many,
        **{
            item.name: float(getattr(many, item.name)[7])
            for item in fields(many)
            if np.ndim(getattr(many, item.name)) == 1
        },
    )
    assert np.allclose(
        simulate_force(many, full_plan, 40).prevalence[7],
        simulate_force(alone, full_plan, 40).prevalence[0],
        rtol=1e-12,
    )


def test_years_and_rates(force, full_plan) -> None:
    path = simulate_force(force(), full_plan, 30)
    assert path.yearly_mean("prevalence").shape == (1, 2)
    assert path.yearly_mean("filled")[0, 1] == pytest.approx(path.filled[0, 13:25].mean())
    assert path.year_end("hires")[0].tolist() == path.hires[0, [12, 24]].tolist()
    assert path.per_thousand_officers("exits")[0, 1] == pytest.approx(
        1000 * path.exits[0, 1] / path.filled_per_100k[0, 0]
    )
    with pytest.raises(ArgumentError, match="ratio"):
        path.per_thousand_officers("prevalence")
