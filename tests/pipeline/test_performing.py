"""One task: an older failure of it goes when it succeeds, and whatever it raises is told."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from senim.execution.failure import Failure, FailureKind, NotebookError
from senim.pipeline.actions import keep_partial
from senim.pipeline.events import TaskFailed
from senim.pipeline.keys import RunKey
from senim.pipeline.performing import Performer
from senim.pipeline.project import Options, Project
from senim.pipeline.tasks import Decision, Done, Filled, Task, TaskKind

ODD = "01-" + "long" * 40


class Place:
    """Leaves tasks where they are."""

    def placed(self, task: Task) -> Task:
        return task


@pytest.fixture
def perform(tmp_path: Path) -> tuple[Performer, list[Any]]:
    told: list[Any] = []
    project = Project(tmp_path, tmp_path / "reports")

    def fill(task: Task, key: object, earlier: dict[str, Done]) -> Done:
        task.action(tmp_path, earlier)
        return Done(task.name, RunKey(), tmp_path, {})

    planner: Any = SimpleNamespace(
        decide=lambda task, earlier: SimpleNamespace(decision=Decision.RUN, done=None),
        key=lambda task, earlier: None,
        moved_since=lambda *asked: [],
        store=SimpleNamespace(fill=fill),
    )
    announcer: Any = SimpleNamespace(tell=told.append)
    place: Any = Place()
    return Performer(project, Options(), planner, announcer, place), told


def task(error: BaseException | None = None) -> Task:
    def act(folder: Path, earlier: object) -> Filled:
        if error is not None:
            raise error
        return Filled()

    return Task(ODD, TaskKind.NOTEBOOK, {}, act)


def test_an_older_failure_goes_with_a_success(perform: tuple[Performer, list[Any]]) -> None:
    performer, _ = perform
    keep_partial(performer.project, ODD, Failure(FailureKind.CODE, ODD, 1, "x"))
    assert len(list(performer.project.failed.iterdir())) == 1
    performer(task())
    assert list(performer.project.failed.iterdir()) == []


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (ValueError("x"), True),
        (SystemExit(0), True),
        (KeyboardInterrupt(), False),
        (NotebookError(Failure(FailureKind.CANCELLED, ODD, None, "x")), False),
    ],
    ids=["error", "exit", "interrupt", "cancelled"],
)
def test_whatever_a_task_raises_is_told(
    perform: tuple[Performer, list[Any]], error: BaseException, told: bool
) -> None:
    performer, events = perform
    with pytest.raises(type(error)):
        performer(task(error))
    assert any(isinstance(event, TaskFailed) for event in events) == told
