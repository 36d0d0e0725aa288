"""How strongly those whom a measure reaches must change, before a survey of everybody sees it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from senim.arguments import ArgumentCheck


@dataclass(frozen=True)
class NeededEffect:
    """The effect among those reached that a survey would be likely to see.

    Parameters
    ----------
    points : float or None
        Rise of full trust among those reached; None where no rise is large enough.
    room : float
        Points to 100 % among those reached.
    verdict : str
        "possible" or "out of reach".
    """

    points: float | None
    room: float
    verdict: Literal["possible", "out of reach"]


def effect_needed(detectable_points: float, reach: float, full_trust: float) -> NeededEffect:
    """Rise of full trust among those reached that moves the whole by what a survey can detect.

    ``detectable_points / reach``; the others stay as they are.

    Parameters
    ----------
    detectable_points : float
        Smallest change of the whole that is likely to be seen (`detectable_change`).
    reach : float
        Share of adults whom the measure reaches, above 0.
    full_trust : float
        Share of full trust among those reached, before.

    Returns
    -------
    NeededEffect
        Out of reach where even full trust of all who are reached would not be seen.

    Raises
    ------
    ArgumentError
        If an argument is out of bounds.

    Examples
    --------
    >>> effect_needed(1.8, 0.25, 0.616).points, effect_needed(1.8, 0.02, 0.616).verdict
    (7.2, 'out of reach')
    """
    check = ArgumentCheck("senim.trust.effect_needed")
    check.number("detectable_points", detectable_points, 0.0, 100.0)
    check.number("reach", reach, 0.0, 1.0, low_open=True)
    check.number("full_trust", full_trust, 0.0, 1.0)
    check.raise_if_any()
    points, room = float(np.divide(detectable_points, reach)), 100.0 * (1.0 - full_trust)
    return (
        NeededEffect(points, room, "possible") if points <= room else NeededEffect(None, room, "out of reach")
    )
