"""The notebook of a failed run, made true: what ran, what failed, what was not reached, and why."""

from __future__ import annotations

import copy
import re
from typing import Any

from senim.execution.cells import BANNER, PAPERMILL_MARKER, Cell, numbered, raised, status
from senim.execution.code import Notebook, tags
from senim.execution.failure import Failure
from senim.execution.plain_text import visible

_NOT_REACHED = {
    "exception": None,
    "start_time": None,
    "end_time": None,
    "duration": None,
    "status": "pending",
}
_FENCE = re.compile(r"`{3,}")


def repaired(notebook: Notebook, failure: Failure) -> Notebook:
    """Make a notebook tell what happened.

    Papermill calls cells that were never reached completed, and keeps no sign of a kernel that died.

    Parameters
    ----------
    notebook : dict
        The notebook as papermill left it, or the source where it left none.
    failure : Failure
        What happened.

    Returns
    -------
    dict
        A copy: each cell has its true status, the failing cell shows the error, the first cell is a banner.
    """
    copied: Notebook = copy.deepcopy(notebook)
    cells = [cell for cell in copied["cells"] if not {PAPERMILL_MARKER, BANNER} & set(tags(cell))]
    _set_statuses(cells, goes_on=bool(failure.undeclared))
    if failure.undeclared:
        _show_undeclared(cells, failure)
    else:
        _show_error(cells, failure)
    copied["cells"] = [_banner(copied, failure, cells), *cells]
    copied.setdefault("metadata", {}).setdefault("papermill", {})["exception"] = True
    return copied


def _set_statuses(cells: list[Cell], *, goes_on: bool) -> None:
    """Give each cell its true status; a notebook that hides the error of its guard goes on after it."""
    stopped = False
    for cell in cells:
        known = cell.setdefault("metadata", {}).get("papermill")
        begun = bool(known) and known.get("start_time") is not None
        if not begun or (stopped and not goes_on):
            cell["metadata"]["papermill"] = dict(_NOT_REACHED)
            continue
        if status(cell) != "completed":
            known |= {"status": "failed", "exception": True}
            stopped = True


def _show_error(cells: list[Cell], failure: Failure) -> None:
    failed = next((cell for cell in cells if status(cell) == "failed"), None)
    if failed is None or failed.get("cell_type") != "code" or raised(failed) is not None:
        return
    shown = {
        "output_type": "error",
        "ename": str(failure.kind),
        "evalue": failure.cause,
        "traceback": [f"{failure.kind}: {failure.cause}"],
    }
    failed.setdefault("outputs", []).append(shown)


def _show_undeclared(cells: list[Cell], failure: Failure) -> None:
    """Show the error in the cell that hid it."""
    at = (cell for number, cell in numbered({"cells": cells}) if number == failure.cell)
    cell = next(at, None)
    if cell is None or cell.get("cell_type") != "code":
        return
    cell["metadata"]["papermill"] |= {"status": "failed", "exception": True}
    outputs = cell.setdefault("outputs", [])
    if any(output.get("ename", "").startswith("Undeclared") for output in outputs):
        return
    told = [item.told for item in failure.undeclared]
    outputs.append(
        {"output_type": "error", "ename": "UndeclaredInputError", "evalue": told[0], "traceback": told}
    )


def _banner(notebook: Notebook, failure: Failure, cells: list[Cell]) -> dict[str, Any]:
    cell: dict[str, Any] = {
        "cell_type": "markdown",
        "metadata": {"tags": [BANNER]},
        "source": banner_text(failure, sum(status(cell) == "completed" for cell in cells), len(cells)),
    }
    if (notebook.get("nbformat", 4), notebook.get("nbformat_minor", 0)) >= (4, 5):
        cell["id"] = BANNER
    return cell


def banner_text(failure: Failure, completed: int, of: int) -> str:
    """Say in Markdown what happened, where, and what to do.

    Parameters
    ----------
    failure : Failure
        What happened.
    completed, of : int
        Cells that ran to their end, and cells of the notebook.

    Returns
    -------
    str
        Markdown in which nothing that came from the notebook is read as markup.
    """
    place = "before its first cell" if failure.cell is None else f"in cell {failure.cell}"
    if failure.cell is None and completed:
        place = "after its last cell"
    cause = visible("\n".join(part for part in (failure.cause, failure.line, failure.detail) if part))
    happened = f"This notebook did not run to its end. It stopped {place} ({failure.kind})."
    if failure.undeclared:
        happened = f"This notebook opened what it does not declare, first {place} ({failure.kind})."
    tried = f" It was tried {len(failure.attempts)} times." if len(failure.attempts) > 1 else ""
    return "\n\n".join(
        [
            f"**{happened}**{tried}",
            _fenced(cause),
            f"What to do: {failure.remedy}",
            f"{completed} of {of} cells ran to their end; a cell that was not reached has the status "
            "pending. Nothing of this run was published: what was published before is as it was.",
        ]
    )


def _fenced(text: str) -> str:
    """Quote a text as code; the fence is longer than any in the text."""
    longest = max((len(found) for found in _FENCE.findall(text)), default=2)
    fence = "`" * max(longest + 1, 3)
    return f"{fence}text\n{text}\n{fence}"
