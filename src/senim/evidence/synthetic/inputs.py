"""What outcomes must be before a synthetic control may be built from them."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from typing import Any

import numpy as np
import pandas as pd

from senim.findings import Finding, InputError, unknown_word_remedy

CALL = "synthetic_control"


class SyntheticInputError(InputError, ValueError):
    """Outcomes, units, periods or options no synthetic control can be built from; lists every finding.

    What can be built but not trusted is no error: its verdict is `CannotTell`.

    Parameters
    ----------
    findings : iterable of Finding
        What is wrong.
    kind : str
        Which input it is about, for the first line of the message.
    """

    def __init__(self, findings: Iterable[Finding], kind: str = "input of a synthetic control") -> None:
        super().__init__(findings, kind)


def checked_outcomes(
    outcomes: object, treated: Hashable, first_treated: Any, donors: Sequence[Hashable] | None
) -> pd.DataFrame:
    """Check outcomes, units and the date, and put the frame in order.

    Parameters
    ----------
    outcomes : DataFrame, shape (periods, units)
        One row for each period, one column for each unit; holes are allowed.
    treated : hashable
        Column of the treated unit.
    first_treated : object
        First treated period, comparable with the index.
    donors : sequence of hashable, optional
        Columns that may carry weight; every other column by default.

    Returns
    -------
    DataFrame
        Periods in order, the treated unit first, then the donors in the order of the frame, as floats.

    Raises
    ------
    SyntheticInputError
        Everything that is wrong, at once.
    """
    if not isinstance(outcomes, pd.DataFrame):
        problem = f"is a {type(outcomes).__name__} and no DataFrame"
        raise SyntheticInputError(
            [Finding(CALL, "outcomes", problem, "Give periods as rows and units as columns.")]
        )
    findings = [*_axis_findings(outcomes), *_unit_findings(outcomes, treated, donors)]
    if not findings:
        named = list(dict.fromkeys(donors)) if donors is not None else list(outcomes.columns)
        chosen = [treated, *(unit for unit in outcomes.columns if unit in named and unit != treated)]
        findings = [*_value_findings(outcomes[chosen]), *_date_findings(outcomes.index, first_treated)]
        if not findings:
            return outcomes[chosen].astype(np.float64).sort_index()
    raise SyntheticInputError(findings)


def as_period(value: Any, index: pd.Index) -> Any:
    """Turn a date that is written as text into what the periods are.

    Parameters
    ----------
    value : object
        A period, or its text where periods are dates.
    index : Index
        The periods.

    Returns
    -------
    object
        Comparable with a single period.

    Examples
    --------
    >>> as_period("2019-10-01", pd.date_range("2019-01-01", periods=3))
    Timestamp('2019-10-01 00:00:00')
    """
    if isinstance(value, str) and isinstance(index, pd.DatetimeIndex):
        return pd.Timestamp(value)
    if isinstance(value, str) and isinstance(index, pd.PeriodIndex):
        return pd.Period(value, freq=index.freqstr)
    return value


def option(value: object, name: str, known: Sequence[str]) -> list[Finding]:
    """Find out whether an option is one of the known words.

    Parameters
    ----------
    value : object
        As given.
    name : str
        Which option.
    known : sequence of str
        The words there are.

    Returns
    -------
    list of Finding
        Empty where it is known.
    """
    if isinstance(value, str) and value in known:
        return []
    return [Finding(CALL, name, f"{value!r} is not known", unknown_word_remedy(str(value), known))]


def _axis_findings(outcomes: pd.DataFrame) -> list[Finding]:
    findings = []
    for name, axis, what in (
        ("outcomes.index", outcomes.index, "period"),
        ("outcomes.columns", outcomes.columns, "unit"),
    ):
        if isinstance(axis, pd.MultiIndex):
            findings.append(Finding(CALL, name, "has several levels", f"Give one label for each {what}."))
        elif axis.has_duplicates:
            twice = ", ".join(map(str, axis[axis.duplicated()].unique()[:5]))
            findings.append(Finding(CALL, name, f"{twice} stands there twice", f"Give each {what} once."))
        if axis.hasnans:
            findings.append(Finding(CALL, name, f"a {what} has no label", f"Label every {what}."))
    if not findings:
        try:
            outcomes.index.sort_values()
        except TypeError:
            problem = "its periods cannot be put in order"
            findings.append(Finding(CALL, "outcomes.index", problem, "Give all years, or all dates."))
    return findings


def _unit_findings(outcomes: pd.DataFrame, treated: object, donors: object) -> list[Finding]:
    known = [str(unit) for unit in outcomes.columns]
    findings: list[Finding] = []
    if not pd.api.types.is_hashable(treated):
        return [Finding(CALL, "treated", f"{treated!r} is no label of a column", "Name the unit.")]
    if treated not in outcomes.columns:
        problem = f"{treated!r} is no column of the outcomes"
        findings.append(Finding(CALL, "treated", problem, unknown_word_remedy(str(treated), known)))
    if donors is None:
        others = [unit for unit in outcomes.columns if unit != treated]
        if not others:
            problem = "there is no unit beside the treated one"
            findings.append(Finding(CALL, "outcomes", problem, "Give at least one donor."))
        return findings
    if not isinstance(donors, str) and not isinstance(donors, Iterable):
        return [*findings, Finding(CALL, "donors", f"{donors!r} is no list", "Give a list of units.")]
    if isinstance(donors, str):
        return [*findings, Finding(CALL, "donors", f"{donors!r} is one word", "Give a list of units.")]
    for unit in donors:
        if unit not in outcomes.columns:
            problem = f"{unit!r} is no column of the outcomes"
            findings.append(Finding(CALL, "donors", problem, unknown_word_remedy(str(unit), known)))
        elif unit == treated:
            problem = f"the treated unit {unit!r} is among the donors"
            findings.append(Finding(CALL, "donors", problem, "Leave it out."))
    if not list(donors):
        findings.append(Finding(CALL, "donors", "is empty", "Give at least one donor."))
    return findings


def _value_findings(outcomes: pd.DataFrame) -> list[Finding]:
    findings = []
    for unit, values in outcomes.items():
        if not pd.api.types.is_numeric_dtype(values.dtype) or pd.api.types.is_bool_dtype(values.dtype):
            problem = f"holds {values.dtype} and no numbers"
            findings.append(Finding(CALL, f"outcomes[{unit!r}]", problem, "Give numbers; leave holes empty."))
        elif np.isinf(values.to_numpy(dtype=np.float64, na_value=np.nan)).any():
            problem = "holds an infinite number"
            findings.append(Finding(CALL, f"outcomes[{unit!r}]", problem, "Give the number or leave a hole."))
    return findings


def _date_findings(index: pd.Index, first_treated: Any) -> list[Finding]:
    remedy = f"The periods run from {index.min()} to {index.max()}."
    try:
        before = index < first_treated
    except (TypeError, ValueError):
        problem = f"{first_treated!r} cannot be compared with the periods"
        return [Finding(CALL, "first_treated", problem, remedy)]
    if not before.any():
        return [Finding(CALL, "first_treated", f"no period comes before {first_treated}", remedy)]
    if before.all():
        return [Finding(CALL, "first_treated", f"no period is left from {first_treated} on", remedy)]
    return []
