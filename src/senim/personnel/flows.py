"""One ordinary month: exits, ageing, childcare leave, turning."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from senim.personnel.steady import ESTABLISHED, HIDDEN, LONG, NEW, PROTECTED, SOUND, VISIBLE, SteadyForce

Array = NDArray[np.float64]


@dataclass(frozen=True)
class MonthlyFlows:
    """Probabilities of one month, ready to be multiplied with the stocks.

    Parameters
    ----------
    staying : ndarray, shape (4, 3, n)
        Probability that an officer is in the same slot and class a month later.
    from_new : ndarray, shape (2, n)
        Probability to move from the first year to established and to protected.
    starting_leave, ending_leave, to_long : ndarray, shape (n,)
        From established to protected, back, and from both to long service.
    turning_visible, turning_hidden, mending : ndarray, shape (n,) or None
        From sound to each problem class, and back; None where nobody does.
    """

    staying: Array
    from_new: Array
    starting_leave: Array
    ending_leave: Array
    to_long: Array
    turning_visible: Array | None
    turning_hidden: Array | None
    mending: Array | None


def ordinary_flows(steady: SteadyForce, visible: Array) -> MonthlyFlows:
    """Probabilities of a month in which nothing is done.

    Parameters
    ----------
    steady : SteadyForce
        The force.
    visible : ndarray, shape (n,)
        Visible share among those who turn.

    Returns
    -------
    MonthlyFlows
        Such that a steady force stays as it is.
    """
    leaving = steady.leaving[[0, 1, 1, 2]]
    moving = np.stack(
        [
            steady.ageing_new,
            steady.ageing_established + steady.starting_leave,
            steady.ageing_established + steady.ending_leave,
            np.zeros_like(steady.ageing_new),
        ]
    )
    converting = np.stack([steady.turning, steady.mending, steady.mending])
    turns, mends = bool(steady.turning.any()), bool(steady.mending.any())
    return MonthlyFlows(
        staying=1.0 - (leaving + moving)[:, None] - converting[None],
        from_new=steady.ageing_new * np.stack([1.0 - steady.protected_share, steady.protected_share]),
        starting_leave=steady.starting_leave,
        ending_leave=steady.ending_leave,
        to_long=steady.ageing_established,
        turning_visible=steady.turning * visible if turns else None,
        turning_hidden=steady.turning * (1.0 - visible) if turns else None,
        mending=steady.mending if mends else None,
    )


def advance(stocks: Array, flows: MonthlyFlows, staying: Array, after: Array, moved: Array) -> None:
    """Move officers through one ordinary month.

    Every flow is taken from the stocks at the start of the month, so that a steady force
    stays exactly as it is.

    Parameters
    ----------
    stocks : ndarray, shape (2, 4, 3, n)
        Officers at the start of the month.
    flows : MonthlyFlows
        Where they go.
    staying : ndarray, shape (4, 3, n)
        `flows.staying`, or what is left of it where more people leave than usual.
    after : ndarray, shape (2, 4, 3, n)
        Written: officers at the end of the month.
    moved : ndarray, shape (2, 4, n)
        Written: room to work in.
    """
    np.multiply(stocks, staying, out=after)
    by_class = moved[:, :3]
    for source, target, share in (
        (NEW, ESTABLISHED, flows.from_new[0]),
        (NEW, PROTECTED, flows.from_new[1]),
        (ESTABLISHED, PROTECTED, flows.starting_leave),
        (PROTECTED, ESTABLISHED, flows.ending_leave),
    ):
        np.multiply(stocks[:, source], share, out=by_class)
        after[:, target] += by_class
    np.add(stocks[:, ESTABLISHED], stocks[:, PROTECTED], out=by_class)
    by_class *= flows.to_long
    after[:, LONG] += by_class
    if flows.turning_visible is not None and flows.turning_hidden is not None:
        np.multiply(stocks[:, :, SOUND], flows.turning_visible, out=moved)
        after[:, :, VISIBLE] += moved
        np.multiply(stocks[:, :, SOUND], flows.turning_hidden, out=moved)
        after[:, :, HIDDEN] += moved
    if flows.mending is not None:
        np.add(stocks[:, :, VISIBLE], stocks[:, :, HIDDEN], out=moved)
        moved *= flows.mending
        after[:, :, SOUND] += moved
