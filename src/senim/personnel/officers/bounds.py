"""Rates no officer exceeds, for skipping the months in which nothing happens.

The horizon is cut into periods and service into bands. Within both, one bound stands for all months of
an officer's cell, so the time to his next candidate event is one geometric number; a candidate is then kept
with his own rate over the bound (thinning), which is exact whatever the cuts are.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from senim.personnel.officers.levers import LONG_SERVICE_MONTHS
from senim.personnel.officers.rules import Rules
from senim.personnel.officers.timeline import Timeline

Array = NDArray[np.float64]

WASTE = 0.1
"""Candidates refused within a piece, at most: as many as a cut would cost. Changes speed and draws alone."""

ENDLESS = 1e300
"""Months until nothing happens to somebody whom nothing can strike."""


def make_bounds(rules: Rules, timeline: Timeline, changing: Array) -> dict[str, Array]:
    """Work out bounds.

    Parameters
    ----------
    rules : Rules
        Rates.
    timeline : Timeline
        What changes them from month to month.
    changing : ndarray, shape (qualities,)
        Probability that the quality changes.

    Returns
    -------
    dict of str to ndarray
        Tables of the book: `period_ends`, `period_row`, `band_ends`, `band_row`, `highest` and `mean_gap`.
    """
    # in the last month of service all leave, which is a date and no chance
    leaving = rules.leaving[:-1]
    promoted = rules.promoted * timeline.promotions
    usual_exits = leaving.mean(axis=0) * timeline.exits.max(axis=(1, 3))
    periods = pieces(usual_exits + promoted + timeline.released)
    bands = pieces(leaving * timeline.exits.mean(axis=(0, 1, 3)))
    most_promoted = np.maximum.reduceat(promoted, periods, axis=0)[:, None, :, None]
    most_released = np.maximum.reduceat(timeline.released, periods, axis=0)[:, None, :, None]
    exits = _most_exits(leaving, timeline.exits, periods, bands)
    steady = (rules.starting_leave + rules.appointed)[:, None]
    struck = np.minimum(exits + steady + most_promoted, 1.0)
    for another in (changing, most_released):
        struck = struck + (1.0 - struck) * another
    highest = np.stack([struck, np.minimum(exits + rules.ending_leave, 1.0)])
    highest = highest.reshape(*highest.shape[:3], -1)
    with np.errstate(divide="ignore"):
        mean_gap = np.minimum(-1.0 / np.log1p(-highest), ENDLESS)
    period_of, period_ends = _spread(periods, len(timeline.promotions))
    band_of, band_ends = _spread(bands, rules.tenure_months)
    cells = highest.shape[-1]
    return {
        "period_ends": period_ends,
        "period_row": period_of * float(len(bands) * cells),
        "band_ends": band_ends,
        "band_row": band_of * float(cells),
        "highest": highest,
        "mean_gap": mean_gap,
    }


def pieces(rates: Array) -> NDArray[np.intp]:
    """Cut a sequence of rates into pieces, in each of which the highest may stand for all.

    Parameters
    ----------
    rates : ndarray, shape (n, several)
        Side by side, rates that share the cuts.

    Returns
    -------
    ndarray of int
        Where pieces begin: where going on would waste more than `WASTE` candidates.
    """
    begins = [0]
    highest = total = rates[0]
    for place in range(1, len(rates)):
        highest, total = np.maximum(highest, rates[place]), total + rates[place]
        if (highest * (place + 1 - begins[-1]) - total).mean() > WASTE:
            begins.append(place)
            highest = total = rates[place]
    return np.array(begins)


def _most_exits(
    leaving: Array, multiples: Array, periods: NDArray[np.intp], bands: NDArray[np.intp]
) -> Array:
    """Bound exits by period, band, stratum and quality."""
    integrity = np.maximum.reduceat(multiples, periods, axis=0)
    most = np.zeros((len(periods), len(bands), leaving.shape[1], 2))
    for long, part in enumerate((slice(None, LONG_SERVICE_MONTHS), slice(LONG_SERVICE_MONTHS, None))):
        only = np.zeros_like(leaving)
        only[part] = leaving[part]
        highest = np.maximum.reduceat(only, bands, axis=0)
        most = np.maximum(most, highest[None, :, :, None] * integrity[:, long, None])
    # qualities alternate between sound and low integrity
    return np.tile(most, 2)


def _spread(begins: NDArray[np.intp], length: int) -> tuple[Array, Array]:
    """Give each place its piece, and the end of that."""
    sizes = np.diff(begins, append=length)
    pieces_of = np.repeat(np.arange(len(begins), dtype=np.float64), sizes)
    return pieces_of, np.repeat((begins + sizes).astype(np.float64), sizes)
