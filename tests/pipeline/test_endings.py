"""However a run ends, the end is told with its class, cause, partial notebook and exit code."""

from __future__ import annotations

from pathlib import Path

import pytest

from senim.execution.failure import Failure, FailureKind, NotebookError
from senim.findings import Finding, InputError
from senim.pipeline.endings import end_is_told, run_ended, task_failed
from senim.pipeline.errors import AuditError, LockedError, SourceUnavailableError
from senim.pipeline.events import Event, RunEnded, TaskFailed
from senim.pipeline.progress import Announcer

NOTEBOOK = NotebookError(
    Failure(
        FailureKind.TIMEOUT, "04-crime", 7, "too long", log="the last words", partial=Path("failed/n.ipynb")
    )
)
FINDING = Finding("a.csv", "line 2", "not a number", "Write one.")


class Recorder(Announcer):
    """Keeps what is told."""

    def __init__(self) -> None:
        super().__init__()
        self.told: list[Event] = []

    def tell(self, event: Event) -> None:
        self.told.append(event)


@pytest.mark.parametrize(
    ("error", "code", "kind"),
    [
        (InputError([FINDING]), 2, "InputError"),
        (NOTEBOOK, 3, "timeout"),
        (AuditError([FINDING], Path("failed/audit")), 4, "AuditError"),
        (SourceUnavailableError(Path("raw"), "gone"), 5, "SourceUnavailableError"),
        (LockedError(Path("lock"), ""), 75, "LockedError"),
        (KeyboardInterrupt(), 130, "interrupted"),
        (OSError(28, "No space left on device"), 1, "OSError"),
        (ZeroDivisionError("a fault of the program"), 1, "ZeroDivisionError"),
    ],
)
def test_every_end(error: BaseException, code: int, kind: str) -> None:
    announcer = Recorder()
    with pytest.raises(type(error)), end_is_told(announcer):
        raise error
    (ended,) = announcer.told
    assert isinstance(ended, RunEnded)
    assert (ended.exit_code, ended.error_class, ended.published) == (code, kind, False)


def test_a_good_end_is_left_to_the_run() -> None:
    announcer = Recorder()
    with end_is_told(announcer):
        pass
    assert announcer.told == []


def test_a_failed_notebook() -> None:
    assert task_failed("brief.kk", NOTEBOOK, 2.0) == TaskFailed(
        "brief.kk", "timeout", "too long", f"{NOTEBOOK}\nthe last words", 7, "failed/n.ipynb", 2.0, 3
    )
    ended = run_ended(NOTEBOOK)
    assert (ended.task, ended.cause, ended.partial) == ("04-crime", "too long", "failed/n.ipynb")


def test_a_task_without_a_notebook() -> None:
    failed = task_failed("prepare", SourceUnavailableError(Path("raw"), "gone"), 0.1)
    assert (failed.error_class, failed.exit_code, failed.partial) == ("SourceUnavailableError", 5, "")
    assert failed.cause.startswith("The sources in raw are not available")


def test_an_error_without_words() -> None:
    assert task_failed("a", ValueError(), 0.1).cause == "ValueError"


def test_a_refused_edition_is_kept() -> None:
    assert run_ended(AuditError([FINDING], Path("failed/audit"))).partial == "failed/audit"
