"""From the text of cells to typed columns, with a finding for each cell that does not fit."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

import pandas as pd

from senim.findings import Finding, did_you_mean
from senim.sources.delimited import Sheet
from senim.sources.fields import Field, Kind
from senim.sources.tables import Table

_WHOLE = re.compile(r"-?[0-9]{1,15}")
_DECIMAL = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,15})?")
_NULLABLE = {Kind.INTEGER: "Int64", Kind.BOOLEAN: "boolean"}
_ADVICE = {
    Kind.INTEGER: "Write a whole number in digits, without spaces or commas.",
    Kind.NUMBER: "Write digits with a decimal point, without spaces, commas or a unit.",
    Kind.BOOLEAN: "Write true or false.",
    Kind.DATE: "Write the date as year-month-day, for example 2018-11-19.",
}


def typed_frame(sheet: Sheet, table: Table, file: str) -> tuple[pd.DataFrame, list[Finding]]:
    """Turn the rows of a file into a frame with typed columns.

    Parameters
    ----------
    sheet : Sheet
        What was read of the file.
    table : Table
        The table it should be.
    file : str
        Its name in findings.

    Returns
    -------
    frame : DataFrame
        The known columns, indexed by line (named ``line``); a cell that does not fit is a gap.
    findings : list of Finding
        Missing and unknown columns, and cells that do not fit their type.
    """
    findings = _column_findings(sheet.header, table, file)
    lines = pd.Index([record.line for record in sheet.records], name="line", dtype="int64")
    columns: dict[str, pd.Series[Any]] = {}
    for field in table.fields:
        if field.name not in sheet.header:
            continue
        at = sheet.header.index(field.name)
        values: list[Any] = []
        for record in sheet.records:
            value, problem = _value(record.cells[at], field)
            values.append(value)
            if problem:
                remedy = (
                    _ADVICE.get(field.kind, "Delete them.") if "spaces" not in problem else "Delete them."
                )
                findings.append(Finding(file, f"line {record.line}, column {field.name}", problem, remedy))
        columns[field.name] = pd.Series(values, index=lines, dtype=_NULLABLE.get(field.kind, field.dtype))
    return pd.DataFrame(columns, index=lines), findings


def _value(cell: str, field: Field) -> tuple[Any, str]:
    if cell != cell.strip():
        return None, f"{cell!r} has spaces around it"
    if not cell:
        return None, ""
    match field.kind:
        case Kind.INTEGER if _WHOLE.fullmatch(cell):
            return int(cell), ""
        case Kind.NUMBER if _DECIMAL.fullmatch(cell):
            return float(cell), ""
        case Kind.BOOLEAN if cell in ("true", "false"):
            return cell == "true", ""
        case Kind.DATE if (parsed := _date(cell)) is not None:
            return pd.Timestamp(parsed), ""
        case Kind.TEXT:
            return cell, ""
    return None, f"{cell!r} is not a {field.kind}"


def _date(cell: str) -> date | None:
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", cell):
        return None
    try:
        return date.fromisoformat(cell)
    except ValueError:
        return None


def _column_findings(header: Iterable[str], table: Table, file: str) -> list[Finding]:
    written = [name for name in header if name]
    missing = [name for name in table.columns if name not in written]
    unknown = [name for name in written if name not in table.columns]
    findings = []
    for name in missing:
        near = did_you_mean(name, unknown)
        remedy = f"Did you mean it by {near!r}? Rename that column." if near else "Add the column."
        findings.append(Finding(file, f"line 1, column {name}", f"column {name!r} is missing", remedy))
    for name in unknown:
        near = did_you_mean(name, missing or table.columns)
        remedy = (
            f"Did you mean {near!r}?" if near else f"Delete it. The columns are: {', '.join(table.columns)}."
        )
        findings.append(Finding(file, f"line 1, column {name}", f"column {name!r} is not known", remedy))
    return findings
