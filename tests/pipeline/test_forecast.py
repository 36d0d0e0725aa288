"""A plan says how long it takes, on so many workers, and how much of that is guessed."""

from __future__ import annotations

import json

from senim.pipeline.forecast import Forecast, forecast, plan_report, tasks_ahead
from senim.pipeline.tasks import Decision, Filled, Plan, Planned, Task, TaskKind


def planned(name: str, decision: Decision, seconds: float | None, *earlier: str) -> Planned:
    task = Task(name, TaskKind.NOTEBOOK, dict.fromkeys(earlier, ("",)), lambda folder, done: Filled())
    return Planned(task, decision, first=seconds is None, seconds=seconds)


PLAN = Plan(
    (
        planned("prepare", Decision.SKIP, 50.0),
        planned("a", Decision.RUN, 8.0, "prepare"),
        planned("b", Decision.RUN, None, "prepare"),
        planned("brief", Decision.WAIT, 9.0, "a", "b"),
    )
)
HISTORY = {"a": (10.0, 12.0, 11.0)}


def test_history_before_the_last_time_before_a_guess() -> None:
    ahead = tasks_ahead(PLAN, HISTORY, lambda task: 4.0)
    assert [(task.name, task.seconds, task.known) for task in ahead] == [
        ("prepare", 50.0, True),
        ("a", 11.0, True),
        ("b", 4.0, False),
        ("brief", 9.0, True),
    ]
    assert ahead[3].depends == ("a", "b")


def test_estimate_with_and_without_waiting_tasks() -> None:
    ahead = tasks_ahead(PLAN, HISTORY, lambda task: 4.0)
    assert forecast(ahead, 2) == Forecast(2, 20.0, 11.0, 3, 1)
    assert forecast(ahead, 1) == Forecast(1, 24.0, 15.0, 3, 1)
    assert str(forecast(ahead, 2)) == (
        "Estimated time: about 20 s (2 at a time), 10 s if the waiting tasks need not run; "
        "1 of 3 tasks have no history and are guessed."
    )


def test_all_known() -> None:
    assert str(Forecast(4, 75.0, 75.0, 3, 0)) == "Estimated time: 1 min 20 s (4 at a time)."


def test_nothing_to_run() -> None:
    ahead = tasks_ahead(Plan(PLAN.tasks[:1]), {}, lambda task: 4.0)
    assert str(forecast(ahead, 2)) == "Nothing has to run."


def test_report_for_machines() -> None:
    report = json.loads(json.dumps(plan_report(PLAN, tasks_ahead(PLAN, HISTORY, lambda task: 4.0), 2)))
    assert report["format"] == 1
    assert report["estimate"] == {
        "jobs": 2, "seconds": 20.0, "least_seconds": 11.0, "tasks": 3, "without_history": 1,
    }  # fmt: skip
    assert report["tasks"][2] == {
        "name": "b", "kind": "notebook", "decision": "run", "depends": ["prepare"], "seconds": 4.0,
        "known": False, "first": True, "reasons": [], "note": "",
    }  # fmt: skip
