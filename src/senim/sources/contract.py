"""A frame against its contract: pandera's failure cases told as findings."""

from __future__ import annotations

from typing import Any

import pandas as pd
from pandera.errors import SchemaErrors

from senim.findings import Finding, unknown_word_remedy
from senim.sources.fields import Field
from senim.sources.tables import Table


def contract_findings(
    frame: pd.DataFrame, table: Table, file: str, *, flagged: frozenset[str]
) -> list[Finding]:
    """Check the columns that are there, all rows and all rules at once.

    Parameters
    ----------
    frame : DataFrame
        Typed cells, indexed by line.
    table : Table
        The contract.
    file : str
        Name of the file in findings.
    flagged : frozenset of str
        Places ("line 4, column value") that already have a finding: a cell that could not be
        read is not also reported as missing.

    Returns
    -------
    list of Finding
        One for each cell or row that breaks the contract.
    """
    if frame.empty:
        return []
    try:
        table.contract(frame.columns).validate(frame, lazy=True)
    except SchemaErrors as errors:
        told = [_told(case, frame, table, file) for case in _cases(errors.failure_cases)]
        return list(dict.fromkeys(finding for finding in told if finding and finding.where not in flagged))
    return []


def assert_shaped(frame: pd.DataFrame, table: Table) -> None:
    """Check out: a shaped frame has exactly the columns, order and types that others code against.

    Parameters
    ----------
    frame : DataFrame
        Result of `Table.shape`.
    table : Table
        The contract.

    Raises
    ------
    pandera.errors.SchemaErrors
        If it has not, which is a fault of the shaping and not of the input.
    """
    table.contract(typed=True).validate(frame, lazy=True)


def _cases(failures: pd.DataFrame) -> list[tuple[str, str, int | None]]:
    """Give (check, column, line) once for each; a frame-wide case repeats for every column."""
    cases = []
    for row in failures.to_dict("records"):
        line = None if row["index"] is None or pd.isna(row["index"]) else int(row["index"])
        cases.append((str(row["check"]), str(row["column"]), line))
    return sorted(dict.fromkeys(cases), key=lambda case: (case[2] or 0, case[1], case[0]))


def _told(case: tuple[str, str, int | None], frame: pd.DataFrame, table: Table, file: str) -> Finding | None:
    check, column, line = case
    place = f"line {line}" if line is not None else ""
    if check.startswith("rule ") and line is not None:
        rule = table.rules_for(frame.columns)[int(check.removeprefix("rule "))]
        row = pd.Series({name: frame.at[line, name] for name in frame.columns}, dtype=object)
        return Finding(file, f"{place}, column {rule.column}", rule.problem(row), rule.remedy(row))
    if check == "multiple_fields_uniqueness" and line is not None:
        return _repeated(frame, table.key, line, file)
    field = next((field for field in table.fields if field.name == column), None)
    if field is None or line is None:
        return Finding(
            file, place, f"the table breaks the check {check!r}", "Compare the row with its neighbours."
        )
    if check == "field_uniqueness":
        return _repeated(frame, (column,), line, file)
    problem, remedy = _cell_message(check, field, frame.at[line, column])
    return Finding(file, f"{place}, column {column}", problem, remedy)


def _repeated(frame: pd.DataFrame, key: tuple[str, ...], line: int, file: str) -> Finding | None:
    """Tell a key used twice; a key with a gap is told as a missing value instead."""
    mine: list[Any] = [frame.at[line, name] for name in key]
    if any(pd.isna(part) for part in mine):
        return None
    same = pd.Series(True, index=frame.index)
    for name, part in zip(key, mine, strict=True):
        same &= (frame[name] == part).fillna(False).astype(bool)
    first = next((int(other) for other in frame.index[same] if other != line), line)
    named = ", ".join(f"{name} {part!r}" for name, part in zip(key, mine, strict=True))
    remedy = f"Line {first} has it already: give the row its own key, or delete one of the two."
    return Finding(file, f"line {line}, column {key[-1]}", f"the key is used twice ({named})", remedy)


def _cell_message(check: str, field: Field, value: Any) -> tuple[str, str]:
    written = (
        f"{value:g}" if isinstance(value, float) else f"{value!r}" if isinstance(value, str) else str(value)
    )
    unit = f" {field.unit}" if field.unit else ""
    match check:
        case "not_nullable" if field.name == "source":
            return (
                "the row has no source",
                "Name its id in sources.csv: a figure without a source is not used.",
            )
        case "not_nullable":
            return (
                "the value is missing",
                f"Fill it in: {field.description[0].lower()}{field.description[1:]}.",
            )
        case "choices":
            return f"{written} is not allowed here", unknown_word_remedy(str(value), field.choices)
        case "low":
            return f"{written}{unit} is below {field.low:g}", _bounds(field)
        case "high":
            return f"{written}{unit} is above {field.high:g}", _bounds(field)
        case "pattern":
            return (
                f"{written} has the wrong form",
                f"Write {field.description[0].lower()}{field.description[1:]}.",
            )
    return (
        f"{written} breaks the check {check!r}",
        f"Expected: {field.description[0].lower()}{field.description[1:]}.",
    )


def _bounds(field: Field) -> str:
    low = "" if field.low is None else f" from {field.low:g}"
    high = "" if field.high is None else f" to {field.high:g}"
    return f"Correct the number; {field.name} can go{low}{high}."
