"""What moved inside a file, a cell or a long value: what is there now beside what an edition keeps."""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

from senim.execution.code import INJECTED, Notebook, cell_source, load_notebook, normalised_source, tags
from senim.execution.files import file_digest
from senim.execution.prose import prose_items
from senim.pipeline.difference.model import RowMoved, ValueMoved
from senim.pipeline.difference.rows import DESCRIPTION, tables_moved
from senim.pipeline.difference.values import leaves_of, values_moved
from senim.pipeline.editions import editions
from senim.pipeline.kept_inputs import DATA, INPUTS, KEPT
from senim.pipeline.keys import Change, code_items, shortened
from senim.pipeline.project import Project
from senim.pipeline.tasks import Plan, Planned

_NONE = "(none)"
_TEXT_MARK = ": text cell "


def with_details(plan: Plan, project: Project) -> Plan:
    """Let the reasons of a plan say what moved inside, where the old content is still there.

    Parameters
    ----------
    plan : Plan
        The plan.
    project : Project
        Where the inputs and the editions are.

    Returns
    -------
    Plan
        The same plan; each reason with a line for every value, row or line of text that moved.
    """

    @cache
    def inside(change: Change, notebook: Path | None) -> tuple[str, ...]:
        return tuple(_details(change, notebook, project))

    def detailed(planned: Planned) -> Planned:
        told = (replace(change, details=inside(change, planned.task.notebook)) for change in planned.reasons)
        return replace(planned, reasons=tuple(told))

    return replace(plan, tasks=tuple(detailed(planned) for planned in plan.tasks))


def _details(change: Change, notebook: Path | None, project: Project) -> Iterator[str]:
    if change.part == "parameters":
        yield from _of_values(change)
    elif change.part == "inputs" and change.item.startswith(KEPT):
        yield from _of_file(change, project)
    elif notebook is not None and (change.part == "code" or _TEXT_MARK in change.item):
        yield from _of_cell(change, notebook, project)


def _of_values(change: Change) -> Iterator[str]:
    """Compare two long values leaf by leaf; a short one is told whole."""
    try:
        old, new = (leaves_of(json.loads(side)) if side else {} for side in (change.old, change.new))
    except ValueError:
        return
    if max(len(old), len(new)) > 1:
        yield from _leaves(old, new)


def _leaves(old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[str]:
    for item in sorted({*old, *new}):
        if old.get(item) != new.get(item):
            yield _moved(item, old.get(item), new.get(item))


def _of_file(change: Change, project: Project) -> Iterator[str]:
    name = change.item
    kept = _kept_file(name, change.old, project)
    present = project.root / name
    if kept is None or not present.is_file():
        return
    if name.startswith(DATA):
        both = [{name: path, **_description(path, name)} for path in (kept, present)]
        for table in tables_moved(*both):
            yield from (_row(row) for row in table.rows)
    elif name.endswith((".yaml", ".yml")):
        yield from (_value(value) for value in values_moved({name: kept}, {name: present}, name))


def _kept_file(name: str, digest: str | None, project: Project) -> Path | None:
    """Find the content that a file had, in the newest edition that keeps it."""
    files = (folder / INPUTS / name for folder in editions(project.reports))
    return next((file for file in files if file.is_file() and file_digest(file) == digest), None)


def _description(file: Path, name: str) -> dict[str, Path]:
    described = file.parents[len(Path(name).parts) - 1] / DESCRIPTION
    return {DESCRIPTION: described} if described.is_file() else {}


def _row(row: RowMoved) -> str:
    if row.before is None or row.now is None:
        cells = row.now if row.before is None else row.before
        told = ", ".join(cell for cell in (cells or {}).values() if cell)
        return f"row {'added' if row.before is None else 'removed'}: {shortened(told)}"
    moved = (
        f"{column}: {row.before.get(column, _NONE)} → {row.now.get(column, _NONE)}"
        for column in {**row.before, **row.now}
    )
    return f"row {row.row}: {'; '.join(moved)}"


def _value(value: ValueMoved) -> str:
    return _moved(value.item, value.before, value.now)


def _moved(item: str, old: str | None, new: str | None) -> str:
    before, now = (_NONE if side is None else shortened(side) for side in (old, new))
    return f"{item}: {before} → {now}".removeprefix(": ")


def _of_cell(change: Change, path: Path, project: Project) -> Iterator[str]:
    """Tell the lines of a cell that went and came."""
    number = int(change.item.rpartition(" ")[2]) - 1
    of_text = change.part == "inputs"
    texts, items = (_texts, _text_digests) if of_text else (_codes, _code_digests)
    new = texts(load_notebook(path))
    for folder in editions(project.reports):
        for file in sorted((folder / "notebooks").glob(f"{path.stem}*.ipynb")):
            old = _as_written(load_notebook(file))
            if change.old is None or items(old).get(number) != _digest(change.old):
                continue
            yield from _lines(texts(old).get(number, ""), new.get(number, ""))
            return
    if change.old is None and number in new:
        yield from _lines("", new[number])


def _lines(old: str, new: str) -> Iterator[str]:
    for line in difflib.ndiff(old.splitlines(), new.splitlines()):
        if line.startswith(("- ", "+ ")) and line[2:].strip():
            yield f"{'−' if line[0] == '-' else '+'} {shortened(line[2:].strip())}"


def _as_written(notebook: Notebook) -> Notebook:
    cells = [cell for cell in notebook["cells"] if INJECTED not in tags(cell)]
    return {**notebook, "cells": cells}


def _codes(notebook: Notebook) -> dict[int, str]:
    code = [cell_source(cell) for cell in notebook["cells"] if cell.get("cell_type") == "code"]
    return dict(enumerate(text for text in code if normalised_source(text)))


def _texts(notebook: Notebook) -> dict[int, str]:
    cells = enumerate(notebook["cells"])
    return {place: cell_source(cell) for place, cell in cells if cell.get("cell_type") != "code"}


def _code_digests(notebook: Notebook) -> dict[int, str]:
    cells = [normalised_source(text) for text in _codes(notebook).values()]
    return dict(enumerate(_digest(item) for item in code_items(cells).values()))


def _text_digests(notebook: Notebook) -> dict[int, str]:
    items = prose_items(notebook)
    return {int(name.rpartition(" ")[2]) - 1: _digest(item) for name, item in items.items() if " " in name}


def _digest(item: str) -> str:
    return item.partition(" ")[0]
