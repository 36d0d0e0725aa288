"""From a test to an interval: the coefficients that the test does not reject."""

from __future__ import annotations

import math
from collections.abc import Callable

from senim.evidence.panel.shapes import Shapes

_WIDENINGS = 40
_ROUNDING = 1e-9
"""A p-value of exactly 0.05 rejects, though 1 − 0.95 in binary is a little less."""

_HALVINGS = 30


def inverted(p_value: Callable[[float], float], shapes: Shapes, level: float) -> tuple[float, float]:
    """Find where a test begins to reject on either side of the coefficient.

    Parameters
    ----------
    p_value : callable
        Gives the p-value of a supposed coefficient.
    shapes : Shapes
        What is tested.
    level : float
        Coverage.

    Returns
    -------
    tuple of float
        Limits, to a ten-thousandth of the standard error; infinite where the test never rejects.
    """
    statistic = shapes.statistic()
    error = abs(shapes.slope / statistic) if statistic else 1.0
    return _edge(p_value, shapes.slope, -error, level), _edge(p_value, shapes.slope, error, level)


def _edge(p_value: Callable[[float], float], centre: float, step: float, level: float) -> float:
    """Walk out until the test rejects, then halve the way back."""
    least = 1 - level + _ROUNDING
    inside, outside = centre, centre + step
    for _ in range(_WIDENINGS):
        if p_value(outside) <= least:
            break
        inside, outside = outside, centre + 1.6 * (outside - centre)
    else:
        return math.copysign(math.inf, step)
    for _ in range(_HALVINGS):
        middle = (inside + outside) / 2
        inside, outside = (inside, middle) if p_value(middle) <= least else (middle, outside)
        if abs(outside - inside) < 1e-4 * abs(step):
            break
    return outside
