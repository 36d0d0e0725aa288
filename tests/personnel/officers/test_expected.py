"""What must be so whatever the figures are."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import numpy as np
import pytest

from senim.arguments import ArgumentError
from senim.personnel.officers.expected import expected_force
from senim.personnel.officers.grid import RANKS
from senim.personnel.officers.levers import LawCycle, Scope, Unfit
from senim.personnel.officers.path import OfficerPath
from senim.personnel.officers.score import scored_test
from senim.personnel.plan import Exemptions

NOBODY = Exemptions(long_service=False, on_leave=False, new_in_post=False, heads=False)


def total(path: OfficerPath, flow: str) -> float:
    return float(path.flow(flow).sum())


@pytest.mark.parametrize("with_cycle", [True, False])
def test_without_a_wave_the_steady_state_stays(with_cycle: bool, officers, plan) -> None:
    done = plan(waves=()) if with_cycle else plan(waves=(), cycle=None)
    path = expected_force(officers(), done, 60, monthly_tenure=True).path
    assert path.officers[0] == pytest.approx(3000.0)
    assert np.abs(path.stocks - path.stocks[0]).max() < 1e-10
    assert np.abs(path.flows - path.flows[0]).max() < 1e-10
    assert (total(path, "examined") > 0.0) == with_cycle


@pytest.mark.parametrize("exempt", [True, False])
def test_a_wave_for_nobody_does_nothing(exempt: bool, officers, plan, wave, examination) -> None:
    tried = examination() if exempt else examination(exemptions=NOBODY)
    nobody = wave(scope=Scope(share=0.0), examination=tried)
    force = officers(longest_service_years=24)
    without, with_it = (
        expected_force(force, plan(waves=waves, effect_classes=1), 24).path for waves in ((), (nobody,))
    )
    assert np.abs(with_it.stocks - without.stocks).max() < 1e-9
    assert np.abs(with_it.flows - without.flows).max() < 1e-9


def test_a_wave_of_heads_who_are_exempt_examines_nobody(officers, plan, wave) -> None:
    path = expected_force(officers(), plan(cycle=None, waves=(wave(scope=Scope(ranks=("head",))),)), 12).path
    assert total(path, "examined") == 0.0


def test_a_force_of_long_service_only_is_exempt_as_far_as_the_switch_says(
    officers, plan, wave, examination
) -> None:
    found = {}
    for holds in (True, False):
        tried = examination(exemptions=Exemptions(long_service=holds, heads=False))
        path = expected_force(officers(), plan(cycle=None, waves=(wave(examination=tried),)), 12).path
        found[holds] = path.flow("examined").sum()
        by_service = path.stocks[3].sum(axis=(1, 2, 3, 4))
    long_service = by_service[20:].sum()
    assert 0.5 * long_service < found[False] - found[True] < long_service


@pytest.mark.parametrize("switch", ["on_leave", "new_in_post", "heads", "long_service"])
def test_each_exemption_keeps_some_from_a_wave(switch: str, officers, plan, wave, examination) -> None:
    counted = [
        total(
            expected_force(
                officers(), plan(waves=(wave(examination=examination(exemptions=exemptions)),)), 12
            ).path,
            "examined",
        )
        for exemptions in (Exemptions(), replace(Exemptions(), **{switch: False}))
    ]
    assert counted[1] > counted[0] + 1.0


def test_with_a_wholly_persistent_effect_a_second_wave_removes_nobody_new(
    officers, plan, wave, examination
) -> None:
    tried = examination(
        test=scored_test(
            specificity=0.95, competence_sensitivity=0.5, integrity_sensitivity=0.3, persistence=1.0
        ),
        unfit=Unfit(dismissed=1.0, demoted=0.0, transferred=0.0),
        exemptions=NOBODY,
        reexamined_share=0.0,
    )
    # nobody changes and nobody comes between the waves but recruits, who are left out by unit
    force = officers(
        learning_yearly=0.0,
        turning_yearly=0.0,
        mending_yearly=0.0,
        women_leave_yearly=0.0,
        recruits_women=0.0,
    )
    both = (
        wave(first_month=0, last_month=0, examination=tried),
        wave(first_month=1, last_month=1, examination=tried),
    )
    path = expected_force(force, plan(cycle=None, waves=both), 3).path
    first, second = path.flow("dismissed").sum(axis=(1, 2, 3, 4))[:2]
    recruits = path.flow("hired")[0].sum(axis=(0, 1, 2))
    assert first > 100.0
    assert second == pytest.approx(recruits @ tried.test.fail_rates(), rel=1e-9)


def test_with_no_persistence_it_removes_the_same_share(officers, plan, wave, examination) -> None:
    tried = examination(
        test=scored_test(
            specificity=0.95, competence_sensitivity=0.5, integrity_sensitivity=0.3, persistence=0.0
        ),
        exemptions=NOBODY,
        reexamined_share=0.0,
    )
    both = tuple(wave(first_month=month, last_month=month, examination=tried) for month in (0, 1))
    path = expected_force(officers(), plan(cycle=None, waves=both), 3).path
    examined = path.flow("examined").sum(axis=(1, 2, 3))
    assert np.allclose(
        path.flow("unfit").sum(axis=(1, 2, 3))[:2] / examined[:2], tried.test.fail_rates(), rtol=1e-9
    )


def test_capacity_is_never_exceeded_and_the_rest_are_told(officers, plan, wave) -> None:
    small = wave(capacity_monthly=50.0)
    path = expected_force(officers(), plan(cycle=None, waves=(small,)), 12).path
    examined = path.flow("examined").sum(axis=(1, 2, 3, 4))
    assert examined[3] == pytest.approx(50.0)
    # later months lose those who left or are exempt by now, and win those examined once more
    assert (path.flow("re_examination").sum(axis=(1, 2, 3, 4))[3:9] < 50.0 * 0.2).all()
    assert total(path, "left_out") > 1000.0
    assert total(expected_force(officers(), plan(cycle=None, waves=(wave(),)), 12).path, "left_out") == 0.0


def test_a_wave_reaches_its_scope_and_nobody_else(officers, plan, wave) -> None:
    scope = Scope(ranks=("middle",), units=("investigation",))
    path = expected_force(officers(), plan(cycle=None, waves=(wave(scope=scope),)), 12).path
    examined = path.flow("examined").sum(axis=(0, 3, 4))
    assert examined[RANKS.index("middle"), 1] > 1.0
    examined[RANKS.index("middle"), 1] = 0.0
    assert np.abs(examined).max() == 0.0


def test_flows_hang_together(officers, plan) -> None:
    path = expected_force(officers(), plan(), 60).path
    flow = {name: path.flow(name) for name in ("unfit", "demoted", "transferred", "dismissed")}
    assert np.allclose(flow["unfit"], flow["demoted"] + flow["transferred"] + flow["dismissed"])
    net = (
        sum(path.flow(name) for name in ("hired", "reinstated")) - path.flow("left") - path.flow("dismissed")
    )
    assert np.allclose(np.diff(path.officers), net.sum(axis=(1, 2, 3, 4)), atol=1e-9)
    assert (path.stocks > -1e-9).all()


def test_the_law_examines_a_recruit_after_one_year_and_then_every_three(officers, plan) -> None:
    quiet = officers(
        exits_yearly=((0, 0.0),),
        longest_service_years=25,
        promotions_yearly={},
        appointments_yearly=0.0,
        women_leave_yearly=0.0,
        officers=300,
    )
    nothing = LawCycle(
        examination=plan().cycle.examination.__class__(
            test=plan().cycle.examination.test, unfit=Unfit(dismissed=0.0, demoted=0.0, transferred=1.0)
        )
    )
    path = expected_force(quiet, plan(waves=(), cycle=nothing), 1).path
    # one recruit a month; examined in months 12, 48, 84, 120, 156, 192 and 228 of service, not at 264
    assert total(path, "hired") == pytest.approx(1.0)
    assert total(path, "examined") == pytest.approx(7.0)


def test_the_order_of_waves_does_not_matter(officers, plan) -> None:
    done = plan()
    one = expected_force(officers(), done, 24).path
    other = expected_force(officers(), replace(done, waves=done.waves[::-1]), 24).path
    assert np.allclose(one.stocks, other.stocks, atol=1e-8)


def test_twice_the_officers_are_twice_everything(officers, plan) -> None:
    done = plan(waves=plan().waves[1:])
    one, two = (expected_force(officers(officers=count), done, 24).path for count in (3000, 6000))
    assert np.allclose(two.stocks, 2.0 * one.stocks)
    assert np.allclose(two.flows, 2.0 * one.flows)


@pytest.mark.parametrize("wrong", ["flow", "quality"])
def test_a_name_that_does_not_exist_is_refused(wrong: str, officers, plan) -> None:
    path = expected_force(officers(longest_service_years=3), plan(waves=()), 2).path
    with pytest.raises(ArgumentError, match="unknown: 'fired'"):
        path.flow("fired") if wrong == "flow" else path.share_with("fired")


def test_the_start_is_the_first_stock_and_everybody_waits_once_at_most(officers, plan) -> None:
    expected = expected_force(officers(), plan(), 12, monthly_tenure=True)
    start = expected.at_start()
    assert start.everyone.sum() == pytest.approx(3000)
    by_service = expected.path.stocks[0].sum(axis=(1, 2, 3, 4))
    np.testing.assert_allclose(start.everyone.sum(axis=(1, 2)), by_service)
    waiting = sum(start.calendar.values())
    assert (waiting <= start.active + 1e-9).all()
    assert waiting.sum() > 0.8 * start.active.sum()


def test_threads_change_nothing(officers, plan, wave) -> None:
    forces = [officers(appointments_yearly=0.03 + 0.01 * place) for place in range(4)]
    done = plan(waves=(wave(),))
    alone = [expected_force(force, done, 18).path for force in forces]
    with ThreadPoolExecutor(3) as pool:
        together = list(pool.map(lambda force: expected_force(force, done, 18).path, forces))
    for one, other in zip(alone, together, strict=True):
        np.testing.assert_array_equal(one.stocks, other.stocks)
        np.testing.assert_array_equal(one.flows, other.flows)


def test_years_are_sums_of_months(officers, plan) -> None:
    force = officers()
    by_month = expected_force(force, plan(), 12, monthly_tenure=True).path.stocks
    by_year = expected_force(force, plan(), 12).path.stocks
    summed = np.add.reduceat(by_month, np.arange(0, by_month.shape[1], 12), axis=1)
    np.testing.assert_allclose(summed, by_year, rtol=1e-10, atol=1e-12)
