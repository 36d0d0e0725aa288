"""The clock of the law for one officer."""

from __future__ import annotations

from dataclasses import replace

import pytest

from senim.personnel import ArgumentError, Exemptions
from senim.personnel.law_clock import Career, law_clock_events
from senim.personnel.officers import (
    AttestationPlan,
    Examination,
    ExtraordinaryWave,
    LawCycle,
    OfficerForce,
    Unfit,
    expected_force,
    scored_test,
)

TEST = scored_test(specificity=0.97, competence_sensitivity=0.5, integrity_sensitivity=0.2, persistence=0.0)
# whoever is found unfit is only transferred: nobody leaves by it and no clock but the cycle's starts anew
EXAMINATION = Examination(test=TEST, unfit=Unfit(dismissed=0.0, demoted=0.0, transferred=1.0))
CYCLE = LawCycle(examination=EXAMINATION)


def wave(first: int, last: int, **exemptions: bool) -> ExtraordinaryWave:
    """Make a wave."""
    examination = replace(EXAMINATION, exemptions=Exemptions(**exemptions))
    return ExtraordinaryWave(first_month=first, last_month=last, examination=examination)


def months(events, kind="examination") -> list[int]:
    """Give the months of events of a kind."""
    return [round(start * 12) for start in events.loc[events["kind"] == kind, "start"]]


def test_after_a_year_then_every_three_until_twenty_years():
    events = law_clock_events(Career(months=300), CYCLE)
    assert months(events) == [12, 48, 84, 120, 156, 192, 228]
    assert events.loc[events["kind"] == "exempt", ["start", "end"]].to_numpy().tolist() == [[20.0, 25.0]]


def test_an_engine_that_loses_nobody_examines_as_often():
    force = OfficerForce(
        officers=10_000,
        recruits_by_unit={"patrol": 1.0},
        recruits_by_rank={"rank_and_file": 1.0},
        recruits_women=0.1,
        recruits_low_competence=0.1,
        recruits_problem=0.1,
        exits_yearly=((0, 0.0),),
        longest_service_years=25,
        promotions_yearly={},
        appointments_yearly=0.0,
        women_leave_yearly=0.0,
        leave_months=12.0,
        learning_yearly=0.0,
        turning_yearly=0.0,
        mending_yearly=0.0,
    )
    path = expected_force(force, AttestationPlan(cycle=CYCLE, effect_classes=1), 1).path
    by_engine = path.flow("examined").sum() / path.flow("hired").sum()
    assert by_engine == pytest.approx(len(months(law_clock_events(Career(months=300), CYCLE))))


def test_an_unequal_appointment_starts_the_clock_anew():
    events = law_clock_events(Career(months=120, appointments=(40,)), CYCLE)
    assert months(events, "appointment") == [0, 40]
    assert months(events) == [12, 52, 88]
    no_rule = replace(CYCLE, examination=replace(EXAMINATION, exemptions=Exemptions(new_in_post=False)))
    assert months(law_clock_events(Career(months=120, appointments=(40,)), no_rule)) == [36, 76, 112]


def test_after_leave_the_examination_falls_into_its_window():
    cycle = replace(CYCLE, after_leave_months=9)
    events = law_clock_events(Career(months=140, leaves=((40, 58),)), cycle)
    window = events.loc[events["kind"] == "window", ["start", "end"]].to_numpy()[0] * 12
    assert window.tolist() == pytest.approx([64, 70])
    assert months(events) == [12, 67, 103, 139]


@pytest.mark.parametrize(
    ("career", "exemptions", "examined"),
    [
        (Career(months=120), {}, True),
        (Career(months=120, leaves=((70, 90),)), {}, False),
        (Career(months=120, leaves=((50, 68),)), {}, False),  # back for less than six months
        (Career(months=120, leaves=((50, 65),)), {}, True),
        (Career(months=120, appointments=(65,)), {}, False),
        (Career(months=120, appointments=(65,)), {"new_in_post": False}, True),
        (Career(months=120, leaves=((74, 90),)), {}, False),  # listed, then gone before the month
        (Career(months=120, leaves=((70, 90),)), {"on_leave": False}, True),
    ],
)
def test_whom_a_wave_examines(career, exemptions, examined):
    events = law_clock_events(career, CYCLE, [(wave(72, 80, **exemptions), 76)])
    assert (76 in months(events)) is examined
    assert (76 in months(events, "no_examination")) is not examined


def test_a_wave_starts_the_clock_anew_and_long_service_is_a_switch():
    events = law_clock_events(Career(months=240), CYCLE, [(wave(70, 80), 78)])
    assert months(events)[:5] == [12, 48, 78, 114, 150]
    late = Career(months=300)
    assert 250 not in months(law_clock_events(late, CYCLE, [(wave(246, 252), 250)]))
    assert 250 in months(law_clock_events(late, CYCLE, [(wave(246, 252, long_service=False), 250)]))


def test_a_listed_officer_waits_for_the_wave_and_not_for_the_cycle():
    events = law_clock_events(Career(months=240), CYCLE, [(wave(82, 90), 88)])
    assert months(events)[:4] == [12, 48, 88, 124]


@pytest.mark.parametrize("limits", [{"capacity_monthly": 90.0}, {"pauses": ((3, 5),)}, {"first_month": 4}])
def test_a_clock_that_leaves_officers_waiting_cannot_be_told_of_one(limits):
    with pytest.raises(ArgumentError, match="chance decides when an officer is called"):
        law_clock_events(Career(months=60), replace(CYCLE, **limits))


def test_everything_wrong_is_told_at_once():
    with pytest.raises(ArgumentError) as refused:
        law_clock_events(
            Career(months=60, appointments=(70,), leaves=((10, 5),)), CYCLE, [(wave(10, 20), 30)]
        )
    assert {finding.where for finding in refused.value.findings} == {
        "argument career.appointments",
        "argument career.leaves",
        "argument waves",
    }
