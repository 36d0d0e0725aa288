"""The outcome table: its columns, and the check that a frame is one."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from senim.findings import Finding, InputError
from senim.status import Status

OUTCOME_COLUMNS: tuple[str, ...] = (
    "scenario",
    "outcome",
    "group",
    "year",
    "statistic",
    "value",
    "unit",
    "status",
)
KEY: tuple[str, ...] = ("scenario", "outcome", "group", "year", "statistic")


def empty_outcomes() -> pd.DataFrame:
    """Make an outcome table without rows.

    Returns
    -------
    DataFrame
        The columns of `OUTCOME_COLUMNS`, no rows.
    """
    frame = pd.DataFrame({name: pd.Series(dtype="str") for name in OUTCOME_COLUMNS})
    return frame.astype({"year": "int64", "value": "float64"})


def concat_outcomes(tables: Iterable[pd.DataFrame]) -> pd.DataFrame:
    """Put outcome tables one under the other and check the whole.

    Parameters
    ----------
    tables : iterable of DataFrame
        Outcome tables; none at all gives an empty one.

    Returns
    -------
    DataFrame
        One outcome table with a fresh index.

    Raises
    ------
    InputError
        If the whole is not an outcome table (see `validate_outcomes`).
    """
    parts = [table for table in tables if len(table)]
    whole = pd.concat(parts, ignore_index=True) if parts else empty_outcomes()
    return validate_outcomes(whole)


def validate_outcomes(frame: pd.DataFrame) -> pd.DataFrame:
    """Check that a frame is an outcome table.

    Parameters
    ----------
    frame : DataFrame
        The frame to check.

    Returns
    -------
    DataFrame
        The same rows with the columns in order.

    Raises
    ------
    InputError
        Listing every missing column, unknown status, empty word, missing value and
        repeated key.
    """
    missing = [name for name in OUTCOME_COLUMNS if name not in frame.columns]
    if missing:
        raise InputError(
            [_finding(f"column {name}", "is missing", "Add it.") for name in missing], "outcome table"
        )
    findings: list[Finding] = []
    for name in ("scenario", "outcome", "group", "statistic", "unit"):
        blank = frame[name].isna() | (frame[name].astype(str).str.len() == 0)
        if blank.any():
            findings.append(
                _finding(f"column {name}", f"{int(blank.sum())} rows are empty", "Name it in each row.")
            )
    unknown = sorted(set(frame["status"].astype(str)) - {str(status) for status in Status})
    findings += [
        _finding("column status", f"{word!r} is no status", f"Use one of {', '.join(Status)}.")
        for word in unknown
    ]
    if frame["value"].isna().any():
        count = int(frame["value"].isna().sum())
        findings.append(
            _finding("column value", f"{count} values are missing", "Leave out rows without a value.")
        )
    repeated = frame.duplicated(list(KEY))
    if repeated.any():
        example = frame.loc[repeated, list(KEY)].iloc[0].to_dict()
        findings.append(
            _finding(
                "key", f"{int(repeated.sum())} rows repeat one, for example {example}", "Write each once."
            )
        )
    if findings:
        raise InputError(findings, "outcome table")
    return frame.loc[:, list(OUTCOME_COLUMNS)].astype({"year": "int64", "value": "float64"})


def _finding(where: str, problem: str, remedy: str) -> Finding:
    return Finding("outcome table", where, problem, remedy)
