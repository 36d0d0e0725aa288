"""Tornado: one group of beliefs at a time from low to high, all others at their middle."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from senim.arguments import ArgumentCheck
from senim.uncertainty.answers import answers_at, check_design
from senim.uncertainty.inputs import Inputs

Array = NDArray[np.float64]
LOW, HIGH = 0.05, 0.95
_ROUNDING = 1e-12


def tornado(model: Callable[[Array], Array], inputs: Inputs) -> pd.DataFrame:
    """Move each input from its 5 % to its 95 % quantile, all others at their middle.

    Only three places of an input are looked at. Where both ends move an answer to the same side (a square, a
    hump), the swing is small or 0 though the input matters: such rows say so in ``same_side``, and ``reach``
    tells how far the answer moved. An input whose effect is 0 at both ends and in the middle, or that acts
    only beside others, shows nothing here; `morris_screening` and `sobol_indices` see it.

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
        (answers, in the unit of the target), ``swing`` (distance of the two ends), ``reach`` (distance of
        the farther end from the middle) and ``same_side`` (whether both ends lie on one side of the middle,
        so that the swing understates the input); largest swing first within a target.

    Raises
    ------
    ArgumentError
        If there is no model or no input, or answers are not finite.

    Examples
    --------
    >>> inputs = Inputs({"line": (0,), "hump": (1,)}, {"line": "a", "hump": "b"})
    >>> table = tornado(lambda points: points[:, [0]] + (points[:, [1]] - 0.5) ** 2, inputs)
    >>> table[["input", "swing", "reach", "same_side"]].round(2).to_numpy().tolist()
    [['line', 0.9, 0.45, False], ['hump', 0.0, 0.2, True]]
    """
    check = ArgumentCheck("senim.uncertainty.tornado")
    check_design(check, model, inputs)
    check.raise_if_any()
    middle = np.full((1, inputs.size), 0.5)
    moved = np.repeat(middle, 2 * inputs.size, axis=0)
    places = np.arange(inputs.size)
    moved[2 * places, places], moved[2 * places + 1, places] = LOW, HIGH
    answers = answers_at(model, np.concatenate([middle, moved]), check.call)
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
        ).pipe(_with_distances)
        for target in range(answers.shape[1])
    ]
    table = pd.concat(tables, ignore_index=True)
    return table.sort_values(["target", "swing"], ascending=[True, False], kind="stable", ignore_index=True)


def _with_distances(table: pd.DataFrame) -> pd.DataFrame:
    """Add how far the ends lie from each other and from the middle, and whether they hide it."""
    low, high = table["at_low"] - table["middle"], table["at_high"] - table["middle"]
    reach = np.maximum(low.abs(), high.abs())
    # a move below rounding has no side
    least = _ROUNDING * np.maximum(reach, table["middle"].abs())
    same_side = (np.sign(low) == np.sign(high)) & (np.minimum(low.abs(), high.abs()) > least)
    return table.assign(swing=(table["at_high"] - table["at_low"]).abs(), reach=reach, same_side=same_side)
