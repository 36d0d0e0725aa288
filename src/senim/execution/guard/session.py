"""Run a notebook under watch, and fail it for what it did not declare, even where it hid the error."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from senim.execution.canonical import INJECTED, notebook_text
from senim.execution.code import Notebook, load_notebook
from senim.execution.failure import Failure, FailureKind, NotebookError
from senim.execution.files import write_text
from senim.execution.guard.rules import Rules
from senim.execution.guard.sightings import Sighting, read_sightings
from senim.execution.run import NotebookRun

ERROR = "UndeclaredInputError"
# A run that was ended from outside says nothing about the notebook.
_NOT_THE_NOTEBOOK = (FailureKind.CANCELLED,)


@dataclass(frozen=True)
class Watch:
    """How a notebook is watched.

    Parameters
    ----------
    rules : Rules
        What it may read.
    shown_as : str
        The notebook file, as the reader knows it.
    refuse : bool
        Whether what is not declared is refused; else it is only written down.
    """

    rules: Rules
    shown_as: str
    refuse: bool = True

    def setup_code(self, record: Path) -> str:
        """Write the code that puts the guard into a kernel; it leaves no name behind.

        Parameters
        ----------
        record : Path
            File to which the kernel adds what it sees.

        Returns
        -------
        str
            One expression.
        """
        module = "__import__('senim.execution.guard.install', fromlist=['install'])"
        given = f"{self.rules.as_dict()!r}, {str(record)!r}, {self.shown_as!r}, refuse={self.refuse!r}"
        return f"{module}.install({given})"


def run_watched(
    run: Callable[..., NotebookRun],
    source: Path,
    output: Path,
    parameters: Mapping[str, Any],
    *,
    watch: Watch,
    on_cell: Callable[[int, int], None] | None = None,
    **options: Any,
) -> tuple[NotebookRun, tuple[Sighting, ...]]:
    """Run a notebook under watch.

    Parameters
    ----------
    run : callable
        Runs a notebook: `senim.execution.run.run_notebook`.
    source, output : Path
        The notebook, and where the executed one is written.
    parameters : mapping of str to object
        Values for its parameters.
    watch : Watch
        How it is watched.
    on_cell : callable, optional
        Called with (cells begun, number of cells) before each cell.
    **options
        Passed to `run`.

    Returns
    -------
    run : NotebookRun
        The run.
    sightings : tuple of Sighting
        What it did and does not declare; empty where that is refused.

    Raises
    ------
    NotebookError
        If the notebook failed, or did what it does not declare and that is refused.
    """
    record = output.with_suffix(".seen")
    record.parent.mkdir(parents=True, exist_ok=True)
    record.unlink(missing_ok=True)
    began_at: list[int] = []

    def mark(number: int, of: int) -> None:
        began_at.append(record.stat().st_size if record.is_file() else 0)
        if on_cell is not None:
            on_cell(number, of)

    failed: NotebookError | None = None
    try:
        code = watch.setup_code(record.resolve())
        done = run(source, output, parameters, on_cell=mark, setup_code=code, **options)
    except NotebookError as error:
        failed = error
    installed, seen = read_sightings(record)
    record.unlink(missing_ok=True)
    if watch.refuse and seen and (failed is None or failed.failure.kind not in _NOT_THE_NOTEBOOK):
        raise NotebookError(_failure(source.stem, output, watch, seen, began_at, failed)) from failed
    if failed is not None:
        raise failed
    if not installed:
        cause = "the guard that watches what a notebook opens was not at work"
        raise NotebookError(Failure(FailureKind.INFRASTRUCTURE, source.stem, None, cause, partial=output))
    return done, tuple(sighting for _, sighting in seen)


def _failure(
    name: str,
    output: Path,
    watch: Watch,
    seen: tuple[tuple[int, Sighting], ...],
    began_at: list[int],
    failed: NotebookError | None,
) -> Failure:
    place, first = seen[0]
    index = max(sum(begin <= place for begin in began_at) - 1, 0)
    executed = _read(output)
    told = [f"{sighting.what}. {sighting.remedy(watch.shown_as)}" for _, sighting in seen]
    more = f" ({len(told) - 1} more in the log)" if len(told) > 1 else ""
    cause = f"{told[0]}{more} `--no-strict` runs without this check"
    before = failed.failure if failed is not None else None
    log = "\n".join([*told, *([str(before), before.log] if before else [])])
    number = _number_in_source(executed, index)
    # The author has to act, not whoever keeps the data: retrying or mending a file does not help.
    failure = Failure(FailureKind.CODE, name, number, cause, first.line, log)
    if executed is None:
        return failure if before is None else replace(failure, partial=before.partial)
    _show_in(executed, index, told, output)
    return replace(failure, partial=output)


def _read(output: Path) -> Notebook | None:
    try:
        return load_notebook(output)
    except (OSError, ValueError):
        return None


def _cells(executed: Notebook) -> list[dict[str, Any]]:
    """Give the cells that ran: papermill puts one before a failed cell that says so."""
    cells: list[dict[str, Any]] = executed["cells"]
    return [cell for cell in cells if not any("papermill-error" in tag for tag in _tags(cell))]


def _tags(cell: Mapping[str, Any]) -> list[str]:
    tags: list[str] = cell.get("metadata", {}).get("tags", [])
    return tags


def _number_in_source(executed: Notebook | None, index: int) -> int | None:
    if executed is None:
        return None
    return max(sum(INJECTED not in _tags(cell) for cell in _cells(executed)[: index + 1]), 1)


def _show_in(executed: Notebook, index: int, told: list[str], output: Path) -> None:
    """Show the error in the cell that hid it."""
    cells = _cells(executed)
    cell = cells[index] if index < len(cells) else {}
    if cell.get("cell_type") != "code":
        return
    outputs = cell.setdefault("outputs", [])
    if any(item.get("ename", "").startswith("Undeclared") for item in outputs):
        return
    outputs.append({"output_type": "error", "ename": ERROR, "evalue": told[0], "traceback": told})
    cell.setdefault("metadata", {}).setdefault("papermill", {})["status"] = "failed"
    write_text(output, notebook_text(executed))
