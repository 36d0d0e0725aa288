"""What an error means for those who listen: the failure of a task, and the end of a run."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from senim.execution.diagnosis import opening
from senim.execution.failure import NotebookError
from senim.pipeline.errors import AuditError
from senim.pipeline.events import RunEnded, TaskFailed
from senim.pipeline.exit_codes import ExitCode, exit_code_of
from senim.pipeline.progress import Announcer


@contextmanager
def end_is_told(announcer: Announcer, sweep: str = "") -> Iterator[None]:
    """Tell the end of a run that an error ends; the error goes on its way.

    Parameters
    ----------
    announcer : Announcer
        Is told.
    sweep : str
        Name of the sweep that is run; empty for an edition.

    Yields
    ------
    None
        While the run is at work.
    """
    try:
        yield
    except BaseException as error:
        announcer.tell(run_ended(error, sweep))
        raise


def task_failed(task: str, error: BaseException, seconds: float) -> TaskFailed:
    """Describe the failure of a task.

    Parameters
    ----------
    task : str
        Name of the task.
    error : BaseException
        Why it did not finish.
    seconds : float
        How long it ran.

    Returns
    -------
    TaskFailed
        The event.
    """
    failure = error.failure if isinstance(error, NotebookError) else None
    log = failure.unsaid if failure else ""
    return TaskFailed(
        task,
        _error_class(error),
        _cause(error),
        f"{error}\n{log}" if log else str(error),
        failure.cell if failure else None,
        _path(failure.partial) if failure else "",
        round(seconds, 3),
        _code(error),
    )


def run_ended(error: BaseException, sweep: str = "") -> RunEnded:
    """Describe the end of a run that did not succeed.

    Parameters
    ----------
    error : BaseException
        Why it ended.
    sweep : str
        Name of the sweep that was run; empty for an edition.

    Returns
    -------
    RunEnded
        The event.
    """
    failure = error.failure if isinstance(error, NotebookError) else None
    partial = failure.partial if failure else (error.kept if isinstance(error, AuditError) else None)
    return RunEnded(
        exit_code=_code(error),
        error_class=_error_class(error),
        cause=_cause(error) if failure else str(error),
        task=failure.notebook if failure else "",
        partial=_path(partial),
        sweep=sweep,
    )


def _code(error: BaseException) -> int:
    return int(exit_code_of(error)) if isinstance(error, Exception) else int(ExitCode.INTERRUPTED)


def _error_class(error: BaseException) -> str:
    if isinstance(error, NotebookError):
        return str(error.failure.kind)
    return "interrupted" if isinstance(error, KeyboardInterrupt) else type(error).__name__


def _cause(error: BaseException) -> str:
    if isinstance(error, NotebookError):
        return error.failure.cause
    return opening(str(error).strip()) or type(error).__name__


def _path(path: Path | None) -> str:
    return str(path) if path else ""
