"""Run one notebook with checked parameters in a fresh kernel, again where its end was chance."""

from __future__ import annotations

import logging
import time
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from senim.execution.canonical import printed
from senim.execution.code import Notebook, load_notebook
from senim.execution.diagnosis import Traces, diagnose, memory_kills
from senim.execution.failure import Attempt, Failure, NotebookError
from senim.execution.files import TEMPORARY
from senim.execution.guard.session import GuardRecord, Watch
from senim.execution.guard.sightings import Sighting
from senim.execution.kernels import LIVE
from senim.execution.limits import Limits
from senim.execution.parameters import check_parameters, declared_parameters
from senim.execution.partial import with_partial
from senim.execution.retry import with_retries
from senim.execution.seeding import seeding_code
from senim.execution.supply.process import KernelSupply
from senim.execution.watch import KernelWatch

START_SECONDS = 60


@dataclass(frozen=True)
class NotebookRun:
    """A notebook that ran to its end.

    Parameters
    ----------
    notebook : str
        Its name, without ending.
    output : Path
        The executed notebook.
    seconds : float
        How long it took.
    printed : str
        What its cells printed.
    peak_memory_bytes : int
        The most memory its kernel held; 0 where it was too short to be seen.
    attempts : tuple of Attempt
        Attempts that failed before this one succeeded.
    sightings : tuple of Sighting
        What it opened and does not declare; empty where that is refused.
    """

    notebook: str
    output: Path
    seconds: float
    printed: str
    peak_memory_bytes: int = 0
    attempts: tuple[Attempt, ...] = ()
    sightings: tuple[Sighting, ...] = ()


def run_notebook(
    source: Path,
    output: Path,
    parameters: Mapping[str, Any] | None = None,
    *,
    folder: Path | None = None,
    environment: Mapping[str, str] | None = None,
    cell_seconds: float | None = None,
    notebook_seconds: float | None = None,
    run_seconds: float | None = None,
    memory_cap_bytes: int | None = None,
    retries: int = 0,
    on_cell: Callable[[int, int], None] | None = None,
    seed: int | None = None,
    kernels: KernelSupply | None = None,
    on_retry: Callable[[Failure], None] | None = None,
    watch: Watch | None = None,
) -> NotebookRun:
    """Run a notebook; a dead kernel, a failed cell, an early exit or an undeclared input is a failure.

    Parameters
    ----------
    source : Path
        The notebook.
    output : Path
        Where the executed notebook is written; beside it, with the ending ``.log``, what the kernel process
        itself wrote.
    parameters : mapping of str to object, optional
        Values for the parameters the notebook declares.
    folder : Path, optional
        Working folder of the kernel; the notebook's own by default.
    environment : mapping of str to str, optional
        More environment variables for the kernel.
    cell_seconds, notebook_seconds : float, optional
        Deadlines of one cell and of the whole notebook, all attempts together.
    run_seconds : float, optional
        What is left of the time of the whole run.
    memory_cap_bytes : int, optional
        Memory the kernel and what it starts may hold.
    retries : int
        How often a notebook is tried again whose kernel died or whose machine failed.
    on_cell : callable, optional
        Called with (cells begun, number of cells) before each cell.
    seed : int, optional
        Seeds `random` and NumPy's old global stream in the kernel; without it nobody can foresee them.
    kernels : KernelSupply, optional
        Where the kernel comes from; the supply of this process by default.
    on_retry : callable, optional
        Called with the failure before each further attempt: to remove what the failed one wrote.
    watch : Watch, optional
        How it is watched what the notebook opens; nothing is watched by default.

    Returns
    -------
    NotebookRun
        Where the executed notebook is and what it printed.

    Raises
    ------
    InputError
        If a parameter is unknown or of the wrong type; no kernel is started then.
    NotebookError
        If the notebook did not run to its end; the partial notebook is kept at `output`.
    """
    values = check_parameters(declared_parameters(source), parameters or {}, source.name)
    output.parent.mkdir(parents=True, exist_ok=True)
    limits = Limits(time.monotonic(), cell_seconds, notebook_seconds, run_seconds, memory_cap_bytes)
    options = {
        "kernel_cwd": str(folder or source.parent),
        "kernel_env": dict(environment or {}),
        "on_cell": on_cell,
        "setup_code": seeding_code(seed),
        "kernels": kernels,
    }

    def attempt() -> NotebookRun:
        return _Attempt(source, output, values, limits, options, watch).run()

    run, failed = with_retries(
        attempt, retries, on_retry=on_retry, time_is_left=lambda: not limits.passed(time.monotonic())
    )
    return replace(run, seconds=time.monotonic() - limits.began, attempts=failed)


