"""When a break in a series is no question for this method."""

from __future__ import annotations

import numpy as np

from senim.evidence.series.inputs import CheckedSeries, Model
from senim.evidence.series.likelihood import Projection

LEAST_BEFORE = 8
"""Observed periods before the break that the method wants; a season and four where there is one."""

LEAST_AFTER = 3
"""Observed periods from the break on that the method wants."""

SMALLEST, LARGEST = 1e-100, 1e100
"""Sizes between which squares of numbers, and products of those, are still numbers of double precision."""

_NOTHING_LEFT = 1e-8
_EXACT = 1e-11


def refused(checked: CheckedSeries, model: Model) -> tuple[str, ...]:
    """Say why a sound series cannot be asked.

    Parameters
    ----------
    checked : CheckedSeries
        The series.
    model : Model
        Level and season.

    Returns
    -------
    tuple of str
        Reasons; empty where it can.
    """
    there, position = checked.observed, checked.break_position
    count = len(there)
    values = checked.values[there]
    if len(values) == 0 or np.ptp(values) == 0:
        return ("the series is constant",) if len(values) else ("the series has no value",)
    if not SMALLEST < float(np.abs(values).max()) < LARGEST:
        size = f"{np.abs(values).max():.0e}"
        return (f"numbers of the size {size} have no square in double precision: use another unit",)
    if not 0 < position < count:
        ends = f"{checked.index[0]} to {checked.index[-1]}"
        return (f"the break lies outside the series, which runs from {ends}",)
    before, after = int(there[:position].sum()), int(there[position:].sum())
    wanted = max(LEAST_BEFORE, (model.seasonal or 0) + 4 if model.seasonal else 0)
    reasons = []
    if before < wanted:
        reasons.append(f"{before} observed periods before the break, {wanted} are wanted")
    if after < LEAST_AFTER:
        reasons.append(f"{after} observed periods from the break on, {LEAST_AFTER} are wanted")
    if not there[position] and not there[position - 1]:
        reasons.append("the series is missing on both sides of the break: nobody saw what happened there")
    return tuple(reasons)


def singular(projection: Projection, names: tuple[str, ...]) -> tuple[str, ...]:
    """Say which coefficients the series cannot tell from its level, its season or each other.

    Parameters
    ----------
    projection : Projection
        Series and regressors without what the diffuse starts explain.
    names : tuple of str
        Names of the regressors.

    Returns
    -------
    tuple of str
        Reasons; empty where every coefficient can be estimated.
    """
    free = projection.size - len(names)
    if free < projection.count + 2:
        wanted = f"{len(names)} coefficients and {projection.count} variances"
        return (f"{projection.size} periods are left for {wanted}",)
    columns = projection.regressors
    lengths = np.linalg.norm(columns, axis=0)
    flat = [name for name, length in zip(names, lengths, strict=True) if length < _NOTHING_LEFT]
    if flat:
        return (f"{', '.join(flat)} cannot be told from level and season",)
    if np.linalg.matrix_rank(columns / lengths, tol=1e-8) < len(names):
        return (f"{', '.join(names)} cannot be told from each other",)
    rest = projection.series - columns @ np.linalg.lstsq(columns, projection.series, rcond=None)[0]
    left = projection.scale * np.linalg.norm(rest) / np.sqrt(projection.size)
    if left < _EXACT * projection.magnitude:
        return ("level, season and regressors explain the series exactly: nothing is left to judge by",)
    return ()
