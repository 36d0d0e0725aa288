"""Run a notebook that only lays out what others computed: inline, in a process of its own if it can be."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from senim.execution.apart import Allowed, WorkDiedError, apart
from senim.execution.code import load_notebook
from senim.execution.diagnosis import Traces, diagnose
from senim.execution.failure import Failure, NotebookError
from senim.execution.guard.session import Watch
from senim.execution.inline import run_inline
from senim.execution.kernels import KernelsEndedError
from senim.execution.limits import Limits
from senim.execution.partial import with_partial
from senim.execution.run import NotebookRun
from senim.execution.watch import Ended


def lay_out(
    source: Path,
    output: Path,
    parameters: Mapping[str, Any],
    *,
    on_cell: Callable[[int, int], None],
    watch: Watch | None = None,
    cell_seconds: float | None = None,
    notebook_seconds: float | None = None,
    run_seconds: float | None = None,
) -> NotebookRun:
    """Run the cells of a notebook without a kernel.

    Parameters
    ----------
    source : Path
        The notebook.
    output : Path
        Where the executed notebook is written when it ends or fails.
    parameters : mapping of str to object
        Values for the parameters the notebook declares.
    on_cell : callable
        Called with (cells begun, number of cells) before each cell.
    watch : Watch, optional
        How it is watched what the notebook opens; nothing is watched by default.
    cell_seconds, notebook_seconds, run_seconds : float, optional
        Deadlines, kept where the notebook has a process of its own.

    Returns
    -------
    NotebookRun
        Where the executed notebook is and what it printed.

    Raises
    ------
    InputError
        If a parameter is unknown or of the wrong type; nothing is run then.
    NotebookError
        If the notebook did not run to its end; the partial notebook is kept at `output`.
    """
    limits = Limits(time.monotonic(), cell_seconds, notebook_seconds, run_seconds)
    work = partial(_run, run_inline, source, output, dict(parameters), watch)
    allowed = Allowed(limits.seconds_left(limits.began), cell_seconds)
    try:
        return apart(work, on_cell, allowed)
    except (TimeoutError, WorkDiedError, KernelsEndedError) as error:
        raise NotebookError(_failure(source, output, limits, error)) from error


def _run(
    run: Callable[..., NotebookRun],
    source: Path,
    output: Path,
    parameters: Mapping[str, Any],
    watch: Watch | None,
    tell: Callable[[int, int], None],
) -> NotebookRun:
    return run(source, output, parameters, on_cell=tell, watch=watch)


def _failure(source: Path, output: Path, limits: Limits, error: Exception) -> Failure:
    """Say why the process of a notebook ended before its notebook; how far it had come is not known."""
    ended = Ended.DEADLINE if isinstance(error, TimeoutError) else None
    traces = Traces(None, error, limits, time.monotonic(), ended=ended)
    failure = diagnose(source.stem, traces)
    assert failure is not None
    log = error.log if isinstance(error, WorkDiedError) else ""
    return with_partial(failure, load_notebook(source), output, kernel_log=log)
