"""Who is on the list of a wave, and what it does to groups."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from senim.personnel import ArgumentError, Exemptions
from senim.personnel.officers import (
    AttestationPlan,
    Examination,
    ExtraordinaryWave,
    LawCycle,
    OfficerForce,
    Scope,
    Unfit,
    expected_force,
    make_tables,
    scored_test,
    simulate_officers,
)
from senim.personnel.wave_list import REASONS, results_by_group, wave_list
from senim.personnel.wave_steps import wave_steps

FORCE = OfficerForce(
    officers=20_000,
    recruits_by_unit={"patrol": 0.6, "headquarters": 0.4},
    recruits_by_rank={"rank_and_file": 0.9, "head": 0.1},
    recruits_women=0.25,
    recruits_low_competence=0.3,
    recruits_problem=0.1,
    exits_yearly=((0, 0.1), (1, 0.05), (20, 0.2)),
    longest_service_years=26,
    promotions_yearly={"rank_and_file": 0.04},
    appointments_yearly=0.05,
    women_leave_yearly=0.08,
    leave_months=14.0,
    learning_yearly=0.1,
    turning_yearly=0.02,
    mending_yearly=0.0,
)
EXAMINATION = Examination(
    test=scored_test(
        specificity=0.9, competence_sensitivity=0.5, integrity_sensitivity=0.25, persistence=0.6
    ),
    unfit=Unfit(
        dismissed=0.5,
        demoted=0.3,
        transferred=0.2,
        reinstated_sound=0.6,
        reinstated_problem=0.3,
        reinstatement_lag_months=2,
    ),
    reserve_share=0.1,
)
NOBODY = Exemptions(long_service=False, on_leave=False, new_in_post=False, heads=False)


def plan(scope=Scope(), exemptions=Exemptions(), cycle=True, first=0):  # noqa: B008
    """Make a plan with one wave of one month."""
    examination = replace(EXAMINATION, exemptions=exemptions)
    wave = ExtraordinaryWave(first_month=first, last_month=first, examination=examination, scope=scope)
    clock = LawCycle(examination=EXAMINATION) if cycle else None
    return AttestationPlan(cycle=clock, waves=(wave,), effect_classes=2)


@pytest.mark.parametrize("cycle", [True, False])
@pytest.mark.parametrize("exemptions", [Exemptions(), Exemptions(long_service=False, heads=False), NOBODY])
def test_everybody_is_listed_or_has_a_reason_and_nobody_is_out_of_scope(exemptions, cycle):
    waves = wave_list(expected_force(FORCE, plan(exemptions=exemptions, cycle=cycle), 1))
    shares = waves.shares()
    assert list(shares.index) == ["listed", *REASONS]
    assert shares.sum() == pytest.approx(1.0)
    assert (shares >= 0).all()
    assert shares["out_of_scope"] == pytest.approx(0.0, abs=1e-12)
    assert bool(shares["on_leave"] > 0) is exemptions.on_leave


def test_reasons_are_those_that_hold():
    shares = wave_list(expected_force(FORCE, plan(), 1)).shares()
    everybody = wave_list(expected_force(FORCE, plan(exemptions=Exemptions(long_service=False)), 1)).shares()
    assert all(shares[name] > 0.001 for name in REASONS[:5])
    assert everybody["long_service"] == 0.0
    assert everybody["listed"] > shares["listed"]
    heads = wave_list(expected_force(FORCE, plan(scope=Scope(ranks=("head",))), 1)).shares()
    assert heads["listed"] == 0.0


def test_scope_leaves_out_the_rest():
    everybody, patrol, half = (
        wave_list(expected_force(FORCE, plan(scope=scope), 1)).shares()
        for scope in (Scope(), Scope(units=("patrol",)), Scope(units=("patrol",), share=0.5))
    )
    assert 0 < patrol["listed"] < everybody["listed"]
    assert half["listed"] == pytest.approx(patrol["listed"] / 2)
    assert half["out_of_scope"] == pytest.approx(everybody["listed"] - half["listed"])


@pytest.mark.parametrize("exemptions", [Exemptions(), NOBODY])
def test_list_and_failures_are_those_of_the_flow(exemptions):
    expected = expected_force(FORCE, plan(cycle=False, exemptions=exemptions), 1)
    waves = wave_list(expected)
    assert waves.listed.sum() == pytest.approx(expected.path.flow("examined").sum())
    assert waves.unfit.sum() == pytest.approx(expected.path.flow("unfit").sum())
    by_quality = expected.path.flow("examined").sum(axis=(0, 1, 2, 3))
    assert waves.quality_mix() == pytest.approx(by_quality / by_quality.sum())


def test_who_waits_for_a_second_examination_is_on_no_list():
    clock = LawCycle(examination=replace(EXAMINATION, reexamined_share=0.8, reexamination_months=6))
    again = wave_list(expected_force(FORCE, replace(plan(), cycle=clock), 1)).shares()
    never = wave_list(expected_force(FORCE, plan(), 1)).shares()
    assert never["second_examination"] == 0.0
    assert again["second_examination"] > 0.002
    assert again.sum() == pytest.approx(1.0)


def test_with_the_clock_running_a_wave_examines_its_list_and_no_other():
    # nobody returns by a court in this month
    clock = LawCycle(
        examination=replace(EXAMINATION, unfit=Unfit(dismissed=0.5, demoted=0.3, transferred=0.2))
    )
    nobody, some = (
        replace(plan(scope=scope), cycle=clock)
        for scope in (Scope(share=0.0), Scope(ranks=("rank_and_file",)))
    )
    usual = expected_force(FORCE, nobody, 1).path.flow("examined")
    expected = expected_force(FORCE, some, 1)
    examined = expected.path.flow("examined")
    assert examined[:, 0].sum() == pytest.approx(wave_list(expected).listed.sum())
    assert examined[:, 1:].sum() == pytest.approx(usual[:, 1:].sum())


def test_groups_by_chance_agree_with_every_officer_simulated():
    expected = expected_force(FORCE, plan(cycle=False), 1)
    waves = wave_list(expected)
    sexes = np.broadcast_to(expected.rules.grid.sex_of(), waves.everyone.shape[:2])
    drawn = results_by_group(waves, sexes, 4000, np.random.default_rng(1))
    tables = make_tables(expected)
    paths = [simulate_officers(tables, 1, seed=3, draw=draw) for draw in range(60)]
    for name, flow in (("unfit", "unfit"), ("sound_dismissed", "dismissed"), ("examined", "examined")):
        counted = np.array([path.flow(flow).sum(axis=(0, 1, 2)) for path in paths])
        counted = counted[..., 0] if name == "sound_dismissed" else counted.sum(axis=-1)
        told = drawn.pivot(index="draw", columns="group", values=name).to_numpy()
        error = np.sqrt(counted.var(axis=0, ddof=1) / len(paths) + told.var(axis=0) / len(told))
        assert np.abs(counted.mean(axis=0) - told.mean(axis=0)) == pytest.approx(0.0, abs=4.5 * error.max())
        spread = counted.std(axis=0, ddof=1) / told.std(axis=0)
        assert ((spread > 0.65) & (spread < 1.4)).all()


def test_results_include_those_after_them():
    waves = wave_list(expected_force(FORCE, plan(), 1))
    groups = np.zeros(waves.everyone.shape[:2], dtype=int)
    drawn = results_by_group(waves, groups, 50, np.random.default_rng(2))
    assert (drawn["officers"] == 20_000).all()
    assert (drawn["examined"].between(drawn["unfit"], drawn["officers"])).all()
    assert (drawn["unfit"] > drawn["sound_dismissed"]).all()
    wide = results_by_group(
        waves, groups, 50, np.random.default_rng(2), sound=("sound", "problem", "low_competence")
    )
    assert wide["sound_dismissed"].mean() > drawn["sound_dismissed"].mean()


def test_steps_of_a_wave_add_up():
    path = expected_force(FORCE, plan(cycle=False), 4).path
    steps = wave_steps(path).set_index("step")
    assert steps.loc["examined"].to_numpy() == pytest.approx(
        steps.loc[["fit", "reserve", "unfit"]].sum().to_numpy()
    )
    assert steps.loc["unfit"].to_numpy() == pytest.approx(
        steps.loc[["demoted", "transferred", "dismissed"]].sum().to_numpy()
    )
    back = steps.loc["reinstated"] / steps.loc["dismissed"]
    assert back["sound"] == pytest.approx(0.6)
    assert back["problem"] == pytest.approx(0.3)
    wide = wave_steps(path, sound=("sound", "low_competence")).set_index("step")
    assert wide.loc["examined", "sound"] > steps.loc["examined", "sound"]
    assert wide.sum(axis=1).to_numpy() == pytest.approx(steps.sum(axis=1).to_numpy())


@pytest.mark.parametrize(("place", "first"), [(1, 0), (-1, 0), (0, 2)])
def test_a_wave_that_is_not_there_or_begins_later_is_refused(place, first):
    expected = expected_force(FORCE, plan(first=first), 3)
    with pytest.raises(ArgumentError, match="wave"):
        wave_list(expected, place)
