"""Sobol indices by group: how much of the doubt in an answer each group of beliefs carries."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from senim.arguments import ArgumentCheck
from senim.uncertainty.answers import answers_at, check_design
from senim.uncertainty.inputs import Inputs

Array = NDArray[np.float64]
RESAMPLES = 200
NO_DOUBT = 1e-12
"""A variance below this share of the square of the mean is that of rounding."""


def sobol_indices(
    model: Callable[[Array], Array],
    inputs: Inputs,
    *,
    base: int = 4096,
    seed: int = 20181119,
    level: float = 0.95,
) -> pd.DataFrame:
    """Estimate first-order and total indices of every group.

    Parameters
    ----------
    model : callable
        Takes points of shape (n, columns), gives answers of shape (n, targets).
    inputs : Inputs
        Columns and their groups.
    base : int
        Points of the base design, a power of 2; the model runs on ``base * (groups + 2)``.
    seed : int
        Seed of the scrambled Sobol sequence and of the bootstrap.
    level : float
        Coverage of the intervals.

    Returns
    -------
    DataFrame
        One row a target and group: ``target``, ``group``, ``first`` (share of the variance that would go if
        the group were known), ``first_low``, ``first_high``, ``total`` (share that involves the group),
        ``total_low``, ``total_high``. A target that does not vary has no rows: there is no doubt to share.

    Raises
    ------
    ArgumentError
        Listing every option that is out of bounds, fewer than two groups, and answers that are not finite.

    References
    ----------
    Saltelli, A. et al. (2010), Variance based sensitivity analysis of model output, Computer Physics
    Communications 181:259-270. Owen, A. B. (2020), On dropping the first Sobol' point, for the scrambling.
    """
    check = ArgumentCheck("senim.uncertainty.sobol_indices")
    check_design(check, model, inputs)
    check.count("base", base, 2)
    check.seed("seed", seed)
    check.level("level", level)
    if not check.findings and int(base) & (int(base) - 1):
        check.refuse("base", f"{base} is not a power of 2", "Give 1024 or 4096.")
    if not check.findings and len(inputs.group_names) < 2:
        remedy = "Put the streams into two groups or more; one group carries all of the doubt."
        check.refuse("inputs", "have one group, and there is nothing to share between groups", remedy)
    check.raise_if_any()
    # SALib takes seconds to import
    from SALib.analyze import sobol as analyze
    from SALib.sample import sobol as sample

    problem = {
        "num_vars": inputs.size,
        "names": list(inputs.column_names),
        "bounds": [[0.0, 1.0]] * inputs.size,
        "groups": list(inputs.column_groups),
    }
    points = sample.sample(problem, base, calc_second_order=False, scramble=True, seed=seed)
    answers = answers_at(model, np.asarray(points, dtype=np.float64), check.call)
    columns = ["target", "group", "first", "first_low", "first_high", "total", "total_low", "total_high"]
    rows = []
    for target in range(answers.shape[1]):
        answer = answers[:, target]
        if answer.var() <= NO_DOUBT * max(float(np.square(answer).mean()), NO_DOUBT):
            continue
        found = analyze.analyze(
            problem, answer, calc_second_order=False, num_resamples=RESAMPLES, conf_level=level, seed=seed
        )
        for place, group in enumerate(inputs.group_names):
            first, total = float(found["S1"][place]), float(found["ST"][place])
            first_half, total_half = float(found["S1_conf"][place]), float(found["ST_conf"][place])
            limits = (first - first_half, first + first_half, total, total - total_half, total + total_half)
            rows.append((target, group, first, *limits))
    return pd.DataFrame(rows, columns=columns)
