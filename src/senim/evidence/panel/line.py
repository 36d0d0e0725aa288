"""The fitted line of a long difference with its band, for drawing."""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy.stats import t as student

from senim.evidence.panel.applicable import check_options
from senim.evidence.panel.changes import CUT, DOSE_CHANGE, OUTCOME_CHANGE, regress_changes, unit_changes
from senim.evidence.panel.least_squares import robust_covariance
from senim.evidence.panel.results import InapplicableDesign


def response_line(
    frame: pd.DataFrame,
    outcome: str,
    dose: str,
    *,
    outcome_years: tuple[int, int] = CUT,
    dose_years: tuple[int, int] = CUT,
    level: float = 0.95,
    points: int = 41,
) -> tuple[pd.DataFrame, pd.DataFrame] | InapplicableDesign:
    """Give the units and the fitted line of a long difference, both in per cent.

    Parameters
    ----------
    frame : DataFrame
        The panel, with outcome and dose in logarithms.
    outcome, dose : str
        Columns.
    outcome_years, dose_years : tuple of int
        First and last year of each change.
    level : float
        Coverage of the band (of the line, not of single units).
    points : int
        Places at which the line is worked out.

    Returns
    -------
    tuple of DataFrame, or InapplicableDesign
        Units (``label``, ``across``, ``upwards``) and line (``across``, ``middle``, ``low``, ``high``), in
        per cent. Standard errors as in `long_difference`, HC3; inapplicable where that is.

    Raises
    ------
    PanelInputError
        If the frame is no panel or an option is not understood.
    """
    spans = {"outcome_years": outcome_years, "dose_years": dose_years}
    check_options("response_line", level=level, spans=spans, points=points)
    changes = unit_changes(frame, outcome, dose, outcome_years=outcome_years, dose_years=dose_years)
    if isinstance(changes, InapplicableDesign):
        return changes
    found = regress_changes(changes, outcome, dose, design="response line", level=level)
    if isinstance(found, InapplicableDesign):
        return found
    table = changes.table
    regressors = np.column_stack([np.ones(len(table)), table[DOSE_CHANGE]])
    coefficients, covariance = robust_covariance(
        table[OUTCOME_CHANGE].to_numpy(dtype=np.float64), regressors, "HC3"
    )
    at = np.linspace(float(table[DOSE_CHANGE].min()), float(table[DOSE_CHANGE].max()), points)
    grid = np.column_stack([np.ones(points), at])
    middle = grid @ coefficients
    errors = np.sqrt(np.einsum("ij,jk,ik->i", grid, covariance, grid))
    half = float(student.ppf((1 + level) / 2, len(table) - 2)) * errors
    line = pd.DataFrame(
        {
            name: 100 * np.expm1(values)
            for name, values in (
                ("across", at),
                ("middle", middle),
                ("low", middle - half),
                ("high", middle + half),
            )
        }
    )
    units = pd.DataFrame(
        {
            "label": table.index.astype(str),
            "across": 100 * np.expm1(table[DOSE_CHANGE].to_numpy(dtype=np.float64)),
            "upwards": 100 * np.expm1(table[OUTCOME_CHANGE].to_numpy(dtype=np.float64)),
        }
    )
    return units, line
