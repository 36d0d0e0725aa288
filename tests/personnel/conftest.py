"""Forces and plans the tests of the room share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from senim.personnel import AttestationWave, EstablishmentCut, ForceInputs, ForcePlan, Outcome, PayRise


def make_force(**changes: Any) -> ForceInputs:
    described: dict[str, Any] = {
        "establishment_per_100k": 471.0,
        "vacancy_rate": 0.06,
        "front_line_share": 0.35,
        "prevalence": 0.10,
        "recruit_prevalence": 0.05,
        "visible_share": 0.7,
        "exit_new_yearly": 0.12,
        "exit_established_yearly": 0.05,
        "long_service_share": 0.18,
        "women_share": 0.10,
        "leave_share_of_women": 0.10,
        "leave_months": 18.0,
        "protected_months": 9.0,
        "newly_appointed_share": 0.08,
        "heads_share": 0.01,
        "exit_wage_elasticity": 0.5,
        "hiring_capacity": 1.5,
        "vacancy_fill_monthly": 0.05,
        "training_months": 6,
    }
    return ForceInputs(**{**described, **changes})


def make_full_plan() -> ForcePlan:
    """A cut, a wave with anticipation and reinstatement, and pay: everything at once."""
    return ForcePlan(
        cuts=(
            EstablishmentCut(
                posts_cut_per_100k=47.0, first_month=3, last_month=11, front_line_share_of_cut=0.41
            ),
        ),
        waves=(
            AttestationWave(
                first_month=9,
                last_month=14,
                sensitivity=0.4,
                specificity=0.97,
                outcome=Outcome(
                    dismissed=0.7,
                    demoted=0.2,
                    transferred=0.1,
                    reinstated_sound=0.4,
                    reinstated_problem=0.2,
                    reinstatement_lag_months=14,
                ),
                anticipation_multiple=2.0,
                anticipation_months=6,
            ),
        ),
        pay_rises=(PayRise(first_month=6, wage_ratio=1.4),),
    )


@pytest.fixture
def force() -> Callable[..., ForceInputs]:
    return make_force


@pytest.fixture
def closed_force() -> Callable[..., ForceInputs]:
    """Nobody comes, goes, ages, turns or is exempt."""

    def make(**changes: Any) -> ForceInputs:
        closed = {
            "exit_new_yearly": 0.0,
            "exit_established_yearly": 0.0,
            "long_service_share": 0.0,
            "leave_share_of_women": 0.0,
            "newly_appointed_share": 0.0,
            "heads_share": 0.0,
            "vacancy_rate": 0.0,
        }
        return make_force(**{**closed, **changes})

    return make


@pytest.fixture
def full_plan() -> ForcePlan:
    return make_full_plan()


@pytest.fixture
def many_forces() -> Callable[[int], ForceInputs]:
    """Draws all over the place."""

    def make(draws: int) -> ForceInputs:
        chance = np.random.default_rng(20181119)

        def between(low: float, high: float) -> np.ndarray:
            return chance.uniform(low, high, draws)

        return make_force(
            vacancy_rate=between(0.0, 0.12),
            front_line_share=between(0.2, 0.6),
            prevalence=between(0.01, 0.4),
            recruit_prevalence=between(0.01, 0.2),
            visible_share=between(0.0, 1.0),
            exit_new_yearly=between(0.02, 0.3),
            exit_established_yearly=between(0.01, 0.12),
            long_service_share=between(0.05, 0.3),
            leave_share_of_women=between(0.0, 0.3),
            hiring_capacity=between(1.0, 2.0),
            vacancy_fill_monthly=between(0.0, 0.2),
        )

    return make
