"""Where expected officers are kept: slots of tiles, and what compiled loops need beside them."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from senim.personnel.officers.compiled_careers import CHANCES
from senim.personnel.officers.compiled_steps import run
from senim.personnel.officers.lanes import LANES
from senim.personnel.officers.rules import Rules
from senim.personnel.officers.steady import SteadyState
from senim.personnel.officers.tallies import Tallies
from senim.personnel.officers.timeline import Timeline

Array = NDArray[np.float64]
SPARE_SLOTS = 16
"""More slots than are asked for, so that few steps make room anew."""


class Tiles:
    """Slots of all tiles, or of one that is used for all in turn.

    Parameters
    ----------
    rules : Rules
        Rates.
    steady : SteadyState
        The force at the start.
    timeline : Timeline
        What differs from month to month.
    told : Tallies
        Where to count.
    recruits : ndarray, shape (months, strata, classes)
        Who starts at the end of each month.
    group_months : int
        Months of service in a group of stocks.
    each : bool
        Whether each tile has slots of its own: else all steps have to be done in one go.
    """

    def __init__(
        self,
        rules: Rules,
        steady: SteadyState,
        timeline: Timeline,
        told: Tallies,
        recruits: Array,
        group_months: int,
        *,
        each: bool,
    ) -> None:
        self._rules, self._steady, self._told, self._each = rules, steady, told, each
        self._tables = steady.tabled.with_months(timeline.exits, timeline.promotions)
        months, self._strata, self._classes = recruits.shape
        self._monthly = recruits, timeline.released
        self._chances = np.zeros((months, self._strata, CHANCES))
        self._tiles = -(-(rules.tenure_months + months) // LANES)
        self._group_months, self._slots = group_months, 0
        self._work, self._kept = np.zeros(0), np.zeros(0)

    def run(self, steps: NDArray[np.intp], factors: Array, slots: int) -> None:
        """Do steps.

        Parameters
        ----------
        steps : ndarray of int, shape (steps, COLUMNS)
            What to do.
        factors : ndarray, shape (factors, strata)
            Numbers that steps ask for.
        slots : int
            How many slots they use.
        """
        self._make_room(slots)
        sizes = (
            self._tiles,
            self._each,
            self._strata,
            self._rules.grid.effect_classes,
            self._rules.tenure_months,
            self._slots,
            self._steady.tabled.front,
            len(self._rules.failing),
            self._group_months,
        )
        run(
            steps,
            np.array(sizes, dtype=np.intp),
            (self._work, self._kept),
            (self._steady.rows, self._steady.kept),
            self._tables,
            (*self._monthly, factors, self._chances),
            self._told.arrays(),
        )

    def slot(self, slot: int) -> Array:
        """Show what is in a slot.

        Parameters
        ----------
        slot : int
            Which.

        Returns
        -------
        ndarray, shape (strata, classes, cohorts)
            A copy.
        """
        found = self._work.reshape(self._tiles, -1)[:, (self._classes + self._strata) * LANES :]
        tiles = found.reshape(self._tiles, -1, self._strata, self._classes, LANES)[:, slot]
        return tiles.transpose(1, 2, 0, 3).reshape(self._strata, self._classes, -1)

    def _make_room(self, slots: int) -> None:
        if slots <= self._slots:
            return
        tiles, before = self._tiles if self._each else 1, self._work
        self._slots = slots + (SPARE_SLOTS if self._each else 0)
        cells = self._strata * self._classes
        self._work = np.empty(tiles * (self._classes + self._strata + self._slots * cells) * LANES)
        if len(before):
            held = before.reshape(tiles, -1)
            self._work.reshape(tiles, -1)[:, : held.shape[1]] = held
        else:
            self._kept = np.empty(tiles * 2 * self._strata * LANES)
