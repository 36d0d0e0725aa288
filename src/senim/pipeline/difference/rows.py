"""Rows of source tables, matched by the key that the table declares."""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from senim.execution.files import file_digest
from senim.pipeline.difference.model import RowMoved, TableMoved
from senim.pipeline.kept_inputs import DATA

DESCRIPTION = f"{DATA}datapackage.json"
Row = Mapping[str, str]


def tables_moved(before: Mapping[str, Path], now: Mapping[str, Path]) -> tuple[TableMoved, ...]:
    """Compare the source tables.

    Parameters
    ----------
    before, now : mapping of str to Path
        Input files by name.

    Returns
    -------
    tuple of TableMoved
        Tables whose file moved, by name.
    """
    keys = _agreed(_primary_keys(before.get(DESCRIPTION)), _primary_keys(now.get(DESCRIPTION)))
    moved = []
    for name in sorted(name for name in {*before, *now} if name.startswith(DATA) and name.endswith(".csv")):
        old, new = before.get(name), now.get(name)
        if old is None or new is None or file_digest(old) != file_digest(new):
            table = name.removeprefix(DATA).removesuffix(".csv")
            moved.append(TableMoved(table, _rows_moved(_read(old), _read(new), keys.get(table, ()))))
    return tuple(moved)


def _rows_moved(old: Sequence[Row], new: Sequence[Row], key: Sequence[str]) -> tuple[RowMoved, ...]:
    before, now = _by_key(old, key), _by_key(new, key)
    if before is None or now is None:
        return _unmatched(old, new)
    moved = []
    for name in sorted({*before, *now}):
        gone, come = before.get(name), now.get(name)
        if gone is None or come is None:
            moved.append(RowMoved(" · ".join(name), gone, come))
        elif gone != come:
            columns = sorted(column for column in {*gone, *come} if gone.get(column) != come.get(column))
            moved.append(RowMoved(" · ".join(name), _some(gone, columns), _some(come, columns)))
    return tuple(moved)


def _unmatched(old: Sequence[Row], new: Sequence[Row]) -> tuple[RowMoved, ...]:
    """Without a key a changed row is one that went and one that came."""
    before, now = Counter(map(_cells, old)), Counter(map(_cells, new))
    gone = [RowMoved(_named(cells), dict(cells), None) for cells in sorted((before - now).elements())]
    come = [RowMoved(_named(cells), None, dict(cells)) for cells in sorted((now - before).elements())]
    return tuple(sorted([*gone, *come], key=lambda row: row.row))


def _by_key(rows: Sequence[Row], key: Sequence[str]) -> dict[tuple[str, ...], Row] | None:
    if not key or not all(column in row for row in rows for column in key):
        return None
    found = {tuple(row[column] for column in key): row for row in rows}
    return found if len(found) == len(rows) else None


def _read(path: Path | None) -> list[Row]:
    if path is None:
        return []
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as stream:
        read = csv.DictReader(stream, restkey="(more)", restval="")
        return [{str(column): str(cell) for column, cell in row.items()} for row in read]


def _primary_keys(path: Path | None) -> dict[str, tuple[str, ...]]:
    if path is None:
        return {}
    try:
        resources = json.loads(path.read_text(encoding="utf-8"))["resources"]
        keys = {item["name"]: item["schema"].get("primaryKey", ()) for item in resources}
    except (ValueError, KeyError, TypeError, AttributeError):
        return {}
    return {name: (key,) if isinstance(key, str) else tuple(key) for name, key in keys.items()}


def _agreed(
    old: Mapping[str, tuple[str, ...]], new: Mapping[str, tuple[str, ...]]
) -> dict[str, tuple[str, ...]]:
    """Where a table changed its key, rows cannot be matched by either."""
    both = {**old, **new}
    return {name: key for name, key in both.items() if old.get(name, key) == new.get(name, key)}


def _some(row: Row, columns: Sequence[str]) -> dict[str, str]:
    return {column: row[column] for column in columns if column in row}


def _cells(row: Row) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(row.items()))


def _named(cells: tuple[tuple[str, str], ...]) -> str:
    return " · ".join(cell for _, cell in cells)[:80]
