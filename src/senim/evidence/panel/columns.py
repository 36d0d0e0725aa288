"""The columns of a regression: there once, numbers, and one row for a unit and year."""

from __future__ import annotations

from collections.abc import Mapping

from senim.arguments import ArgumentCheck
from senim.evidence.panel.inputs import YEAR, PanelInputError
from senim.findings import unknown_word_remedy


def checked_columns(
    frame: object, outcome: object, lists: Mapping[str, object], unit: object, call: str, cluster: object
) -> list[str]:
    """Give the columns of numbers, or say all that is wrong with them.

    Parameters
    ----------
    frame : object
        The table, as given.
    outcome : object
        Name of the outcome, as given.
    lists : mapping of str to object
        Lists of columns by the name of the argument, as given.
    unit : object
        Name of the column of units, as given; None where there is none.
    call : str
        Name of the public function.
    cluster : object
        Name of the column of clusters, as given; None where there is none.

    Returns
    -------
    list of str
        The outcome and every column listed.

    Raises
    ------
    PanelInputError
        Listing everything that is wrong.
    """
    check = ArgumentCheck(call)
    table = check.frame("frame", frame)
    listed = [name for place, given in lists.items() for name in check.listed(place, given)]
    if not any(check.listed(place, given) for place, given in lists.items() if place != "controls"):
        check.refuse(next(iter(lists)), "is empty", "Name one column or more.")
    named = [one for one in (unit, cluster) if one is not None]
    for name in (outcome, *listed, *named):
        check.kind("columns", name, str, "Name a column.")
    check.raise_if_any(PanelInputError, "table")
    assert table is not None
    names = [str(name) for name in dict.fromkeys((outcome, *listed))]
    if len(names) < 1 + len(listed):
        problem = "a column stands twice among outcome, regressors and instruments"
        check.refuse("columns", problem, "Name each once.")
    if unit in names:
        check.refuse("unit", f"{unit} is also a column of numbers", "Name another column.")
    headings = [str(name) for name in table.columns]
    for name in dict.fromkeys((*names, *named)):
        if headings.count(str(name)) != 1:
            problem = "stands twice" if name in headings else "is missing"
            check.refuse(f"column {name}", problem, unknown_word_remedy(str(name), headings))
    check.raise_if_any(PanelInputError, "table")
    for name in names:
        # a frame without a row is answered by a design that does not apply
        if len(table):
            check.numbers(f"column {name}", table[name], 1, missing=True, remedy="Leave the value empty.")
    # who gives units may give years, and a year that stands twice counts twice
    if unit is not None and YEAR in headings and table.duplicated([unit, YEAR]).any():
        first = table.loc[table.duplicated([unit, YEAR]), [unit, YEAR]].iloc[0]
        check.refuse(f"{first.iloc[0]} {first.iloc[1]}", "has two rows", "Keep one.")
    check.raise_if_any(PanelInputError, "table")
    return names
