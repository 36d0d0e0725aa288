"""Further doubts about a synthetic control: a date before the treatment, and each donor left out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from senim.arguments import ArgumentCheck
from senim.evidence.synthetic.control import synthetic_control
from senim.evidence.synthetic.fit import fit_unit, root_mean_square
from senim.evidence.synthetic.inputs import CALL, SyntheticInputError, as_period
from senim.evidence.synthetic.placebos import ratios
from senim.evidence.synthetic.result import SyntheticControl
from senim.findings import Finding

CARRIES = 1e-6
"""Least weight of a donor that is worth leaving out."""


def placebo_in_time(
    found: SyntheticControl,
    first_treated: Any,
    *,
    predictors: pd.DataFrame | None = None,
    lagged_outcomes: Sequence[Any] = (),
) -> SyntheticControl:
    """Pretend that the treatment came earlier, on the periods before it came.

    A gap after a date at which nothing happened is what the method makes of nothing.

    Parameters
    ----------
    found : SyntheticControl
        What was found with the true date.
    first_treated : object
        The pretended date, before the true one.
    predictors : DataFrame, optional
        Predictors as measured before the pretended date; those of `found` know what came after it.
    lagged_outcomes : sequence
        Periods before the pretended date whose outcome is a predictor.

    Returns
    -------
    SyntheticControl
        With the same donors, on the periods before the true treatment.

    Raises
    ------
    SyntheticInputError
        If the pretended date leaves no period on one of its sides.
    """
    _want_found(found)
    panel = found.panel
    first_treated = as_period(first_treated, panel.values.index)
    try:
        earlier = bool(first_treated < panel.first_treated)
    except (TypeError, ValueError):
        earlier = False
    if not earlier:
        problem = f"{first_treated} does not come before the treatment in {panel.first_treated}"
        raise SyntheticInputError([Finding(CALL, "first_treated", problem, "Pretend an earlier date.")])
    calendar = [period for period in panel.calendar if period < panel.first_treated]
    # holes of the calendar stay rows, so that the gate sees them
    past = panel.values[panel.before].reindex(calendar)
    return synthetic_control(
        past,
        panel.treated,
        first_treated,
        predictors=predictors,
        lagged_outcomes=lagged_outcomes,
        gate=found.gate,
        starts=found.recipe.starts,
        seed=found.recipe.seed,
    )


def leave_donors_out(found: SyntheticControl) -> pd.DataFrame:
    """Leave out each donor that carries weight, one at a time.

    Parameters
    ----------
    found : SyntheticControl
        What was found with all donors.

    Returns
    -------
    DataFrame, indexed by the donor left out
        Columns ``weight`` (it had), ``rmspe_pre``, ``rmspe_post``, ``ratio`` and ``mean_gap`` (from the
        treatment on, in the unit of the outcome). Empty where a single donor is all there is.

    Raises
    ------
    SyntheticInputError
        If it is no synthetic control.
    """
    _want_found(found)
    values = found.panel.values.to_numpy()
    before = found.panel.before
    rows = {}
    columns = np.arange(1, values.shape[1])
    for column, (donor, weight) in zip(columns, found.weights.items(), strict=True):
        others = columns[columns != column]
        if weight < CARRIES or not others.size:
            continue
        gap = values[:, 0] - values[:, others] @ fit_unit(found.recipe, 0, others).weights
        pre, post = root_mean_square(gap[before]), root_mean_square(gap[~before])
        ratio = float(ratios(np.array([pre]), np.array([post]), values)[0])
        rows[donor] = (weight, pre, post, ratio, float(gap[~before].mean()))
    columns_told = ["weight", "rmspe_pre", "rmspe_post", "ratio", "mean_gap"]
    return pd.DataFrame.from_dict(rows, orient="index", columns=columns_told).rename_axis("left_out")


def _want_found(found: object) -> None:
    check = ArgumentCheck(CALL)
    check.kind("found", found, SyntheticControl, "Give what `synthetic_control` returns.")
    check.raise_if_any(SyntheticInputError, "checks of a synthetic control")
