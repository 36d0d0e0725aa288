"""Who the clock of the law will examine."""

from __future__ import annotations

import pytest

from senim.personnel import ArgumentError, Exemptions
from senim.personnel.law_list import DUE, due_by_law
from senim.personnel.officers import (
    AttestationPlan,
    Examination,
    LawCycle,
    OfficerForce,
    Unfit,
    expected_force,
    scored_test,
)

TEST = scored_test(specificity=0.97, competence_sensitivity=0.5, integrity_sensitivity=0.2, persistence=0.0)


def force(**changes) -> OfficerForce:
    """A force that nobody leaves before 25 years."""
    described = {
        "officers": 10_000,
        "recruits_by_unit": {"patrol": 1.0},
        "recruits_by_rank": {"rank_and_file": 1.0},
        "recruits_women": 0.5,
        "recruits_low_competence": 0.1,
        "recruits_problem": 0.1,
        "exits_yearly": ((0, 0.0),),
        "longest_service_years": 25,
        "promotions_yearly": {},
        "appointments_yearly": 0.0,
        "women_leave_yearly": 0.0,
        "leave_months": 12.0,
        "learning_yearly": 0.0,
        "turning_yearly": 0.0,
        "mending_yearly": 0.0,
    }
    return OfficerForce(**(described | changes))


def due(officers: OfficerForce, exemptions=Exemptions()):  # noqa: B008
    """Share out a force."""
    examination = Examination(
        test=TEST, unfit=Unfit(dismissed=0.0, demoted=0.0, transferred=1.0), exemptions=exemptions
    )
    plan = AttestationPlan(cycle=LawCycle(examination=examination), effect_classes=1)
    return due_by_law(expected_force(officers, plan, 1))


def test_a_force_that_nobody_leaves_can_be_counted_by_hand():
    shares = due(force())
    assert list(shares.index) == list(DUE)
    # seven examinations in 300 months of service, the last in the 228th: each is near for twelve months
    assert shares["within_year"] == pytest.approx(7 * 12 / 300)
    assert shares["later"] == pytest.approx((228 - 7 * 12) / 300, abs=1e-9)
    assert shares["exempt"] == pytest.approx(72 / 300, abs=1e-9)
    assert shares["on_leave"] == 0.0


def test_leave_is_counted_apart_and_switches_count():
    officers = force(women_leave_yearly=0.1, recruits_by_rank={"rank_and_file": 0.9, "head": 0.1})
    usual = due(officers)
    assert usual.sum() == pytest.approx(1.0)
    assert usual["on_leave"] > 0.01
    strict = due(officers, Exemptions(long_service=False, heads=False))
    assert strict["exempt"] < 0.01
    assert strict["within_year"] > usual["within_year"]


def test_no_clock_no_answer():
    with pytest.raises(ArgumentError, match="no cycle"):
        due_by_law(expected_force(force(), AttestationPlan(effect_classes=1), 1))
