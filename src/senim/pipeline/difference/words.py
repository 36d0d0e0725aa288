"""A difference for a terminal: what moved, from what to what, and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from senim.execution.claims import Claim
from senim.pipeline.difference.model import (
    Cause,
    CauseKind,
    ClaimMoved,
    Difference,
    PlainClaim,
    RowMoved,
    TableMoved,
    ValueMoved,
    WordingMoved,
)

if TYPE_CHECKING:
    from senim.brief.catalogue import Catalogue

CAUSE_WORDS = {
    CauseKind.DATA: "data",
    CauseKind.PARAMETER: "parameter",
    CauseKind.OPTION: "option",
    CauseKind.CODE: "code",
    CauseKind.ENVIRONMENT: "environment",
    CauseKind.UNEXPLAINED: "unexplained: nothing moved that its notebook reads or runs",
}
ITEMS_SHOWN, ROWS_SHOWN, PASSAGES_SHOWN = 3, 20, 20
NONE = "–"


def print_difference(difference: Difference, console: Console) -> None:
    """Print a difference.

    Parameters
    ----------
    difference : Difference
        The difference.
    console : Console
        Where to.
    """
    console.print(Text(f"{difference.before} → {difference.now}", style="bold"))
    if difference.empty:
        console.print("Nothing differs.")
        return
    for part in (
        _claims(difference),
        _tables(difference.data),
        _values("Parameters", "Where", difference.parameters),
        _values("Options", "Scenario", difference.options),
        _values("Code", "Where", difference.code),
        _values("Environment", "", difference.environment),
        _values("Texts and template", "", difference.texts),
        *(_wording(moved) for moved in difference.wording),
    ):
        if part is not None:
            console.print()
            console.print(part)


def printed(claim: PlainClaim | None, other: PlainClaim | None, catalogue: Catalogue) -> str:
    """Print a claim as a page would; how sure only where that moved.

    Parameters
    ----------
    claim : mapping or None
        The claim.
    other : mapping or None
        What it is compared with.
    catalogue : Catalogue
        English texts.

    Returns
    -------
    str
        Range with unit, then what of likelihood, confidence and status is not the same on the other side.
    """
    if claim is None:
        return NONE
    number, *sure = _parts(claim, catalogue)
    against = _parts(other, catalogue)[1:] if other is not None else [""] * len(sure)
    return ", ".join(
        [number, *(part for part, twin in zip(sure, against, strict=True) if part and part != twin)]
    )


def _parts(claim: PlainClaim, catalogue: Catalogue) -> list[str]:
    from senim.brief.display import print_claim

    typed = Claim.model_validate(dict(claim))
    likely = print_claim(typed, "likelihood", catalogue).text if typed.likelihood is not None else "none"
    confidence = f"confidence {typed.confidence} of 4" if typed.confidence is not None else "no confidence"
    return [print_claim(typed, "", catalogue).text, f"likelihood {likely}", confidence, typed.status]


def caused(causes: Sequence[Cause]) -> Text:
    """Say what a change could come from.

    Parameters
    ----------
    causes : sequence of Cause
        The causes.

    Returns
    -------
    Text
        Classes in bold, with what moved in each.
    """
    text = Text("" if len(causes) == 1 else "could come from ")
    for number, cause in enumerate(causes):
        text.append("; " if number else "")
        text.append(CAUSE_WORDS[cause.kind], style="bold")
        text.append(f" {_some(cause.items)}" if cause.items else "")
    return text


def _claims(difference: Difference) -> RenderableType | None:
    from senim.brief.catalogue import load_catalogue

    catalogue = load_catalogue("en")
    shown, digits = [], 0
    for claim in difference.claims:
        pair = printed(claim.before, claim.now, catalogue), printed(claim.now, claim.before, catalogue)
        if pair[0] == pair[1]:
            digits += 1
        else:
            shown.append((claim, *pair))
    if not shown and not digits:
        return None
    lines: list[RenderableType] = []
    if shown:
        lines.append(_claim_table(shown))
    if digits:
        lines.append(Text(f"and {digits} that moved only in digits that are not printed", style="dim"))
    lines.append(Text(f"{difference.unchanged} other numbers are unchanged", style="dim"))
    return Group(*lines)


def _claim_table(shown: Iterable[tuple[ClaimMoved, str, str]]) -> Table:
    table = _table("Numbers", "Claim", "Before", "Now", "Why")
    for claim, before, now in shown:
        table.add_row(Text(claim.id), Text(before), Text(now), caused(claim.causes))
    return table


def _tables(moved: Sequence[TableMoved]) -> RenderableType | None:
    if not moved:
        return None
    return Group(*(line for table in moved for line in _rows(table)))


def _rows(moved: TableMoved) -> Iterator[RenderableType]:
    counts = [(moved.added, "added"), (moved.removed, "removed"), (moved.changed, "changed")]
    words = ", ".join(f"{number} {word}" for number, word in counts if number) or "order or layout only"
    table = _table(f"Data: {moved.table} ({words})", "Row", "Before", "Now")
    for row in moved.rows[:ROWS_SHOWN]:
        table.add_row(Text(row.row), Text(_cells(row.before, row)), Text(_cells(row.now, row)))
    yield table if moved.rows else Text(f"Data: {moved.table} ({words})", style="bold")
    if len(moved.rows) > ROWS_SHOWN:
        yield Text(f"and {len(moved.rows) - ROWS_SHOWN} more rows (--json shows all)", style="dim")


def _cells(cells: object, row: RowMoved) -> str:
    if not isinstance(cells, dict):
        return NONE
    whole = row.before is None or row.now is None
    return "; ".join(f"{column}: {cell}" for column, cell in cells.items() if cell or not whole)


def _values(title: str, place: str, moved: Sequence[ValueMoved]) -> RenderableType | None:
    if not moved:
        return None
    table = _table(title, *([place] if place else []), "What", "Before", "Now")
    for value in moved:
        cells = [value.place, value.item] if place else [value.item]
        texts = [
            *cells,
            NONE if value.before is None else value.before,
            NONE if value.now is None else value.now,
        ]
        table.add_row(*(Text(text) for text in texts))
    return table


def _wording(moved: WordingMoved) -> RenderableType:
    table = _table(f"Wording, {moved.language}", "", "Passage")
    for sign, passages in (("−", moved.removed), ("+", moved.added)):
        for passage in passages[:PASSAGES_SHOWN]:
            table.add_row(sign, Text(passage))
        if len(passages) > PASSAGES_SHOWN:
            table.add_row(
                sign, Text(f"and {len(passages) - PASSAGES_SHOWN} more (--json shows all)", style="dim")
            )
    return table


def _table(title: str, *columns: str) -> Table:
    table = Table(
        title=title, title_justify="left", title_style="bold", box=None, pad_edge=False, padding=(0, 2, 0, 0)
    )
    for column in columns:
        table.add_column(column, overflow="fold", header_style="dim")
    return table


def _some(items: Sequence[str]) -> str:
    more = len(items) - ITEMS_SHOWN
    return ", ".join(items[:ITEMS_SHOWN]) + (f" and {more} more" if more > 0 else "")
