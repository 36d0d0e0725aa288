"""A copy of the raw tables that a test may damage."""

from __future__ import annotations

import csv
import hashlib
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from senim.paths import project_root


class RawTables:
    """A folder of raw tables with ways to damage it.

    Parameters
    ----------
    folder : Path
        The folder, laid out as ``data/raw``.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, table: str) -> Path:
        """Path of a table's file."""
        return self.folder / f"{table}.csv"

    def rows(self, table: str) -> list[list[str]]:
        """Rows of a table as written, the header first."""
        with self.path(table).open(encoding="utf-8", newline="") as file:
            return list(csv.reader(file))

    def write_bytes(self, table: str, data: bytes) -> None:
        """Write a file and its hash into the descriptor, so that only the content is at fault."""
        self.path(table).write_bytes(data)
        descriptor = self.folder / "datapackage.json"
        package = json.loads(descriptor.read_text(encoding="utf-8"))
        for resource in package["resources"]:
            if resource["name"] == table:
                resource["hash"] = f"sha256:{hashlib.sha256(data).hexdigest()}"
        descriptor.write_text(json.dumps(package), encoding="utf-8")

    def edit(self, table: str, change: Callable[[list[list[str]]], None]) -> None:
        """Change the rows of a table."""
        rows = self.rows(table)
        change(rows)
        lines = [",".join(_quoted(cell) for cell in row) for row in rows]
        self.write_bytes(table, ("\n".join(lines) + "\n").encode())

    def set(self, table: str, key: str, column: str, value: str) -> int:
        """Set a cell in the row that holds the key anywhere; gives the line (no cell has a new line)."""
        rows = self.rows(table)
        at = next(at for at, row in enumerate(rows) if key in row)

        def change(rows: list[list[str]]) -> None:
            rows[at][rows[0].index(column)] = value

        self.edit(table, change)
        return at + 1


def _quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if any(mark in cell for mark in ',"\r\n') else cell


@pytest.fixture
def raw(tmp_path: Path) -> RawTables:
    """Give a copy of ``data/raw`` in a temporary folder."""
    folder = tmp_path / "data" / "raw"
    shutil.copytree(project_root() / "data" / "raw", folder)
    return RawTables(folder)
