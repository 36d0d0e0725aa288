"""What stands in the way of a design: too few units, nothing that varies, years that are not there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from senim.arguments import ArgumentCheck
from senim.evidence.panel.inputs import YEAR, PanelInputError
from senim.findings import Finding

FEWEST_UNITS = 10
"""Below this, robust standard errors are too small by a large part; permutation still holds."""

_SAME = 1e-12


def no_years(table: pd.DataFrame, years: Iterable[int], design: str) -> list[Finding]:
    """Find years that a design reads and the panel does not have.

    Parameters
    ----------
    table : DataFrame
        A checked panel.
    years : iterable of int
        The years.
    design : str
        The design, for the message.

    Returns
    -------
    list of Finding
        One for each year.
    """
    known = set(table[YEAR])
    remedy = f"The panel runs {min(known)}–{max(known)}." if known else "The panel has no row."
    return [
        Finding(design, f"year {year}", f"the panel has no year {year}", remedy)
        for year in dict.fromkeys(years)
        if year not in known
    ]


def too_few(count: int, design: str, fewest: int = FEWEST_UNITS) -> list[Finding]:
    """Find that there are fewer units than a design needs.

    Parameters
    ----------
    count : int
        Units with everything the design reads.
    design : str
        The design, for the message.
    fewest : int
        How many it needs.

    Returns
    -------
    list of Finding
        None or one.
    """
    if count >= fewest:
        return []
    problem = f"{count} {'unit has' if count == 1 else 'units have'} all values, {fewest} are needed"
    remedy = "Give more units, or use randomisation_test, which holds for few."
    return [Finding(design, "units", problem, remedy)]


def constant(values: ArrayLike, name: str, design: str) -> list[Finding]:
    """Find that what should vary does not.

    Parameters
    ----------
    values : array_like
        What is left of a column once the design has taken out what it takes out.
    name : str
        The column.
    design : str
        The design, for the message.

    Returns
    -------
    list of Finding
        None or one.
    """
    numbers = np.asarray(values, dtype=np.float64)
    if numbers.size and float(np.abs(numbers - numbers.mean()).max()) > _SAME:
        return []
    problem = f"{name} does not differ between units"
    return [Finding(design, f"column {name}", problem, "There is nothing to compare; use another column.")]


def no_error(outcome: str, design: str) -> Finding:
    """Say that the outcome follows the dose exactly, so that there is no error to estimate.

    Parameters
    ----------
    outcome : str
        The column.
    design : str
        The design, for the message.

    Returns
    -------
    Finding
        The reason.
    """
    problem = f"{outcome} follows the dose without any error"
    return Finding(design, f"column {outcome}", problem, "Use data that were observed, not computed.")


def check_options(
    design: str,
    *,
    level: float,
    words: Iterable[tuple[str, str, Iterable[str]]] = (),
    spans: Mapping[str, object] | None = None,
    lags: object = (1,),
    **counts: int,
) -> None:
    """Raise one error for all options that are not understood.

    Parameters
    ----------
    design : str
        The design, for the message.
    level : float
        Coverage of intervals, between 0 and 1.
    words : iterable of (str, str, iterable of str)
        Options that take one of several words: name, value, and the words.
    spans : mapping of str to tuple of int
        First and last year, by the name of the argument.
    lags : sequence of int
        How many years back; one or more, none below 0.
    **counts : int
        Whole numbers that must be one or more, but for a seed.

    Raises
    ------
    PanelInputError
        Listing every finding.
    """
    # a name that is none cannot name the call
    check = ArgumentCheck(str(design))
    check.level("level", level)
    for name, value, known in words:
        check.word(name, value, known)
    check.kind("design", design, str, "Give it a name.")
    for name, span in (spans or {}).items():
        years = check.listed(name, span)
        if len(years) != 2:
            check.refuse(name, f"{span!r} is no pair of years", "Give first and last year: (2010, 2018).")
        for year in years:
            check.count(name, year, 1)
        if len(years) == 2 and not check.findings and years[0] > years[1]:
            check.refuse(name, f"{span!r} runs backwards", f"Write {(years[1], years[0])!r}.")
    listed = check.listed("lags", lags)
    for lag in listed:
        check.count("lags", lag, 0)
    if not listed:
        check.refuse("lags", "are none", "Give one or more: (1,).")
    for name, count in counts.items():
        # a seed may be 0
        check.count(name, count, 0 if name == "seed" else 1)
    check.raise_if_any(PanelInputError, f"options of {design}")
