"""What a guard saw decides before all else: whatever came of it, it has to be declared."""

from __future__ import annotations

from dataclasses import replace

from senim.execution.cells import Cell, numbered
from senim.execution.code import Notebook, cell_source
from senim.execution.failure import Failure, FailureKind, Undeclared
from senim.execution.guard.session import Seen

NOT_AT_WORK = "the guard that watches what a notebook opens was not at work"


def judged(name: str, executed: Notebook | None, seen: Seen, failure: Failure | None) -> Failure | None:
    """Say what an attempt failed of, now that it is known what it opened.

    Parameters
    ----------
    name : str
        Name of the notebook.
    executed : dict or None
        The notebook as it was executed.
    seen : Seen
        What the guard saw.
    failure : Failure or None
        What the attempt failed of by itself; None where it ran to its end.

    Returns
    -------
    Failure or None
        The failure; None where the notebook ran to its end and nothing is refused.
    """
    if failure is not None and failure.kind is FailureKind.CANCELLED:
        # A run that was ended from outside says nothing about the notebook.
        return failure
    if seen.watch.refuse and seen.sightings:
        return _of_what_was_seen(name, executed, seen, failure)
    if failure is None and not seen.installed:
        return Failure(FailureKind.INFRASTRUCTURE, name, None, NOT_AT_WORK)
    return failure


def _of_what_was_seen(name: str, executed: Notebook | None, seen: Seen, failure: Failure | None) -> Failure:
    shown_as = seen.watch.shown_as
    # One sentence a file, however often it was opened.
    first = {(one.access, one.name): one for one in reversed(seen.sightings)}
    opened = tuple(
        Undeclared(str(one.access), one.name, one.line, one.told(shown_as))
        for one in seen.sightings
        if first[one.access, one.name] is one
    )
    cause = opened[0].told
    number, cell = _at(executed, seen.cell)
    code = cell_source(cell) if cell is not None and cell.get("cell_type") == "code" else ""
    # The author has to act, not whoever keeps the data: retrying or mending a file does not help.
    found = Failure(FailureKind.CODE, name, number, cause, opened[0].line, code=code, undeclared=opened)
    if failure is None or failure.cause.startswith("Undeclared"):
        return found
    place = f" in cell {failure.cell}" if failure.cell is not None else ""
    return replace(found, detail=f"What came of it{place}: {failure.cause}.", log=failure.log)


def _at(executed: Notebook | None, index: int | None) -> tuple[int | None, Cell | None]:
    """Find a cell by its place among those that were run; given parameters count to the cell before them."""
    if executed is None or index is None:
        return None, None
    cells = list(numbered(executed))[: index + 1]
    numbers = [number for number, _ in cells if number is not None]
    return (numbers[-1] if numbers else 1), (cells[-1][1] if cells else None)
