"""Bad input: one error that names all of it, and nothing runs."""

from __future__ import annotations

import pytest

from senim.arguments import ArgumentError
from senim.personnel.officers import expected as engine
from senim.personnel.officers.expected import expected_force
from senim.personnel.officers.individuals import simulate_officers
from senim.personnel.officers.levers import LawCycle, Scope, Unfit
from senim.personnel.officers.score import ScoredTest
from senim.personnel.officers.tables import make_tables


def test_everything_that_is_wrong_is_told_at_once(officers, plan, wave, examination, monkeypatch) -> None:
    def run(*_: object) -> None:
        pytest.fail("something ran")

    monkeypatch.setattr(engine, "steady_state", run)
    force = officers(
        officers=0,
        recruits_by_unit={"patrol": 0.4, "prison": 0.4},
        recruits_by_rank={"general": 1.0},
        recruits_women=1.2,
        exits_yearly=((1, 0.1), (1, 2.0)),
        longest_service_years=90,
        promotions_yearly={"head": 0.1, "middle": -0.1},
        leave_months=0.0,
        exit_multiples_by_unit={"navy": 1.0},
    )
    bad = examination(
        test=ScoredTest(
            pass_mark=float("nan"),
            competence_distance=1.0,
            integrity_distance=1.0,
            reliability=1.5,
            persistence=-0.1,
        ),
        unfit=Unfit(dismissed=0.5, demoted=0.1, transferred=0.1, reinstatement_lag_months=0),
        reserve_share=7.0,
    )
    done = plan(
        cycle=LawCycle(examination=bad, interval_months=0, after_leave_months=3),
        waves=(
            wave(first_month=9, last_month=4, scope=Scope(units=("cavalry",), ranks=("middle",), share=2.0)),
            wave(first_month=40, last_month=41, capacity_monthly=-1.0),
            wave(first_month=-1, last_month=2, scope=Scope(ranks=("corporal",))),
        ),
        effect_classes=0,
    )
    with pytest.raises(ArgumentError) as caught:
        expected_force(force, done, 24)
    text = str(caught.value)
    for name in (
        "force.officers",
        "force.recruits_by_unit",
        "force.recruits_by_rank",
        "force.recruits_women",
        "force.exits_yearly",
        "force.exits_yearly, from year 1",
        "force.longest_service_years",
        "force.promotions_yearly",
        "force.promotions_yearly, middle",
        "force.leave_months",
        "force.exit_multiples_by_unit",
        "cycle.interval_months",
        "cycle.after_leave_months",
        "cycle.examination.test.pass_mark",
        "cycle.examination.test.reliability",
        "cycle.examination.test.persistence",
        "cycle.examination.unfit",
        "cycle.examination.unfit.reinstatement_lag_months",
        "cycle.examination.reserve_share",
        "waves[0].last_month",
        "waves[0].scope.units",
        "waves[0].scope.share",
        "waves[1].first_month",
        "waves[1].capacity_monthly",
        "waves[2].first_month",
        "waves[2].scope.ranks",
        "effect_classes",
    ):
        assert f"argument {name}:" in text, name
    assert "'cavalry'" in text
    assert "'corporal'" in text


def test_rates_that_exceed_a_month_are_refused(officers, plan) -> None:
    with pytest.raises(ArgumentError, match="leave_months"):
        expected_force(officers(leave_months=1.0), plan(), 12)


def test_arguments_of_the_simulation_are_checked(officers, plan) -> None:
    tables = make_tables(expected_force(officers(longest_service_years=3), plan(waves=()), 2))
    with pytest.raises(ArgumentError) as caught:
        simulate_officers(tables, 0, seed=-1, threads=0)
    for name in ("months", "seed", "threads"):
        assert f"argument {name}" in str(caught.value)
