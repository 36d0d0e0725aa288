"""What a path before the cut does to the estimate: it came back, it stopped, or it went on."""

from __future__ import annotations

from functools import partial

import pandas as pd

from senim.evidence.panel.changes import BEFORE, CUT, long_difference
from senim.evidence.panel.inputs import UNIT, YEAR, PanelInputError, checked_panel, wide
from senim.evidence.panel.results import DesignResult
from senim.findings import Finding

CAME_BACK, STOPPED, WENT_ON = "came back", "stopped", "went on"


def prior_path(
    frame: pd.DataFrame,
    outcome: str,
    dose: str,
    *,
    before: tuple[int, int] = BEFORE,
    cut: tuple[int, int] = CUT,
    level: float = 0.95,
) -> tuple[DesignResult, DesignResult, DesignResult]:
    """Estimate a long difference under three fates of the path that units were on before the cut.

    A placebo that fails says that units which were cut more had moved apart before; it does not say what that
    would have done later. If they came back, the change has to be measured from before they moved apart; if
    they stayed where they were, from the start of the cut; if they moved on at the same pace, that pace has
    to be taken off.

    Parameters
    ----------
    frame : DataFrame
        The panel.
    outcome, dose : str
        Columns, in logarithms for an elasticity.
    before, cut : tuple of int
        First and last year of the path before, and of the cut, in which the dose changes too.
    level : float
        Coverage of the intervals.

    Returns
    -------
    tuple of PanelEstimate or InapplicableDesign
        Path came back, stopped, went on; the same dose in all.

    Raises
    ------
    PanelInputError
        If the frame is no panel, an option is not understood, or the path does not end where the cut begins.

    Notes
    -----
    With b the long difference and p the placebo the three are b + p, b and b − p times the years of the cut
    over those before, where the same units have all values.
    """
    if not before[0] < before[1] == cut[0]:
        problem = f"{before[0]}–{before[1]} does not end where {cut[0]}–{cut[1]} begins"
        finding = Finding("prior_path", "before", problem, "Give years that meet.")
        raise PanelInputError([finding], "options of the path")
    table = checked_panel(frame, [outcome, dose], "prior_path")
    design = partial(long_difference, dose=dose, dose_years=cut, level=level)
    back = design(table, outcome, outcome_years=(before[0], cut[1]), design=f"path {CAME_BACK}")
    stopped = design(table, outcome, outcome_years=cut, design=f"path {STOPPED}")
    values = wide(table, outcome)
    if before[0] in values and before[1] in values:
        pace = (values[before[1]] - values[before[0]]) / (before[1] - before[0])
        drift = table[UNIT].map(pace) * (table[YEAR] - cut[0])
        table = table.assign(**{outcome: table[outcome] - drift})
        return back, stopped, design(table, outcome, outcome_years=cut, design=f"path {WENT_ON}")
    # without the earlier years the first design says what is missing, and so must the last
    return back, stopped, back
