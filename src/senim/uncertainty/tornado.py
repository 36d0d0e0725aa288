"""Tornado: one group of beliefs at a time from low to high, all others at their middle."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from senim.uncertainty.inputs import Inputs

Array = NDArray[np.float64]
LOW, HIGH = 0.05, 0.95


def tornado(model: Callable[[Array], Array], inputs: Inputs) -> pd.DataFrame:
    """Move each input from its 5 % to its 95 % quantile, all others at their middle.

    Parameters
    ----------
    model : callable
        Takes points of shape (n, columns), gives answers of shape (n, targets).
    inputs : Inputs
        Columns.

    Returns
    -------
    DataFrame
        One row a target and input: ``target``, ``input``, ``group``, ``at_low``, ``at_high``, ``middle``
        (answers, in the unit of the target), ``swing`` (their distance); largest first within a target.
    """
    middle = np.full((1, inputs.size), 0.5)
    moved = np.repeat(middle, 2 * inputs.size, axis=0)
    places = np.arange(inputs.size)
    moved[2 * places, places], moved[2 * places + 1, places] = LOW, HIGH
    answers = model(np.concatenate([middle, moved]))
    tables = [
        pd.DataFrame(
            {
                "target": target,
                "input": inputs.column_names,
                "group": inputs.column_groups,
                "at_low": answers[1::2, target],
                "at_high": answers[2::2, target],
                "middle": answers[0, target],
            }
        ).assign(swing=lambda table: (table["at_high"] - table["at_low"]).abs())
        for target in range(answers.shape[1])
    ]
    table = pd.concat(tables, ignore_index=True)
    return table.sort_values(["target", "swing"], ascending=[True, False], kind="stable", ignore_index=True)
