"""A run past its deadline begins nothing, and says so."""

from __future__ import annotations

import threading
from pathlib import Path
from types import ModuleType

import pytest

from senim.execution.failure import FailureKind
from senim.execution.kernels import LIVE
from senim.pipeline import deadline as deadlines
from senim.pipeline.deadline import NO_DEADLINE, RunDeadline, RunDeadlineError
from senim.pipeline.keys import RunKey
from senim.pipeline.line_progress import LineListener
from senim.pipeline.progress import Announcer
from senim.pipeline.project import Options, Project
from senim.pipeline.run import run
from senim.pipeline.runner import run_tasks
from senim.pipeline.tasks import Done, Filled, Task, TaskKind


def task(name: str) -> Task:
    return Task(name, TaskKind.NOTEBOOK, {}, lambda folder, done: Filled())


def test_without_a_deadline_nothing_ends() -> None:
    assert RunDeadline.after(None) == NO_DEADLINE
    assert NO_DEADLINE.seconds_left() is None
    assert NO_DEADLINE.patience_seconds() is None
    NO_DEADLINE.check("01")


def test_after_it_no_task_begins() -> None:
    RunDeadline.after(600).check("01")
    over = RunDeadline.after(0)
    assert over.seconds_left() == 0
    with pytest.raises(RunDeadlineError) as caught:
        over.check("01-first")
    failure = caught.value.failure
    assert (failure.kind, failure.notebook, caught.value.stuck) == (FailureKind.TIMEOUT, "01-first", False)
    assert "the whole run ran out" in failure.cause


def test_a_task_that_does_not_end_is_left_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deadlines, "GRACE_SECONDS", 0.2)
    monkeypatch.setattr("senim.pipeline.runner.CANCEL_SECONDS", 0.2)
    let_go = threading.Event()

    def perform(item: Task) -> Done:
        if item.name == "stuck":
            let_go.wait(60)
        return Done(item.name, RunKey(), Path(), {})

    try:
        with pytest.raises(RunDeadlineError, match="stuck: timeout") as caught:
            run_tasks([task("quick"), task("stuck")], perform, jobs=2, deadline=RunDeadline.after(0.1))
        assert caught.value.stuck
        assert LIVE.closed
    finally:
        let_go.set()
        LIVE.reopen()


def test_a_run_past_its_deadline_begins_nothing(
    root: Path, small: ModuleType, without_kernels: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    # Notebooks that run in this process set it.
    monkeypatch.setenv("SENIM_ROOT", str(root))
    project = Project(root, root / "reports")
    with pytest.raises(RunDeadlineError, match="the whole run ran out"):
        run(project, Options(run_seconds=1e-6), small.services(), Announcer(LineListener()))
    assert without_kernels == []
    assert not list((root / "reports").glob("20*"))
    assert run(project, Options(run_seconds=600), small.services(), Announcer(LineListener())).published
