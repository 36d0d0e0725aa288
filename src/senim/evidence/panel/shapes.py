"""Dose and outcome of a balanced panel as two tables, with the effects of units and years taken out."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from senim.arguments import ArgumentCheck
from senim.evidence.panel.applicable import check_options, constant, no_years
from senim.evidence.panel.changes import DOSE_CHANGE, OUTCOME_CHANGE, unit_changes
from senim.evidence.panel.inputs import YEAR, PanelInputError, checked_panel, wide
from senim.evidence.panel.results import InapplicableDesign
from senim.findings import Finding

Matrix = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Shapes:
    """What each unit's dose and outcome do once the effects are out.

    A change over a span is the case of one column. Because every unit has every year, taking the effects
    out and giving one unit's dose to another can be done in either order; so resampling needs sums only.

    Parameters
    ----------
    dose, outcome : ndarray, shape (units, years)
        Rows add to zero over units in each year.
    units : tuple of str
        Names of the rows.
    left_out : tuple of str
        Units that lack a value.
    names : tuple of str
        Outcome and dose, as columns of the panel.
    """

    dose: Matrix
    outcome: Matrix
    units: tuple[str, ...]
    left_out: tuple[str, ...]
    names: tuple[str, str]

    @property
    def slope(self) -> float:
        """Coefficient of the dose."""
        return float((self.dose * self.outcome).sum() / (self.dose**2).sum())

    def statistic(self, value: float = 0.0) -> float:
        """Give the t-value against a supposed coefficient.

        Parameters
        ----------
        value : float
            The supposed coefficient.

        Returns
        -------
        float
            Distance in cluster-robust standard errors (no small-sample factor: it would cancel out).
        """
        scores = (self.dose * (self.outcome - self.slope * self.dose)).sum(axis=1)
        return (self.slope - value) * float((self.dose**2).sum()) / float(np.sqrt((scores**2).sum()))


def change_shapes(
    frame: pd.DataFrame,
    outcome: str,
    dose: str,
    *,
    outcome_years: tuple[int, int],
    dose_years: tuple[int, int],
) -> Shapes | InapplicableDesign:
    """Take the changes of a long difference or of a placebo.

    Parameters
    ----------
    frame : DataFrame
        The panel.
    outcome, dose : str
        Columns.
    outcome_years, dose_years : tuple of int
        First and last year of each change.

    Returns
    -------
    Shapes or InapplicableDesign
        One column: the change of each unit less the mean change.

    Raises
    ------
    PanelInputError
        If the frame is no panel.
    """
    spans = {"outcome_years": outcome_years, "dose_years": dose_years}
    check_options("change_shapes", level=0.5, spans=spans)
    changes = unit_changes(frame, outcome, dose, outcome_years=outcome_years, dose_years=dose_years)
    if isinstance(changes, InapplicableDesign):
        return changes
    table = changes.table
    doses, outcomes = (table[[name]].to_numpy(dtype=np.float64) for name in (DOSE_CHANGE, OUTCOME_CHANGE))
    return _shapes(doses, outcomes, table.index, changes.left_out, outcome, dose, within=False)


def lagged_shapes(
    frame: pd.DataFrame, outcome: str, dose: str, *, years: tuple[int, int], lag: int = 1
) -> Shapes | InapplicableDesign:
    """Take outcome and earlier dose of units that have every year.

    Parameters
    ----------
    frame : DataFrame
        The panel.
    outcome, dose : str
        Columns.
    years : tuple of int
        First and last year of the panel that is read.
    lag : int
        Years by which the dose is earlier.

    Returns
    -------
    Shapes or InapplicableDesign
        A column for each year, without the effects of units and years.

    Raises
    ------
    PanelInputError
        If the frame is no panel.
    """
    check_options("lagged_shapes", level=0.5, spans={"years": years}, lags=(lag,))
    table = checked_panel(frame, [outcome, dose], "lagged_shapes")
    calendar = range(years[0] + lag, years[1] + 1)
    wanted = no_years(table, [*calendar, *(year - lag for year in calendar)], "lagged_shapes")
    if wanted:
        return InapplicableDesign("fixed effects", outcome, dose, tuple(wanted))
    span = table[table[YEAR].between(*years)]
    outcomes = wide(span, outcome)[list(calendar)]
    doses = wide(span, dose)[[year - lag for year in calendar]]
    whole = outcomes.notna().all(axis=1) & doses.notna().all(axis=1)
    left_out = tuple(str(unit) for unit in whole.index[~whole])
    values = (doses[whole].to_numpy(dtype=np.float64), outcomes[whole].to_numpy(dtype=np.float64))
    return _shapes(*values, outcomes.index[whole], left_out, outcome, dose, within=True)


def _shapes(
    doses: Matrix,
    outcomes: Matrix,
    units: pd.Index[str],
    left_out: tuple[str, ...],
    outcome: str,
    dose: str,
    *,
    within: bool,
) -> Shapes | InapplicableDesign:
    design = "resampling over units"
    if len(units) < 3:
        problem = f"{len(units)} unit{'' if len(units) == 1 else 's'} with all values; nothing to exchange"
        reason = Finding(design, "units", problem, "Give three units or more.")
        return InapplicableDesign(design, outcome, dose, (reason,))
    left = [_without_effects(values, within=within) for values in (doses, outcomes)]
    reasons = constant(left[0], dose, design) + constant(left[1], outcome, design)
    if reasons:
        return InapplicableDesign(design, outcome, dose, tuple(reasons))
    return Shapes(left[0], left[1], tuple(map(str, units)), left_out, (outcome, dose))


def _without_effects(values: Matrix, *, within: bool) -> Matrix:
    """Take year means out, and unit means where there are several years."""
    left: Matrix = values - values.mean(axis=0)
    return left - left.mean(axis=1, keepdims=True) if within else left


def check_shapes(call: str, shapes: object, interval: object) -> None:
    """Refuse what are no shapes of units.

    Parameters
    ----------
    call : str
        Who asks.
    shapes, interval : object
        As given.

    Raises
    ------
    PanelInputError
        If they are none, or the wish for an interval is no yes or no.
    """
    check = ArgumentCheck(call)
    check.kind("shapes", shapes, Shapes, "Give what `change_shapes` or `lagged_shapes` returns.")
    check.kind("interval", interval, bool, "Write True or False.")
    check.raise_if_any(PanelInputError, f"options of {call}")
