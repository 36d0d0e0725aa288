"""Forces and plans the tests share; every figure is made up."""

from __future__ import annotations

from typing import Any

from senim.personnel.officers.force import OfficerForce
from senim.personnel.officers.levers import (
    AttestationPlan,
    Examination,
    ExtraordinaryWave,
    LawCycle,
    Refill,
    Scope,
    Unfit,
)
from senim.personnel.officers.score import scored_test
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
        "longest_service_years": 32,
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
        "refill": Refill(share=0.7, filled_monthly=0.15),
    }
    return AttestationPlan(**{**described, **changes})
