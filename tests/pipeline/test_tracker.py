"""What the bar and the status page show follows from the events alone."""

from __future__ import annotations

from senim.pipeline.events import (
    Ahead,
    CellBegan,
    RunBegan,
    TaskFailed,
    TaskFinished,
    TaskRetried,
    TaskSkipped,
    TaskStarted,
)
from senim.pipeline.tracker import DONE, FAILED, RUNNING, SKIPPED, WAITING, Tracker


class Clock:
    """A clock that a test sets."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


def tracker_of(*tasks: Ahead, jobs: int = 1) -> tuple[Tracker, Clock]:
    clock = Clock()
    tracker = Tracker(clock)
    tracker.follow(RunBegan(jobs, tasks))
    return tracker, clock


def states(tracker: Tracker) -> dict[str, str]:
    return {task.ahead.name: task.state for task in tracker.tasks()}


def test_states() -> None:
    tracker, clock = tracker_of(*(Ahead(name, seconds=10) for name in "abcd"))
    for event in (TaskStarted("a"), TaskStarted("b"), CellBegan("b", 2, 9), TaskSkipped("c")):
        tracker.follow(event)
    clock.now = 4.0
    tracker.follow(TaskFinished("a", 4.0))
    assert states(tracker) == {"a": DONE, "b": RUNNING, "c": SKIPPED, "d": WAITING}
    running = tracker.tasks()[1]
    assert (running.seconds, running.cell, running.cells) == (4.0, 2, 9)
    tracker.follow(TaskFailed("b", "code", "x", "x", seconds=5.0))
    assert states(tracker)["b"] == FAILED


def test_a_retry_begins_anew() -> None:
    tracker, clock = tracker_of(Ahead("a", seconds=10))
    tracker.follow(TaskStarted("a"))
    clock.now = 9.0
    tracker.follow(TaskRetried("a", 2, 3, "kernel-died", "x"))
    assert tracker.tasks()[0].seconds == 0.0
    assert tracker.tasks()[0].state == RUNNING


def test_remaining_time_counts_down_with_what_runs() -> None:
    tracker, clock = tracker_of(Ahead("a", seconds=10), Ahead("b", seconds=5, depends=("a",)))
    assert tracker.remaining().seconds == 15
    tracker.follow(TaskStarted("a"))
    clock.now = 4.0
    assert tracker.remaining().seconds == 11


def test_a_task_that_is_up_to_date_costs_nothing() -> None:
    tracker, _ = tracker_of(Ahead("a", seconds=99, decision="up to date"), Ahead("b", seconds=5))
    assert tracker.remaining().seconds == 5


def test_a_task_that_is_late_is_called_so() -> None:
    tracker, clock = tracker_of(Ahead("a", seconds=10))
    tracker.follow(TaskStarted("a"))
    clock.now = 14.0
    assert not tracker.remaining().longer
    clock.now = 16.0
    assert str(tracker.remaining()) == "longer than usual"


def test_guesses_learn_from_tasks_of_their_kind() -> None:
    tracker, clock = tracker_of(
        Ahead("a", "notebook", seconds=3, known=False), Ahead("b", "notebook", seconds=3, known=False)
    )
    assert tracker.remaining().about
    tracker.follow(TaskStarted("a"))
    clock.now = 60.0
    tracker.follow(TaskFinished("a", 60.0))
    for clock.now in range(61, 91):
        tracker.remaining()
    assert 55 < tracker.remaining().seconds <= 60


def test_a_second_run_begins_anew() -> None:
    tracker, _ = tracker_of(Ahead("a", seconds=1))
    tracker.remaining()
    tracker.follow(RunBegan(1, (Ahead("z", seconds=100),)))
    assert states(tracker) == {"z": WAITING}
    assert tracker.remaining().seconds == 100


def test_a_task_that_was_not_planned_is_shown() -> None:
    tracker, _ = tracker_of()
    tracker.follow(TaskStarted("new"))
    assert states(tracker) == {"new": RUNNING}
