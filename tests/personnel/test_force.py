from __future__ import annotations

import numpy as np
import pytest

from senim.personnel import (
    ArgumentError,
    AttestationWave,
    EstablishmentCut,
    ForcePlan,
    Outcome,
    PayRise,
    PeriodicCycle,
    simulate_force,
)


def test_every_bad_field_is_named_at_once(force) -> None:
    with pytest.raises(ArgumentError) as caught:
        force(prevalence=1.2, leave_months=0, training_months=0, vacancy_rate=np.array([0.1, -0.1]))
    text = str(caught.value)
    for name in ("prevalence", "leave_months", "training_months", "vacancy_rate"):
        assert f"argument {name}" in text
    assert "1 of 2 draws" in text


def test_levers_refuse_what_cannot_be() -> None:
    with pytest.raises(ArgumentError, match="sum to"):
        Outcome(dismissed=0.5, demoted=0.2)
    with pytest.raises(ArgumentError, match="lies before"):
        EstablishmentCut(posts_cut_per_100k=1.0, first_month=5, last_month=4, front_line_share_of_cut=0.5)
    with pytest.raises(ArgumentError, match="sensitivity"):
        AttestationWave(
            first_month=0, last_month=0, sensitivity=2.0, specificity=1.0, outcome=Outcome(dismissed=1.0)
        )
    with pytest.raises(ArgumentError, match="interval_months"):
        PeriodicCycle(
            first_month=0, sensitivity=0.1, specificity=1.0, outcome=Outcome(dismissed=1.0), interval_months=0
        )
    with pytest.raises(ArgumentError, match="wage_ratio"):
        PayRise(first_month=0, wage_ratio=0.0)


def test_a_cut_larger_than_a_unit_is_refused(force) -> None:
    cut = EstablishmentCut(posts_cut_per_100k=200.0, first_month=0, last_month=5, front_line_share_of_cut=1.0)
    with pytest.raises(ArgumentError, match="more front-line posts are cut than there are"):
        simulate_force(force(), ForcePlan(cuts=(cut,)))


def test_draws_of_different_length_are_refused(force) -> None:
    plan = ForcePlan(pay_rises=(PayRise(first_month=0, wage_ratio=np.ones(3)),))
    with pytest.raises(ArgumentError, match="differ in length"):
        simulate_force(force(prevalence=np.full(2, 0.1)), plan)


def test_a_prevalence_no_turnover_can_keep_is_refused(force) -> None:
    with pytest.raises(ArgumentError, match="recruit_prevalence"):
        simulate_force(force(prevalence=1.0), ForcePlan())
