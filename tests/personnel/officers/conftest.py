"""Forces and plans the tests share; every figure is made up."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from senim.personnel.officers.expected import ExpectedForce, expected_force
from senim.personnel.officers.force import OfficerForce
from senim.personnel.officers.levers import (
    AttestationPlan,
    Examination,
    ExtraordinaryWave,
    LawCycle,
    Scope,
    Unfit,
)
from senim.personnel.officers.score import Commission, scored_test
from senim.personnel.officers.staffing import Hiring, PayRise, PostsCut, Schools, StaffingPlan
from senim.personnel.plan import Exemptions


def make_officers(**changes: Any) -> OfficerForce:
    described: dict[str, Any] = {
        "officers": 3000,
        "recruits_by_unit": {"patrol": 0.4, "investigation": 0.25, "headquarters": 0.35},
        "recruits_by_rank": {"rank_and_file": 0.6, "middle": 0.4},
        "recruits_women": 0.25,
        "recruits_low_competence": 0.3,
        "recruits_problem": 0.08,
        "exits_yearly": ((0, 0.12), (1, 0.06), (20, 0.2)),
        "longest_service_years": 26,
        "promotions_yearly": {"rank_and_file": 0.04, "middle": 0.03, "senior": 0.02},
        "appointments_yearly": 0.07,
        "women_leave_yearly": 0.08,
        "leave_months": 14.0,
        "learning_yearly": 0.1,
        "turning_yearly": 0.02,
        "mending_yearly": 0.03,
        "exit_multiples_by_unit": {"patrol": 1.3},
    }
    return OfficerForce(**{**described, **changes})


def make_examination(**changes: Any) -> Examination:
    described: dict[str, Any] = {
        "test": scored_test(
            specificity=0.9, competence_sensitivity=0.5, integrity_sensitivity=0.25, persistence=0.5
        ),
        "unfit": Unfit(
            dismissed=0.5,
            demoted=0.3,
            transferred=0.2,
            reinstated_sound=0.5,
            reinstated_problem=0.25,
            reinstatement_lag_months=7,
        ),
        "reserve_share": 0.12,
        "reexamined_share": 0.2,
        "reexamination_months": 3,
    }
    return Examination(**{**described, **changes})


def make_wave(**changes: Any) -> ExtraordinaryWave:
    described: dict[str, Any] = {"first_month": 3, "last_month": 8, "examination": make_examination()}
    return ExtraordinaryWave(**{**described, **changes})


def make_plan(**changes: Any) -> AttestationPlan:
    """The cycle, a wave of some with little capacity, and one that exempts nobody."""
    described: dict[str, Any] = {
        "cycle": LawCycle(examination=make_examination(), after_leave_months=9),
        "waves": (
            make_wave(
                scope=Scope(ranks=("middle", "senior"), units=("patrol", "headquarters"), share=0.8),
                capacity_monthly=70.0,
            ),
            make_wave(
                first_month=6,
                last_month=10,
                examination=make_examination(
                    exemptions=Exemptions(long_service=False, on_leave=False, new_in_post=False, heads=False)
                ),
            ),
        ),
        "effect_classes": 2,
    }
    return AttestationPlan(**{**described, **changes})


def random_description(seed: int) -> tuple[OfficerForce, AttestationPlan, StaffingPlan, int]:
    """A force and a plan with every rule set at random."""
    chance = np.random.default_rng(seed)

    def between(low: float, high: float) -> float:
        return float(chance.uniform(low, high))

    def switch() -> bool:
        return bool(chance.random() < 0.5)

    units = ("patrol", "investigation", "prison")[: int(chance.integers(1, 4))]
    shares = chance.dirichlet(np.full(len(units), 4.0))
    shares[-1] = 1.0 - shares[:-1].sum()
    ranks = chance.dirichlet([6.0, 3.0, 1.0])
    force = make_officers(
        officers=60_000,
        recruits_by_unit=dict(zip(units, map(float, shares), strict=True)),
        recruits_by_rank={
            "rank_and_file": float(ranks[0]),
            "middle": float(ranks[1]),
            "senior": float(1.0 - ranks[0] - ranks[1]),
        },
        recruits_women=between(0.05, 0.5),
        recruits_low_competence=between(0.0, 0.5),
        recruits_problem=between(0.0, 0.3),
        exits_yearly=((0, between(0.02, 0.3)), (1, between(0.01, 0.12)), (20, between(0.05, 0.3))),
        longest_service_years=int(chance.integers(21, 33)),
        women_leave_yearly=between(0.0, 0.2),
        leave_months=between(3.0, 24.0),
        learning_yearly=between(0.0, 0.3) * switch(),
        turning_yearly=between(0.0, 0.05) * switch(),
        mending_yearly=between(0.0, 0.1) * switch(),
        exit_multiples_by_unit={units[0]: between(0.5, 1.5)},
        vacancy_rates={unit: between(0.0, 0.1) for unit in units},
    )

    def examination() -> Examination:
        split = chance.dirichlet([2.0, 2.0, 2.0])
        return Examination(
            test=scored_test(
                specificity=between(0.85, 0.99),
                competence_sensitivity=between(0.2, 0.7),
                integrity_sensitivity=between(0.05, 0.4),
                persistence=float(chance.choice([0.0, 0.4, 0.9, 1.0])),
                commission=Commission(
                    sensitivity_shift=between(-0.3, 0.3), specificity_shift=between(-0.3, 0.3)
                ),
            ),
            unfit=Unfit(
                dismissed=float(split[0]),
                demoted=float(split[1]),
                transferred=float(1.0 - split[0] - split[1]),
                reinstated_sound=between(0.0, 0.9),
                reinstated_problem=between(0.0, 0.9),
                reinstatement_lag_months=int(chance.integers(1, 14)),
            ),
            exemptions=Exemptions(
                long_service=switch(), on_leave=switch(), new_in_post=switch(), heads=switch()
            ),
            reserve_share=between(0.0, 0.3),
            reexamined_share=between(0.0, 0.5) * switch(),
            reexamination_months=int(chance.integers(1, 7)),
        )

    waves = []
    for _ in range(int(chance.integers(1, 3))):
        first = int(chance.integers(0, 12))
        waves.append(
            ExtraordinaryWave(
                first_month=first,
                last_month=first + int(chance.integers(0, 8)),
                examination=examination(),
                scope=Scope(
                    ranks=("middle", "senior") if switch() else None,
                    units=units[:1] if switch() else None,
                    share=between(0.3, 1.0),
                ),
                capacity_monthly=between(800.0, 8000.0) if switch() else None,
                anticipation_months=int(chance.integers(0, 7)),
                anticipation_multiple=between(0.8, 2.5),
                anticipation_multiple_problem=between(0.8, 3.0) if switch() else None,
            )
        )
    cycle = LawCycle(
        examination=examination(),
        interval_months=int(chance.integers(12, 40)),
        after_appointment_months=12,
        after_leave_months=int(chance.integers(6, 13)),
    )
    plan = AttestationPlan(
        cycle=cycle if seed % 4 else None,
        waves=tuple(waves),
        effect_classes=2,
    )
    return force, plan, random_staffing(chance, units), 30


def random_limits(seed: int) -> tuple[ExpectedForce, int]:
    """A description with every rule at random, and a cycle with dates, a pause and a capacity at random."""
    force, plan, staffing, months = random_description(seed)
    chance = np.random.default_rng([seed, 1])
    pause = int(chance.integers(2, 20))
    due = float(force.officers) / 36.0
    cycle = replace(
        plan.cycle or LawCycle(examination=plan.waves[0].examination),
        first_month=int(chance.integers(0, 12)) if chance.random() < 0.5 else None,
        last_month=int(chance.integers(20, 28)) if chance.random() < 0.4 else None,
        pauses=((pause, pause + int(chance.integers(0, 5))),) if chance.random() < 0.5 else (),
        capacity_monthly=due * float(chance.uniform(0.2, 1.2)) if chance.random() < 0.7 else None,
    )
    with_staffing = staffing if chance.random() < 0.5 else None
    return expected_force(force, replace(plan, cycle=cycle), months, staffing=with_staffing), months


def random_staffing(chance: np.random.Generator, units: tuple[str, ...]) -> StaffingPlan:
    """Cuts, pay and hiring at random."""

    def between(low: float, high: float) -> float:
        return float(chance.uniform(low, high))

    first = int(chance.integers(0, 10))
    months = int(chance.integers(1, 9))
    shares = chance.dirichlet(np.full(len(units), 4.0))
    shares[-1] = 1.0 - shares[:-1].sum()
    steps = chance.dirichlet(np.full(months, 3.0))
    steps[-1] = 1.0 - steps[:-1].sum()
    kind = int(chance.integers(0, 3))
    cut = PostsCut(
        posts=between(1000.0, 6000.0),
        first_month=first,
        last_month=first + months - 1,
        by_unit=dict(zip(units, map(float, shares), strict=True)),
        by_rank={"rank_and_file": 0.7, "middle": 0.3} if kind == 1 else None,
        subordinates=between(0.5, 6.0) if kind == 2 else None,
        vacant_first=between(0.0, 1.0),
        schedule=tuple(map(float, steps)) if chance.random() < 0.5 else None,
    )
    rise = PayRise(first_month=int(chance.integers(0, 20)), ratios={units[0]: between(1.1, 1.7)})
    hiring = Hiring(
        vacancy_fill_monthly=between(0.0, 0.3),
        training_months=int(chance.integers(1, 9)),
        schools=Schools(schools=12, places_yearly=2000.0, closures=((12, 2),)),
    )
    return StaffingPlan(cuts=(cut,), pay_rises=(rise,), hiring=hiring, exit_wage_elasticity=between(0.0, 1.0))


@pytest.fixture
def officers() -> Callable[..., OfficerForce]:
    return make_officers


@pytest.fixture
def examination() -> Callable[..., Examination]:
    return make_examination


@pytest.fixture
def wave() -> Callable[..., ExtraordinaryWave]:
    return make_wave


@pytest.fixture
def plan() -> Callable[..., AttestationPlan]:
    return make_plan


@pytest.fixture
def described_at_random() -> Callable[[int], tuple[OfficerForce, AttestationPlan, StaffingPlan, int]]:
    return random_description


@pytest.fixture
def limited_at_random() -> Callable[[int], tuple[ExpectedForce, int]]:
    return random_limits
