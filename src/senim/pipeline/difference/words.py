"""A difference for a terminal: what moved, from what to what, and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Console, RenderableType
from rich.text import Text

from senim.pipeline.difference.claim_words import claim_lines
from senim.pipeline.difference.model import Difference, RowMoved, TableMoved, ValueMoved, WordingMoved
from senim.pipeline.difference.terminal import NONE, plain, plain_table

ROWS_SHOWN, PASSAGES_SHOWN = 20, 20


def print_difference(difference: Difference, console: Console) -> None:
    """Print a difference.

    Parameters
    ----------
    difference : Difference
        The difference.
    console : Console
        Where to.
    """
    console.print(plain(f"{difference.before} → {difference.now}", "bold"))
    if difference.empty:
        console.print("Nothing differs.")
    for part in (
        claim_lines(difference),
        *(list(_rows(table)) for table in difference.data),
        list(_values("Parameters", "Where", difference.parameters)),
        list(_values("Options", "Scenario", difference.options)),
        list(_values("Code", "Where", difference.code)),
        list(_values("Environment", "", difference.environment)),
        list(_values("Texts and template", "", difference.texts)),
        *(list(_wording(moved)) for moved in difference.wording),
    ):
        if part:
            console.print()
        for line in part:
            console.print(line)


def _rows(moved: TableMoved) -> Iterator[RenderableType]:
    counts = [(moved.added, "added"), (moved.removed, "removed"), (moved.changed, "changed")]
    words = ", ".join(f"{number} {word}" for number, word in counts if number) or "order or layout only"
    yield plain(f"Data: {moved.table} ({words})", "bold")
    table = plain_table("Row", "Before", "Now")
    for row in moved.rows[:ROWS_SHOWN]:
        table.add_row(plain(row.row), plain(_cells(row, before=True)), plain(_cells(row, before=False)))
    if moved.rows:
        yield table
    if len(moved.rows) > ROWS_SHOWN:
        yield Text(f"and {len(moved.rows) - ROWS_SHOWN} more rows (--json shows all)", style="dim")


def _cells(row: RowMoved, *, before: bool) -> str:
    cells = row.before if before else row.now
    if cells is None:
        return NONE
    whole = row.before is None or row.now is None
    return "; ".join(f"{column}: {cell}" for column, cell in cells.items() if cell or not whole)


def _values(title: str, place: str, moved: Sequence[ValueMoved]) -> Iterator[RenderableType]:
    if not moved:
        return
    yield Text(title, style="bold")
    table = plain_table(*([place] if place else []), "What", "Before", "Now")
    for value in moved:
        names = [value.place, value.item] if place else [value.item]
        sides = [NONE if side is None else side for side in (value.before, value.now)]
        table.add_row(*(plain(text) for text in [*names, *sides]))
    yield table


def _wording(moved: WordingMoved) -> Iterator[RenderableType]:
    yield plain(f"Wording, {moved.language}", "bold")
    table = plain_table("", "Passage")
    for sign, passages in (("−", moved.removed), ("+", moved.added)):
        for passage in passages[:PASSAGES_SHOWN]:
            table.add_row(sign, plain(passage))
        if len(passages) > PASSAGES_SHOWN:
            rest = f"and {len(passages) - PASSAGES_SHOWN} more (--json shows all)"
            table.add_row(sign, Text(rest, style="dim"))
    yield table
