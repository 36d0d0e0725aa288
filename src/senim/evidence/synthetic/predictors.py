"""Predictors of the outcome: one value for each unit, in units of their own spread."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from senim.evidence.synthetic.inputs import CALL, SyntheticInputError
from senim.evidence.synthetic.panel import Panel
from senim.evidence.synthetic.simplex import Matrix
from senim.findings import Finding


@dataclass(frozen=True, eq=False)
class Predictors:
    """What the units are compared by.

    Parameters
    ----------
    values : DataFrame, shape (predictors, units)
        In their own units, columns in the order of the panel.
    dropped : mapping of str to str
        Predictors that are not used, with the reason.
    """

    values: pd.DataFrame
    dropped: Mapping[str, str]

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the predictors that are used."""
        return tuple(map(str, self.values.index))

    def scaled(self) -> Matrix:
        """Divide each predictor by its standard deviation over the units.

        Returns
        -------
        ndarray, shape (predictors, units)
            Without a unit of measurement.
        """
        numbers = self.values.to_numpy(dtype=np.float64)
        scaled: Matrix = numbers / numbers.std(axis=1, ddof=1, keepdims=True)
        return scaled


def make_predictors(panel: Panel, frame: object, lagged: Sequence[Any]) -> tuple[Panel, Predictors | None]:
    """Put predictors and lagged outcomes together, and leave out what has no value.

    Parameters
    ----------
    panel : Panel
        Outcomes that are used.
    frame : DataFrame, shape (units, predictors), optional
        One row for each unit, already averaged over the periods wanted.
    lagged : sequence
        Periods before the treatment whose outcome is a predictor.

    Returns
    -------
    tuple of Panel and Predictors or None
        The panel without donors that lack a predictor; None where there are no predictors.

    Raises
    ------
    SyntheticInputError
        If the frame does not fit the outcomes, or a lagged period cannot be used.
    """
    if frame is None and not len(lagged):
        return panel, None
    findings = [*(_frame_findings(panel, frame) if frame is not None else []), *_lag_findings(panel, lagged)]
    if findings:
        raise SyntheticInputError(findings)
    parts = [_rows(frame, panel)] if isinstance(frame, pd.DataFrame) else []
    dropped = {}
    if parts:
        for name in parts[0].index[parts[0][panel.treated].isna()]:
            dropped[str(name)] = f"{panel.treated} has no value"
        parts[0] = parts[0].drop(index=list(dropped))
        holes = parts[0].isna()
        reasons: dict[Hashable, str] = {
            unit: "no value of " + ", ".join(map(str, parts[0].index[holes[unit]]))
            for unit in panel.donors
            if holes[unit].any()
        }
        panel = panel.without(reasons) if reasons else panel
        parts[0] = parts[0][list(panel.values.columns)]
    past = panel.values.loc[list(lagged)]
    past.index = pd.Index([f"outcome {period}" for period in lagged], dtype=object)
    values = pd.concat([*parts, past]) if len(lagged) else parts[0]
    constant = np.ptp(values.to_numpy(dtype=np.float64), axis=1) == 0.0
    dropped |= {str(name): "the same in every unit" for name in values.index[constant]}
    values = values.loc[~constant]
    if values.empty:
        told = "; ".join(f"{name}: {reason}" for name, reason in dropped.items())
        remedy = "Give predictors that differ, or none to match the outcomes themselves."
        raise SyntheticInputError([Finding(CALL, "predictors", f"none is left ({told})", remedy)])
    return panel, Predictors(values, dropped)


def _rows(frame: pd.DataFrame, panel: Panel) -> pd.DataFrame:
    chosen = frame.loc[list(panel.values.columns)].astype(np.float64).T
    chosen.index = chosen.index.map(str)
    return chosen


def _frame_findings(panel: Panel, frame: object) -> list[Finding]:
    if not isinstance(frame, pd.DataFrame):
        problem = f"is a {type(frame).__name__} and no DataFrame"
        return [Finding(CALL, "predictors", problem, "Give a row for each unit.")]
    findings = []
    absent = [unit for unit in panel.values.columns if unit not in frame.index]
    if absent:
        shown = ", ".join(map(str, absent[:5])) + (" …" if len(absent) > 5 else "")
        turned = all(unit in frame.columns for unit in panel.values.columns)
        remedy = (
            "Give predictors.T." if turned else "Give a row for each unit, or name the donors that have one."
        )
        findings.append(Finding(CALL, "predictors", f"has no row for {shown}", remedy))
    for name, axis in (("predictors.index", frame.index), ("predictors.columns", frame.columns)):
        if axis.has_duplicates:
            findings.append(
                Finding(CALL, name, f"{axis[axis.duplicated()][0]!r} stands there twice", "Give it once.")
            )
    if not findings:
        for column, values in frame.items():
            if not pd.api.types.is_numeric_dtype(values.dtype):
                problem = f"holds {values.dtype} and no numbers"
                findings.append(Finding(CALL, f"predictors[{column!r}]", problem, "Give numbers."))
            elif np.isinf(values.to_numpy(dtype=np.float64, na_value=np.nan)).any():
                problem = "holds an infinite number"
                findings.append(
                    Finding(CALL, f"predictors[{column!r}]", problem, "Give the number or a hole.")
                )
    return findings


def _lag_findings(panel: Panel, lagged: Sequence[Any]) -> list[Finding]:
    past = panel.values.index[panel.before]
    findings = []
    for period in lagged:
        if period not in panel.values.index:
            problem = f"{period} is not among the periods that are used"
        elif period not in past:
            problem = f"{period} does not come before the treatment"
        else:
            continue
        remedy = "Choose from " + ", ".join(map(str, past)) + "."
        findings.append(Finding(CALL, "lagged_outcomes", problem, remedy))
    return findings
