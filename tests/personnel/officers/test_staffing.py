"""Everything that is wrong in a plan of posts, pay and hiring is told at once; every figure is made up."""

from __future__ import annotations

import pytest

from senim.arguments import ArgumentError
from senim.personnel.officers.expected import expected_force
from senim.personnel.officers.staffing import (
    Applicants,
    CapacityChange,
    Hiring,
    PayRise,
    PostsCut,
    Schools,
    StaffingPlan,
)


def test_every_mistake_is_named(officers, plan) -> None:
    wrong = StaffingPlan(
        cuts=(
            PostsCut(
                posts=-5.0,
                first_month=8,
                last_month=6,
                by_unit={"patrol": 0.5, "navy": 0.5},
                by_rank={"general": 1.0},
                subordinates=0.0,
                vacant_first=1.5,
            ),
            PostsCut(posts="many", first_month=99, last_month=100, by_unit={"patrol": 0.9}),
            PostsCut(posts=10.0, first_month=0, last_month=2, by_unit={"patrol": 1.0}, schedule=(0.5, 0.5)),
        ),
        pay_rises=(PayRise(first_month=-1, ratios={"patrol": 0.0, "navy": 1.2}, last_month=-3),),
        hiring=Hiring(
            vacancy_fill_monthly=2.0,
            training_months=0,
            capacity=-1.0,
            capacity_changes=(CapacityChange(first_month=5, multiple=-1.0, last_month=2),),
            applicants=Applicants(graduates_yearly=-1.0, propensity=1.1, accepted=-0.1, wage_elasticity=-1.0),
            schools=Schools(schools=-1, places_yearly=-1.0, closures=((-1, -2), (-1, 3))),
        ),
        exit_wage_elasticity=-1.0,
    )
    with pytest.raises(ArgumentError) as caught:
        expected_force(officers(vacancy_rates={"patrol": 1.0, "navy": 0.1}), plan(), 24, staffing=wrong)
    told = str(caught.value)
    for name in (
        "force.vacancy_rates",
        "force.vacancy_rates, patrol",
        "staffing.exit_wage_elasticity",
        "staffing.cuts[0].posts",
        "staffing.cuts[0].vacant_first",
        "staffing.cuts[0].last_month",
        "staffing.cuts[0].by_unit",
        "staffing.cuts[0].by_rank",
        "staffing.cuts[0].subordinates",
        "staffing.cuts[1].posts",
        "staffing.cuts[1].first_month",
        "staffing.cuts[1].by_unit",
        "staffing.cuts[2].schedule",
        "staffing.pay_rises[0].first_month",
        "staffing.pay_rises[0].last_month",
        "staffing.pay_rises[0].ratios",
        "staffing.pay_rises[0].ratios, patrol",
        "staffing.hiring.vacancy_fill_monthly",
        "staffing.hiring.training_months",
        "staffing.hiring.capacity",
        "staffing.hiring.capacity_changes[0].last_month",
        "staffing.hiring.capacity_changes[0].multiple",
        "staffing.hiring.schools.closures",
        "staffing.hiring.applicants.graduates_yearly",
        "staffing.hiring.applicants.propensity",
        "staffing.hiring.applicants.accepted",
        "staffing.hiring.applicants.wage_elasticity",
        "staffing.hiring.schools.schools",
        "staffing.hiring.schools.places_yearly",
        "staffing.hiring.schools.closures, month",
    ):
        assert f"argument {name}:" in told, name


def test_a_cut_without_hiring_is_refused(officers, plan) -> None:
    cut = PostsCut(posts=10.0, first_month=0, last_month=2, by_unit={"patrol": 1.0})
    with pytest.raises(ArgumentError, match=r"staffing\.hiring: posts are cut"):
        expected_force(officers(), plan(), 24, staffing=StaffingPlan(cuts=(cut,)))


def test_more_posts_than_there_are_cannot_be_cut(officers, plan) -> None:
    cut = PostsCut(
        posts=2900.0,
        first_month=0,
        last_month=2,
        by_unit={"patrol": 0.6, "investigation": 0.35, "headquarters": 0.05},
    )
    with pytest.raises(ArgumentError) as caught:
        expected_force(
            officers(),
            plan(),
            24,
            staffing=StaffingPlan(cuts=(cut,), hiring=Hiring(vacancy_fill_monthly=0.1)),
        )
    told = str(caught.value)
    assert "of rank_and_file, patrol, are cut, and there are" in told
    assert "of middle, investigation, are cut" in told
    assert "headquarters" not in told


def test_a_cut_of_more_than_the_force_is_told_with_everything_else(officers, plan, wave) -> None:
    cut = PostsCut(posts=9000.0, first_month=0, last_month=2, by_unit={"navy": 1.0})
    staffing = StaffingPlan(cuts=(cut,), hiring=Hiring(vacancy_fill_monthly=0.1))
    dated = wave(first_month="2019-10", capacity_monthly=-1.0)
    with pytest.raises(ArgumentError) as caught:
        expected_force(officers(), plan(waves=(dated,)), 24, staffing=staffing)
    for told in (
        "argument staffing.cuts: 9,000 posts are cut, and a force of 3,000 has 3,000 at most",
        "argument staffing.cuts[0].by_unit: unknown: 'navy'",
        "argument waves[0].first_month: '2019-10' is no whole number",
        "argument waves[0].capacity_monthly: -1 is out of bounds",
    ):
        assert told in str(caught.value)


def test_more_exits_than_officers_are_refused(officers, plan, wave) -> None:
    coming = wave(first_month=8, anticipation_months=3, anticipation_multiple=200.0)
    with pytest.raises(ArgumentError, match="more officers would leave in month 5 than there are"):
        expected_force(officers(), plan(waves=(coming,)), 24)
