"""Run one notebook with checked parameters in a fresh kernel, again where its end was chance."""

from __future__ import annotations

import logging
import time
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from senim.execution.canonical import notebook_text, printed
from senim.execution.cells import cell_runs
from senim.execution.code import Notebook, load_notebook
from senim.execution.diagnosis import Traces, diagnose, memory_kills
from senim.execution.failure import Attempt, Failure, NotebookError
from senim.execution.files import TEMPORARY, write_text
from senim.execution.kernels import LIVE
from senim.execution.limits import Limits
from senim.execution.parameters import check_parameters, declared_parameters
from senim.execution.repair import repaired
from senim.execution.retry import with_retries
from senim.execution.seeding import seeding_code
from senim.execution.supply.process import KernelSupply
from senim.execution.watch import KernelWatch

LOG_TAIL_CHARACTERS = 2000
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
    """

    notebook: str
    output: Path
    seconds: float
    printed: str
    peak_memory_bytes: int = 0
    attempts: tuple[Attempt, ...] = ()


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
    on_kernel: Callable[[int], None] | None = None,
    setup_code: str = "",
    seed: int | None = None,
    kernels: KernelSupply | None = None,
    on_retry: Callable[[Failure], None] | None = None,
) -> NotebookRun:
    """Run a notebook; a dead kernel, a failed cell or an early exit is a failure.

    Parameters
    ----------
    source : Path
        The notebook.
    output : Path
        Where the executed notebook is written; ``<output>.log`` takes the kernel's own output.
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
    on_kernel : callable, optional
        Called once with the process id of the kernel, as soon as it is started.
    setup_code : str
        Run silently in the kernel before the first cell.
    seed : int, optional
        Seeds `random` and NumPy's old global stream in the kernel; without it nobody can foresee them.
    kernels : KernelSupply, optional
        Where the kernel comes from; the supply of this process by default.
    on_retry : callable, optional
        Called with the failure before each further attempt: to remove what the failed one wrote.

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
        "setup_code": seeding_code(seed) + setup_code,
        "kernels": kernels,
    }

    def attempt() -> NotebookRun:
        return _Attempt(source, output, values, limits, options, on_kernel).run()

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
    on_kernel: Callable[[int], None] | None
    name: str = field(default_factory=lambda: uuid.uuid4().hex[:8])

    def run(self) -> NotebookRun:
        own = self.output.with_name(f"{TEMPORARY}{self.output.stem}-{self.name}.ipynb")
        log = own.with_suffix(".log")
        try:
            return self._run(own, log)
        finally:
            if log.exists():
                log.replace(self.output.with_suffix(".log"))
            own.unlink(missing_ok=True)

    def _run(self, own: Path, log: Path) -> NotebookRun:
        began, killed_before = time.monotonic(), memory_kills()
        watch = KernelWatch(self.limits.memory_bytes, self.limits.ends_at)
        error: Exception | None = None
        try:
            with log.open("wb") as stream:
                self._execute(own, stream, watch, began)
        except Exception as caught:  # noqa: BLE001 - papermill passes on what nbclient, zmq or the disk raise
            error = caught
        finally:
            watch.end()
        ended_at = time.monotonic()
        executed = _read(own)
        traces = Traces(
            executed,
            error,
            self.limits,
            ended_at,
            kernel_started=watch.started,
            cancelled=LIVE.closed,
            ended=watch.ended,
            memory=watch.curve,
            system_was_short=memory_kills() > killed_before,
        )
        failure = diagnose(self.source.stem, traces)
        if failure is not None:
            failure = replace(failure, seconds=ended_at - began, memory=watch.curve)
            raise NotebookError(self._kept(failure, executed, _text(log))) from error
        assert executed is not None
        own.replace(self.output)
        peak = watch.curve.peak_bytes if watch.curve else 0
        return NotebookRun(self.source.stem, self.output, ended_at - began, printed(executed), peak)

    def _execute(self, own: Path, log: Any, watch: KernelWatch, now: float) -> None:
        """Hand the notebook to papermill, imported here because it takes a second."""
        from papermill.engines import papermill_engines
        from papermill.execute import execute_notebook

        from senim.execution.engine import SenimEngine

        logging.getLogger("papermill").addHandler(logging.NullHandler())
        papermill_engines.register("senim", SenimEngine)
        left = self.limits.seconds_left(now)

        def begin(process_id: int) -> None:
            watch.begin(process_id)
            if self.on_kernel is not None:
                self.on_kernel(process_id)

        execute_notebook(
            _without_placeholders(self.source),
            _without_placeholders(own),
            parameters=self.values,
            engine_name="senim",
            kernel_name="python3",
            language="python",
            progress_bar=False,
            kernel_log=log,
            on_kernel=begin,
            execution_timeout=self.limits.cell_seconds,
            notebook_timeout=left,
            start_timeout=START_SECONDS if left is None else max(1, min(START_SECONDS, round(left))),
            **self.options,
        )

    def _kept(self, failure: Failure, executed: Notebook | None, kernel_log: str) -> Failure:
        """Keep the partial notebook, repaired, and the end of what was printed."""
        said = printed(executed) if executed else ""
        log = "\n".join(part for part in (said + kernel_log, failure.log) if part.strip())
        failure = replace(
            failure,
            log=log[-LOG_TAIL_CHARACTERS:],
            printed=said[-LOG_TAIL_CHARACTERS:],
            kernel_log=kernel_log[-LOG_TAIL_CHARACTERS:],
        )
        notebook = repaired(executed or load_notebook(self.source), failure)
        failure = replace(failure, cells=cell_runs(notebook))
        try:
            write_text(self.output, notebook_text(notebook))
        except OSError as error:
            # A full disk must not hide why the notebook failed.
            return replace(
                failure, detail=f"{failure.detail} The notebook could not be kept: {error}.".strip()
            )
        return replace(failure, partial=self.output)


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
