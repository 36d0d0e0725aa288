"""What a first stage is made of: outcome, what is instrumented and instruments, with controls taken out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from senim.evidence.panel.regression import (
    CLUSTER_COLUMN,
    _columns,
    _few_clusters,
    _in_the_way,
    _numbered,
    _too_few_instruments,
    _values,
)
from senim.evidence.panel.results import InapplicableDesign


@dataclass(frozen=True, eq=False)
class FirstStageParts:
    """What a first stage is made of, with controls and unit means taken out.

    Parameters
    ----------
    outcome : ndarray, shape (n,)
        The outcome.
    endogenous : ndarray, shape (n, k)
        What is instrumented.
    instruments : ndarray, shape (n, l)
        The instruments.
    degrees_of_freedom : int
        Rows less instruments, controls and units.
    controls : int
        Controls that were taken out, the constant among them, units not.
    clusters : ndarray of int, shape (n,), or None
        Number of the cluster of each row, from 0.
    """

    outcome: NDArray[np.float64]
    endogenous: NDArray[np.float64]
    instruments: NDArray[np.float64]
    degrees_of_freedom: int
    controls: int
    clusters: NDArray[np.intp] | None


def first_stage_parts(
    frame: pd.DataFrame,
    outcome: str,
    endogenous: Sequence[str],
    instruments: Sequence[str],
    controls: Sequence[str] = (),
    *,
    unit: str | None = None,
    cluster: str | None = None,
) -> FirstStageParts | InapplicableDesign:
    """Take controls, and the means of units, out of outcome, endogenous columns and instruments.

    Parameters
    ----------
    frame, outcome, endogenous, instruments, controls, unit, cluster
        As for `two_stage`.

    Returns
    -------
    FirstStageParts or InapplicableDesign
        InapplicableDesign where `two_stage` has no answer.

    Raises
    ------
    PanelInputError
        If a column is missing.
    """
    call = "first stage"
    lists = {"endogenous": endogenous, "instruments": instruments, "controls": controls}
    values = _values(frame, outcome, lists, unit, call, cluster)
    groups = values.pop(unit).nunique() if unit else 0
    clusters = _numbered(values.pop(CLUSTER_COLUMN)) if cluster else None
    y = values[outcome].to_numpy(dtype=np.float64)
    x, names = _columns(values, [*endogenous, *controls], constant=unit is None)
    z, others = _columns(values, [*instruments, *controls], constant=unit is None)
    reasons = _in_the_way(y, x, groups, call, names) + _in_the_way(y, z, groups, call, others)
    reasons += _too_few_instruments(instruments, endogenous, call) + _few_clusters(clusters, call)
    if reasons:
        return InapplicableDesign(call, outcome, ", ".join(endogenous), tuple(dict.fromkeys(reasons)))
    held, _ = _columns(values, list(controls), constant=unit is None)
    bare_y, bare_x, bare_z = (
        part - held @ np.linalg.lstsq(held, part, rcond=None)[0] if held.shape[1] else part
        for part in (y, x[:, : len(endogenous)], z[:, : len(instruments)])
    )
    left = len(y) - groups - z.shape[1]
    return FirstStageParts(bare_y, bare_x, bare_z, left, held.shape[1], clusters)
