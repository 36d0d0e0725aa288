"""What a panel must be before anything is estimated from it."""

from __future__ import annotations

from collections.abc import Iterable
from numbers import Real

import numpy as np
import pandas as pd

from senim.arguments import ArgumentCheck
from senim.findings import Finding, InputError, unknown_word_remedy

UNIT, YEAR = "force", "year"
"""Columns that name the unit and the year of a row."""


class PanelInputError(InputError, ValueError):
    """A frame or an option from which no design can be read; lists every finding.

    A sound frame that cannot carry a design (one unit, no year before, a constant dose) is no
    error: the design answers with `InapplicableDesign` and the reasons.
    """


def checked_panel(frame: pd.DataFrame, columns: Iterable[str], call: str) -> pd.DataFrame:
    """Check that a frame is a panel with the columns a design reads.

    Parameters
    ----------
    frame : DataFrame
        One row for each unit and year.
    columns : iterable of str
        Columns of numbers that the design reads; gaps are allowed, infinite values are not.
    call : str
        Name of the design, for the message.

    Returns
    -------
    DataFrame
        ``force``, ``year`` and the columns as floats, sorted by unit and year.

    Raises
    ------
    PanelInputError
        Listing every missing column, repeated row, missing name and value that is no finite number.
    """
    check = ArgumentCheck(call)
    if check.frame("frame", frame) is None:
        raise PanelInputError(check.findings, "panel")
    asked = list(columns)
    for name in asked:
        if check.kind("columns", name, str, "Name a column.") and name in (UNIT, YEAR):
            check.refuse(f"column {name}", "names the rows and is nothing measured", "Name another column.")
    for name in dict.fromkeys(map(str, asked)):
        if asked.count(name) > 1:
            problem = "is asked for twice: outcome and dose, or a control of itself"
            check.refuse(f"column {name}", problem, "Name different columns.")
    check.raise_if_any(PanelInputError, "panel")
    names = list(dict.fromkeys(asked))
    findings = [
        Finding(call, f"column {name}", "is missing", unknown_word_remedy(name, map(str, frame.columns)))
        for name in (UNIT, YEAR, *names)
        if name not in frame.columns
    ]
    if findings:
        raise PanelInputError(findings, "panel")
    table = frame[[UNIT, YEAR, *names]].reset_index(drop=True)
    for name in (UNIT, YEAR):
        if table[name].isna().any():
            problem = f"{int(table[name].isna().sum())} rows name none"
            findings.append(Finding(call, f"column {name}", problem, "Name it in each row."))
    repeated = table.loc[table.duplicated([UNIT, YEAR]), [UNIT, YEAR]]
    findings += [
        Finding(call, f"{unit} {year}", "has two rows", "Keep one.")
        for unit, year in repeated.itertuples(index=False)
    ]
    for name in names:
        given = table[name]
        # pandas would turn "7" and True into numbers
        typed = given.map(lambda one: isinstance(one, Real) and not isinstance(one, bool | np.bool_))
        words = int((~typed.astype(bool) & given.notna()).sum())
        numbers = pd.to_numeric(given.where(typed.astype(bool)), errors="coerce").astype("float64")
        infinite = int(np.isinf(numbers).sum())
        if words:
            problem = f"{words} values are no numbers"
            findings.append(Finding(call, f"column {name}", problem, "Give numbers, or leave them empty."))
        if infinite:
            remedy = "Leave the value empty; the logarithm of zero has no place here."
            findings.append(Finding(call, f"column {name}", f"{infinite} values are infinite", remedy))
        table[name] = numbers
    if findings:
        raise PanelInputError(findings, "panel")
    return table.sort_values([UNIT, YEAR], ignore_index=True)


def wide(table: pd.DataFrame, column: str) -> pd.DataFrame:
    """Lay one column out with a row for each unit and a column for each year.

    Parameters
    ----------
    table : DataFrame
        A checked panel.
    column : str
        The column.

    Returns
    -------
    DataFrame
        Values, NaN where a unit has no row in a year.
    """
    return table.pivot(index=UNIT, columns=YEAR, values=column)
