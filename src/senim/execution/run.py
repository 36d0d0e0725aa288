"""Run one notebook with checked parameters in a fresh kernel."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from senim.execution.canonical import INJECTED, notebook_text, printed
from senim.execution.code import Notebook, load_notebook
from senim.execution.failure import (
    Failure,
    FailureKind,
    NotebookError,
    failing_line,
    kind_of_error,
    without_colours,
)
from senim.execution.files import write_text
from senim.execution.kernels import LIVE, KernelsEndedError
from senim.execution.parameters import check_parameters, declared_parameters

LOG_TAIL_CHARACTERS = 2000
_MARKER = "papermill-error-cell-tag"
_KILLED = -9


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
    """

    notebook: str
    output: Path
    seconds: float
    printed: str


def run_notebook(
    source: Path,
    output: Path,
    parameters: Mapping[str, Any] | None = None,
    *,
    folder: Path | None = None,
    environment: Mapping[str, str] | None = None,
    cell_seconds: float | None = None,
    notebook_seconds: float | None = None,
    on_cell: Callable[[int, int], None] | None = None,
    setup_code: str = "",
) -> NotebookRun:
    """Run a notebook; a dead kernel, a failed cell or an early exit is a failure.

    Parameters
    ----------
    source : Path
        The notebook.
    output : Path
        Where the executed notebook is written, cell by cell; ``<output>.log`` takes the kernel's own output.
    parameters : mapping of str to object, optional
        Values for the parameters the notebook declares.
    folder : Path, optional
        Working folder of the kernel; the notebook's own by default.
    environment : mapping of str to str, optional
        More environment variables for the kernel.
    cell_seconds, notebook_seconds : float, optional
        Deadlines of one cell and of the whole notebook.
    on_cell : callable, optional
        Called with (cells begun, number of cells) before each cell.
    setup_code : str
        Run silently in the kernel before the first cell.

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
    kernel_log = output.with_suffix(".log")
    began, killed_before = time.monotonic(), _memory_kills()
    error: Exception | None = None
    with kernel_log.open("wb") as stream:
        try:
            _execute(
                source,
                output,
                values,
                kernel_log=stream,
                kernel_cwd=str(folder or source.parent),
                kernel_env=dict(environment or {}),
                execution_timeout=cell_seconds,
                notebook_timeout=notebook_seconds,
                on_cell=on_cell,
                setup_code=setup_code,
            )
        except Exception as caught:  # noqa: BLE001 - papermill passes on what nbclient, zmq or the disk raise
            error = caught
    executed = _read(output)
    failure = _failure(source.stem, executed, error, memory_was_short=_memory_kills() > killed_before)
    if failure is not None:
        tail = kernel_log.read_text(encoding="utf-8", errors="replace")
        raise NotebookError(_kept(failure, executed, output, tail)) from error
    assert executed is not None
    return NotebookRun(source.stem, output, time.monotonic() - began, printed(executed))


def _execute(source: Path, output: Path, values: dict[str, Any], **engine: Any) -> None:
    """Hand the notebook to papermill, imported here because it takes a second."""
    from papermill.engines import papermill_engines
    from papermill.execute import execute_notebook

    from senim.execution.engine import SenimEngine

    logging.getLogger("papermill").addHandler(logging.NullHandler())
    papermill_engines.register("senim", SenimEngine)
    execute_notebook(
        _without_placeholders(source),
        _without_placeholders(output),
        parameters=values,
        engine_name="senim",
        kernel_name="python3",
        language="python",
        progress_bar=False,
        **engine,
    )


def _without_placeholders(path: Path) -> str:
    # Papermill reads braces in a path as placeholders.
    return str(path).replace("{", "{{").replace("}", "}}")


def _read(output: Path) -> Notebook | None:
    try:
        return load_notebook(output)
    except (OSError, ValueError):
        return None


def _failure(
    name: str, executed: Notebook | None, error: Exception | None, *, memory_was_short: bool
) -> Failure | None:
    number, cell = _failed_cell(executed)
    raised = _raised(cell)
    if raised is not None:
        error_name, message, traceback = raised
        kind = FailureKind.CANCELLED if LIVE.closed else kind_of_error(error_name)
        cause = f"{error_name}: {_opening(message)}".rstrip(": ")
        return Failure(kind, name, number, cause, failing_line(traceback), log=message)
    if error is None:
        if cell is None and executed is not None:
            return None
        cause = "the cell ended the kernel before the notebook was finished"
        return Failure(FailureKind.CODE, name, number, cause)
    kind, cause = _kind_and_cause(error, memory_was_short)
    return Failure(kind, name, number, cause)


def _opening(message: str) -> str:
    """Take the first line, and the second where the first only announces a list."""
    lines = [line.strip() for line in message.splitlines()] or [""]
    return " ".join(lines[:2]) if lines[0].endswith(":") else lines[0]


def _kind_and_cause(error: Exception, memory_was_short: bool) -> tuple[FailureKind, str]:
    from nbclient.exceptions import CellTimeoutError, DeadKernelError

    if LIVE.closed or isinstance(error, KernelsEndedError):
        return FailureKind.CANCELLED, "the run was cancelled"
    if isinstance(error, CellTimeoutError):
        return FailureKind.TIMEOUT, "the time allowed ran out"
    if isinstance(error, DeadKernelError):
        code = getattr(error, "exit_code", None)
        if code == _KILLED and memory_was_short:
            return FailureKind.OUT_OF_MEMORY, "the system ended the kernel because memory ran out"
        return FailureKind.KERNEL_DIED, f"the kernel died ({_ending(code)})"
    return FailureKind.INFRASTRUCTURE, f"{type(error).__name__}: {error}"


def _ending(code: int | None) -> str:
    if code is None:
        return "exit code unknown"
    return f"signal {-code}" if code < 0 else f"exit code {code}"


def _failed_cell(executed: Notebook | None) -> tuple[int | None, dict[str, Any] | None]:
    """Find the cell that failed and its number in the source notebook."""
    number = 0
    for cell in executed["cells"] if executed else []:
        tags = cell.get("metadata", {}).get("tags", [])
        if _MARKER in tags:
            continue
        number += INJECTED not in tags
        if cell.get("metadata", {}).get("papermill", {}).get("status") == "failed":
            return max(number, 1), cell
    return None, None


def _raised(cell: dict[str, Any] | None) -> tuple[str, str, str] | None:
    for output in cell.get("outputs", []) if cell else []:
        if output.get("output_type") == "error":
            return output["ename"], without_colours(output["evalue"]), "\n".join(output["traceback"])
    return None


def _kept(failure: Failure, executed: Notebook | None, output: Path, kernel_log: str) -> Failure:
    """Keep the partial notebook with the error shown in it, and the end of what was printed."""
    if executed is None:
        return replace(failure, log=kernel_log[-LOG_TAIL_CHARACTERS:])
    _, cell = _failed_cell(executed)
    if cell is not None and cell.get("cell_type") == "code" and _raised(cell) is None:
        text = f"{failure.kind}: {failure.cause}"
        shown = {
            "output_type": "error",
            "ename": str(failure.kind),
            "evalue": failure.cause,
            "traceback": [text],
        }
        cell.setdefault("outputs", []).append(shown)
        write_text(output, notebook_text(executed))
    log = "\n".join(part for part in (printed(executed) + kernel_log, failure.log) if part.strip())
    return replace(failure, log=log[-LOG_TAIL_CHARACTERS:], partial=output)


def _memory_kills() -> int:
    """Count the processes this system has ended for lack of memory; 0 where it does not say (not Linux)."""
    try:
        lines = Path("/proc/vmstat").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("oom_kill ")), 0)
