"""What an executed notebook tells about its cells."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from senim.execution.code import INJECTED, Notebook, cell_source, tags
from senim.execution.failure import CellRun
from senim.execution.plain_text import one_line, without_colours

PAPERMILL_MARKER = "papermill-error-cell-tag"
BANNER = "senim-failure"
Cell = dict[str, Any]


def status(cell: Cell) -> str:
    """Give what papermill recorded about a cell.

    Parameters
    ----------
    cell : dict
        The cell.

    Returns
    -------
    str
        ``pending``, ``running``, ``completed`` or ``failed``.
    """
    return str(cell.get("metadata", {}).get("papermill", {}).get("status", "pending"))


def numbered(notebook: Notebook) -> Iterator[tuple[int | None, Cell]]:
    """Go through the cells, numbered as in the notebook file.

    Parameters
    ----------
    notebook : dict
        An executed notebook.

    Yields
    ------
    tuple of int and dict
        Number from 1, None for given parameters, and the cell; marks of a failure are left out.
    """
    number = 0
    for cell in notebook["cells"]:
        if PAPERMILL_MARKER in tags(cell) or BANNER in tags(cell):
            continue
        injected = INJECTED in tags(cell)
        number += not injected
        yield (None if injected else number), cell


def failed_cell(notebook: Notebook | None) -> tuple[int | None, Cell | None]:
    """Find the cell that failed.

    Parameters
    ----------
    notebook : dict or None
        An executed notebook.

    Returns
    -------
    tuple of int and dict, or None twice
        Its number in the notebook file (that of the cell before it, for given parameters) and the cell.
    """
    before = 1
    for number, cell in numbered(notebook) if notebook else ():
        if status(cell) == "failed":
            return number or before, cell
        before = number or before
    return None, None


def raised(cell: Cell | None) -> tuple[str, str, str] | None:
    """Give the error that a cell raised.

    Parameters
    ----------
    cell : dict or None
        The cell.

    Returns
    -------
    tuple of str or None
        Name, message and traceback.
    """
    for output in cell.get("outputs", []) if cell else []:
        if output.get("output_type") == "error":
            return output["ename"], without_colours(output["evalue"]), "\n".join(output["traceback"])
    return None


def has_begun(cell: Cell | None) -> bool:
    """Say whether the kernel gave a sign of having begun a cell.

    Parameters
    ----------
    cell : dict or None
        The cell.

    Returns
    -------
    bool
        True where a message of the kernel about this cell has come.
    """
    signs = cell.get("metadata", {}).get("execution", {}) if cell else {}
    return any(name.startswith("iopub.") for name in signs) or bool(cell and cell.get("outputs"))


def cell_runs(notebook: Notebook | None) -> tuple[CellRun, ...]:
    """List what became of each code cell.

    Parameters
    ----------
    notebook : dict or None
        An executed notebook, repaired.

    Returns
    -------
    tuple of CellRun
        In order.
    """
    return tuple(
        CellRun(number, status(cell), _seconds(cell), _opening(cell))
        for number, cell in (numbered(notebook) if notebook else ())
        if cell.get("cell_type") == "code"
    )


def _seconds(cell: Cell) -> float | None:
    seconds = cell.get("metadata", {}).get("papermill", {}).get("duration")
    return None if seconds is None else round(float(seconds), 3)


def _opening(cell: Cell) -> str:
    lines = (line.strip() for line in cell_source(cell).splitlines())
    return one_line(next((line for line in lines if line and not line.startswith("#")), ""), 80)
