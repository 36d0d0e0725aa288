"""Tables that leave the project as CSV: harmless in a spreadsheet, numbers untouched."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING

from senim.execution.results import SAFE_NAME
from senim.findings import Finding, InputError

if TYPE_CHECKING:
    from pandas import DataFrame


def write_csv(frame: DataFrame, path: Path) -> None:
    """Write a table as CSV; text that a spreadsheet would run is made harmless.

    Parameters
    ----------
    frame : DataFrame
        The table.
    path : Path
        The file; its folder is made where missing.
    """
    from senim.brief.spreadsheet import neutral_frame

    path.parent.mkdir(parents=True, exist_ok=True)
    neutral_frame(frame).to_csv(path, index=False, lineterminator="\n")


def formula_findings(raw: Path) -> list[Finding]:
    """Find cells of source tables that a spreadsheet would run: editions hold the tables as they are.

    Parameters
    ----------
    raw : Path
        ``data/raw``.

    Returns
    -------
    list of Finding
        One for each cell, with table, line and column.
    """
    from senim.brief.spreadsheet import runs_in_a_spreadsheet

    findings = []
    for path in sorted(raw.glob("*.csv")):
        with path.open(encoding="utf-8-sig", errors="replace", newline="") as stream:
            rows = csv.reader(stream)
            header = next(rows, [])
            for row in rows:
                for column, cell in zip(header, row, strict=False):
                    if cell and runs_in_a_spreadsheet(cell):
                        where = f"line {rows.line_num}, column {column}"
                        problem = f"a spreadsheet would run {cell[:40]!r}"
                        findings.append(Finding(path.name, where, problem, "Begin the cell with a word."))
    return findings


def require_safe_name(name: str, what: str) -> str:
    """Refuse a name that could lead out of a folder.

    Parameters
    ----------
    name : str
        The name.
    what : str
        What it is the name of, for the message.

    Returns
    -------
    str
        The name.

    Raises
    ------
    InputError
        If it holds anything but letters, digits, ``_``, ``-`` and single dots.
    """
    if not SAFE_NAME.fullmatch(name):
        remedy = "Use letters, digits, '_' and '-'."
        raise InputError([Finding(what, repr(name), "this cannot be a file name", remedy)], "published names")
    return name