@dataclass(frozen=True)
class _Attempt:
    """One attempt: written under a name of its own, so that a late write of another cannot spoil it."""

    source: Path
    output: Path
    values: dict[str, Any]
    limits: Limits
    options: Mapping[str, Any]
    guard: Watch | None
    name: str = field(default_factory=lambda: uuid.uuid4().hex[:8])

    def run(self) -> NotebookRun:
        own = self.output.with_name(f"{TEMPORARY}{self.output.stem}-{self.name}.ipynb")
        log = own.with_suffix(".log")
        record = GuardRecord(self.guard, own.with_suffix(".seen").resolve()) if self.guard else None
        try:
            return self._run(own, log, record)
        finally:
            if record is not None:
                record.remove()
            if log.exists():
                log.replace(self.output.with_suffix(".log"))
            own.unlink(missing_ok=True)

    def _run(self, own: Path, log: Path, record: GuardRecord | None) -> NotebookRun:
        began, killed_before = time.monotonic(), memory_kills()
        watch = KernelWatch(self.limits.memory_bytes, self.limits.ends_at)
        error: Exception | None = None
        try:
            with log.open("wb") as stream:
                self._execute(own, stream, watch, record)
        except Exception as caught:  # noqa: BLE001 - papermill passes on what nbclient, zmq or the disk raise
            error = caught
        finally:
            watch.end()
        ended_at = time.monotonic()
        executed, seen = _read(own), record.read() if record else None
        traces = Traces(
            executed,
            error,
            self.limits,
            ended_at,
            cancelled=LIVE.closed,
            ended=watch.ended,
            memory=watch.curve,
            system_was_short=memory_kills() > killed_before,
            seen=seen,
            kernel_log=_text(log),
        )
        failure = diagnose(self.source.stem, traces)
        if failure is not None:
            failure = replace(failure, seconds=ended_at - began, memory=watch.curve)
            left = executed or load_notebook(self.source)
            raise NotebookError(
                with_partial(failure, left, self.output, kernel_log=traces.kernel_log)
            ) from error
        assert executed is not None
        own.replace(self.output)
        peak = watch.curve.peak_bytes if watch.curve else 0
        said, sightings = printed(executed), seen.sightings if seen else ()
        return NotebookRun(self.source.stem, self.output, ended_at - began, said, peak, sightings=sightings)

    def _execute(self, own: Path, log: Any, watch: KernelWatch, record: GuardRecord | None) -> None:
        """Hand the notebook to papermill, imported here because it takes a second."""
        from papermill.engines import papermill_engines
        from papermill.execute import execute_notebook

        from senim.execution.engine import SenimEngine

        logging.getLogger("papermill").addHandler(logging.NullHandler())
        papermill_engines.register("senim", SenimEngine)
        left = self.limits.seconds_left(time.monotonic())
        execute_notebook(
            _without_placeholders(self.source),
            _without_placeholders(own),
            parameters=self.values,
            engine_name="senim",
            kernel_name="python3",
            language="python",
            progress_bar=False,
            kernel_log=log,
            on_kernel=watch.begin,
            execution_timeout=self.limits.cell_seconds,
            notebook_timeout=left,
            start_timeout=START_SECONDS,
            **_at_work(self.options if record is None else _watched(self.options, record), watch),
        )


def _watched(options: Mapping[str, Any], record: GuardRecord) -> dict[str, Any]:
    # The guard comes last: what the kernel was set up with is no access of the notebook.
    code = "\n".join([options["setup_code"], record.watch.setup_code(record.path)])
    return {**options, "setup_code": code, "on_cell": record.marking(options["on_cell"])}


def _at_work(options: Mapping[str, Any], watch: KernelWatch) -> dict[str, Any]:
    told = options["on_cell"]

    def on_cell(begun: int, of: int) -> None:
        watch.at_work()
        if told is not None:
            told(begun, of)

    return {**options, "on_cell": on_cell}


def _without_placeholders(path: Path) -> str:
    # Papermill reads braces in a path as placeholders.
    return str(path).replace("{", "{{").replace("}", "}}")


def _read(output: Path) -> Notebook | None:
    try:
        return load_notebook(output)
    except (OSError, ValueError):
        return None


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace") if path.exists() else ""
