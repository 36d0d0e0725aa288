"""Tasks run in order, some at a time, the longest chain first, and stop at the first failure."""

from __future__ import annotations

import threading
import time
from graphlib import CycleError
from pathlib import Path

import pytest

from senim.pipeline.errors import TaskExitError
from senim.pipeline.keys import RunKey
from senim.pipeline.runner import run_tasks
from senim.pipeline.tasks import Done, Filled, Task, TaskKind


def task(name: str, *earlier: str) -> Task:
    return Task(name, TaskKind.NOTEBOOK, dict.fromkeys(earlier, ("",)), lambda folder, done: Filled())


class Recorder:
    """Notes the order of tasks and how many ran at once."""

    def __init__(self, seconds: float = 0.0, failing: str = "") -> None:
        self.order: list[str] = []
        self.ended: list[str] = []
        self.most = self.running = 0
        self.seconds, self.failing = seconds, failing
        self.lock = threading.Lock()

    def __call__(self, item: Task) -> Done:
        with self.lock:
            self.order.append(item.name)
            self.running += 1
            self.most = max(self.most, self.running)
        time.sleep(0.0 if item.name == self.failing else self.seconds)
        with self.lock:
            self.running -= 1
            self.ended.append(item.name)
        if item.name == self.failing:
            raise ValueError(item.name)
        return Done(item.name, RunKey(), Path(), {})


TASKS = [
    task("brief", "a", "b", "c"),
    task("a", "prepare"),
    task("b", "prepare"),
    task("c", "prepare"),
    task("prepare"),
]


def test_earlier_first_and_no_more_than_allowed() -> None:
    record = Recorder(0.02)
    done = run_tasks(TASKS, record, jobs=2)
    assert (record.order[0], record.order[-1]) == ("prepare", "brief")
    assert record.most == 2
    assert set(done) == {"prepare", "a", "b", "c", "brief"}


def test_longest_first() -> None:
    record = Recorder()
    seconds = {"a": 1.0, "b": 9.0, "c": 5.0}
    run_tasks(TASKS, record, jobs=1, expected_seconds=lambda item: seconds.get(item.name, 0.0))
    assert record.order == ["prepare", "b", "c", "a", "brief"]


def test_a_long_chain_goes_before_a_long_task() -> None:
    record = Recorder()
    tasks = [task("short"), task("after", "short"), task("long")]
    seconds = {"short": 1.0, "after": 9.0, "long": 5.0}
    run_tasks(tasks, record, jobs=1, expected_seconds=lambda item: seconds[item.name])
    assert record.order[0] == "short"


def test_first_failure_is_told_after_running_tasks_ended() -> None:
    record = Recorder(0.3, failing="a")
    with pytest.raises(ValueError, match=r"^a$"):
        run_tasks(TASKS, record, jobs=2)
    assert "brief" not in record.order
    assert sorted(record.order) == sorted(record.ended)
    assert len(record.order) == 3


@pytest.mark.parametrize("error", [SystemExit(0), GeneratorExit()], ids=["exit", "odd"])
def test_a_task_that_would_end_the_program_is_a_failure(error: BaseException) -> None:
    def perform(item: Task) -> Done:
        raise error

    with pytest.raises(TaskExitError, match=f"a tried to end the program .{type(error).__name__}") as caught:
        run_tasks([task("a")], perform, jobs=1)
    assert caught.value.__cause__ is error


def test_tasks_that_wait_for_each_other_are_refused() -> None:
    with pytest.raises(CycleError):
        run_tasks([task("a", "b"), task("b", "a")], Recorder(), jobs=1)
