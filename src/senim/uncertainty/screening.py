"""Morris screening: which of many inputs move an answer at all."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from senim.arguments import ArgumentCheck
from senim.uncertainty.answers import answers_at, check_design
from senim.uncertainty.inputs import Inputs

Array = NDArray[np.float64]
CENTRAL = (0.05, 0.95)
"""Quantiles between which inputs move: the ends of a distribution without bounds would drown the rest."""
LEVELS = 4


def morris_screening(
    model: Callable[[Array], Array], inputs: Inputs, *, trajectories: int = 50, seed: int = 20181119
) -> pd.DataFrame:
    """Screen all inputs by their elementary effects.

    Parameters
    ----------
    model : callable
        Takes points of shape (n, columns), gives answers of shape (n, targets).
    inputs : Inputs
        Columns.
    trajectories : int
        Each is one walk through all columns; two or more, since one has no spread.
    seed : int
        Seed of the walks.

    Returns
    -------
    DataFrame
        One row a target and column: ``target``, ``input``, ``group``, ``effect`` (mean absolute
        elementary effect, in the unit of the target, from the 5 % to the 95 % quantile of the input),
        ``error`` (half width of its 95 % interval), ``spread`` (standard deviation of the effects: large
        where inputs act together or not along a line).

    Raises
    ------
    ArgumentError
        Listing every option that is out of bounds, and answers that are not finite.

    References
    ----------
    Morris, M. D. (1991), Factorial sampling plans for preliminary computational experiments, Technometrics
    33:161-174. Campolongo, F., Cariboni, J., Saltelli, A. (2007), An effective screening design,
    Environmental Modelling and Software 22:1509-1518.
    """
    check = ArgumentCheck("senim.uncertainty.morris_screening")
    check_design(check, model, inputs)
    check.count("trajectories", trajectories, 2)
    check.seed("seed", seed)
    check.raise_if_any()
    # SALib takes seconds to import
    from SALib.analyze import morris as analyze
    from SALib.sample import morris as sample

    names = list(inputs.column_names)
    problem = {"num_vars": inputs.size, "names": names, "bounds": [list(CENTRAL)] * inputs.size}
    points = sample.sample(problem, trajectories, num_levels=LEVELS, seed=seed)
    answers = answers_at(model, np.asarray(points, dtype=np.float64), check.call)
    span = CENTRAL[1] - CENTRAL[0]
    unit = (points - CENTRAL[0]) / span
    whole = {**problem, "bounds": [[0.0, 1.0]] * inputs.size}
    tables = []
    for target in range(answers.shape[1]):
        found = analyze.analyze(whole, unit, answers[:, target], num_levels=LEVELS, seed=seed)
        tables.append(
            pd.DataFrame(
                {
                    "target": target,
                    "input": names,
                    "group": inputs.column_groups,
                    "effect": np.asarray(found["mu_star"], dtype=np.float64),
                    "error": np.asarray(found["mu_star_conf"], dtype=np.float64),
                    "spread": np.asarray(found["sigma"], dtype=np.float64),
                }
            )
        )
    return pd.concat(tables, ignore_index=True)
