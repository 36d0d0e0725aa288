"""Designs over units: one change of registered offences for each force, on its change of officers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from senim.evidence.panel.applicable import check_options, constant, no_error, no_years, too_few
from senim.evidence.panel.inputs import PanelInputError, checked_panel, wide
from senim.evidence.panel.least_squares import CONVENTIONS, fit
from senim.evidence.panel.results import DesignResult, InapplicableDesign, PanelEstimate
from senim.findings import Finding

CUT = (2010, 2018)
"""31 March before the cut and 31 March at its deepest: the national count fell by 14.8 per cent."""

BEFORE = (2007, 2010)
"""Years of the panel before the cut."""

OUTCOME_CHANGE, DOSE_CHANGE = "outcome_change", "dose_change"


@dataclass(frozen=True, eq=False)
class Changes:
    """One row for each unit: change of the outcome, change of the dose, controls.

    Parameters
    ----------
    table : DataFrame
        Indexed by unit; ``outcome_change``, ``dose_change`` and the controls, without gaps.
    left_out : tuple of str
        Units that lack a value.
    """

    table: pd.DataFrame
    left_out: tuple[str, ...]


def unit_changes(
    frame: pd.DataFrame,
    outcome: str,
    dose: str,
    *,
    outcome_years: tuple[int, int],
    dose_years: tuple[int, int],
    design: str = "unit_changes",
) -> Changes | InapplicableDesign:
    """Take the change of an outcome and of a dose for each unit.

    Parameters
    ----------
    frame : DataFrame
        The panel.
    outcome, dose : str
        Columns.
    outcome_years, dose_years : tuple of int
        First and last year of each change.
    design : str
        The design, for the message.

    Returns
    -------
    Changes or InapplicableDesign
        InapplicableDesign where a year is missing from the whole panel.

    Raises
    ------
    PanelInputError
        If the frame is no panel (see `checked_panel`).
    """
    table = checked_panel(frame, [outcome, dose], design)
    missing = no_years(table, (*outcome_years, *dose_years), design)
    if missing:
        return InapplicableDesign(design, outcome, dose, tuple(missing))
    outcomes, doses = wide(table, outcome), wide(table, dose)
    changes = pd.DataFrame(
        {
            OUTCOME_CHANGE: outcomes[outcome_years[1]] - outcomes[outcome_years[0]],
            DOSE_CHANGE: doses[dose_years[1]] - doses[dose_years[0]],
        }
    )
    known = changes.dropna()
    return Changes(known, tuple(str(unit) for unit in changes.index.difference(known.index)))


def long_difference(
    frame: pd.DataFrame,
    outcome: str,
    dose: str,
    *,
    outcome_years: tuple[int, int] = CUT,
    dose_years: tuple[int, int] = CUT,
    convention: str = "HC3",
    level: float = 0.95,
    design: str = "long difference",
) -> DesignResult:
    """Regress each unit's change of the outcome over a long span on its change of the dose.

    Parameters
    ----------
    frame : DataFrame
        One row for each ``force`` and ``year``, as `force_panel` makes it.
    outcome, dose : str
        Columns, in logarithms for an elasticity.
    outcome_years, dose_years : tuple of int
        First and last year of each change.
    convention : {"HC3", "HC1"}
        Standard error over units.
    level : float
        Coverage of the interval.
    design : str
        Name of the result.

    Returns
    -------
    PanelEstimate or InapplicableDesign
        InapplicableDesign where a year is missing, fewer than ten units have all values, or the outcome
        or the dose does not differ between them.

    Raises
    ------
    PanelInputError
        If the frame is no panel or an option is not understood.
    """
    check_options(
        design,
        level=level,
        words=[("convention", convention, CONVENTIONS)],
        spans={"outcome_years": outcome_years, "dose_years": dose_years},
    )
    changes = unit_changes(
        frame, outcome, dose, outcome_years=outcome_years, dose_years=dose_years, design=design
    )
    if isinstance(changes, InapplicableDesign):
        return changes
    return regress_changes(changes, outcome, dose, convention=convention, level=level, design=design)


def placebo(
    frame: pd.DataFrame,
    outcome: str,
    dose: str,
    *,
    before: tuple[int, int] = BEFORE,
    cut: tuple[int, int] = CUT,
    convention: str = "HC3",
    level: float = 0.95,
) -> DesignResult:
    """Regress the change before the cut on the cut that came after it.

    No cut can act before it is made, so an interval without zero says that forces which were cut
    more were on another path already: the design fails.

    Parameters
    ----------
    frame : DataFrame
        The panel.
    outcome, dose : str
        Columns.
    before, cut : tuple of int
        Years of the outcome's change and of the later cut.
    convention : {"HC3", "HC1"}
        Standard error over units.
    level : float
        Coverage of the interval.

    Returns
    -------
    PanelEstimate or InapplicableDesign
        With verdict *placebo fails* or *placebo finds nothing*; inapplicable where there is no
        year before the cut.

    Raises
    ------
    PanelInputError
        If the frame is no panel, or the years of the outcome run into the cut.
    """
    check_options("placebo", level=level, spans={"before": before, "cut": cut})
    if not before[0] < before[1] <= cut[0]:
        problem = f"{before[0]}–{before[1]} is not a span that ends by {cut[0]}"
        remedy = "A placebo looks at years before the cut."
        raise PanelInputError([Finding("placebo", "before", problem, remedy)], "options of the placebo")
    result = long_difference(
        frame,
        outcome,
        dose,
        outcome_years=before,
        dose_years=cut,
        convention=convention,
        level=level,
        design=f"placebo {before[0]}–{before[1]}",
    )
    if isinstance(result, InapplicableDesign):
        return result
    return replace(result, placebo=True)


def regress_changes(
    changes: Changes,
    outcome: str,
    dose: str,
    *,
    design: str,
    controls: Sequence[str] = (),
    convention: str = "HC3",
    level: float = 0.95,
) -> DesignResult:
    """Regress ready-made changes, with controls if there are any.

    Parameters
    ----------
    changes : Changes
        One row for each unit.
    outcome, dose : str
        What the changes are of.
    design : str
        Name of the result.
    controls : sequence of str
        Further columns of the table.
    convention : {"HC3", "HC1"}
        Standard error over units.
    level : float
        Coverage of the interval.

    Returns
    -------
    PanelEstimate or InapplicableDesign
        The coefficient of the dose's change.
    """
    table = changes.table
    reasons = too_few(len(table), design)
    if len(table):
        reasons += constant(table[OUTCOME_CHANGE], outcome, design)
        reasons += constant(table[DOSE_CHANGE], dose, design)
    if reasons:
        return InapplicableDesign(design, outcome, dose, tuple(reasons))
    columns = table[[DOSE_CHANGE, *controls]].to_numpy(dtype=np.float64)
    regressors = np.column_stack([np.ones(len(table)), columns])
    if np.linalg.matrix_rank(regressors) < regressors.shape[1]:
        problem = f"{dose} cannot be told from the controls"
        reason = Finding(design, f"column {dose}", problem, "Leave a control out.")
        return InapplicableDesign(design, outcome, dose, (reason,))
    found = fit(table[OUTCOME_CHANGE].to_numpy(dtype=np.float64), regressors, convention)
    if found.standard_errors[1] < 1e-12:
        return InapplicableDesign(design, outcome, dose, (no_error(outcome, design),))
    return PanelEstimate(
        design=design,
        outcome=outcome,
        dose=dose,
        estimate=float(found.coefficients[1]),
        standard_error=float(found.standard_errors[1]),
        interval=found.interval(1, level),
        p_value=found.p_value(1),
        level=level,
        observations=len(table),
        clusters=len(table),
        convention=CONVENTIONS[convention],
        left_out=changes.left_out,
        rows_left_out=len(changes.left_out),
    )
