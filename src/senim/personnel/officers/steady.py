"""The steady state: what a constant intake becomes when the clock of the law runs on.

One intake is followed from its first month of service to its last. Every month of service of the
force is this intake at that age, so nothing is solved for and nothing is left over.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from senim.personnel.officers.calendar import (
    APPOINTED,
    CYCLE,
    RETURNED,
    Key,
    after_appointment_months,
    after_leave_months,
    again,
)
from senim.personnel.officers.compiled_careers import CHANCES
from senim.personnel.officers.compiled_intake import AT_END, FIRST_ROW, LINE, ROW_OF_RETURNS
from senim.personnel.officers.compiled_steps import run
from senim.personnel.officers.cycle import always_ran
from senim.personnel.officers.grid import HEAD, RANKS
from senim.personnel.officers.lanes import LANES
from senim.personnel.officers.levers import LONG_SERVICE_MONTHS
from senim.personnel.officers.rules import Rules
from senim.personnel.officers.tabled import TabledRules, tabled
from senim.personnel.officers.tallies import Tallies

Array = NDArray[np.float64]
FOLLOWED = 4
"""Slots before those of the calendar while an intake is followed."""


@dataclass(frozen=True)
class Piece:
    """Officers who wait since some months before the start.

    Parameters
    ----------
    kind : int
        What they wait for.
    after : int
        After how many months.
    at_end : bool
        Whether they were entered at the end of a month.
    row : int
        Which of the rows they are in.
    """

    kind: int
    after: int
    at_end: bool
    row: int

    def ago(self, date: int) -> int | None:
        """Say how long before the start those were entered whose date is still to come.

        Parameters
        ----------
        date : int
            The month they wait for.

        Returns
        -------
        int or None
            Months; None where that is after the start.
        """
        ago = self.after - date
        return ago if ago > 0 or (self.at_end and ago == 0) else None


@dataclass(frozen=True)
class SteadyState:
    """A force at the start of the first month.

    Parameters
    ----------
    rows : ndarray, shape (3 + pieces, strata, classes, front + tenure months + front)
        Expected officers by cohort, longest service first, with room on both sides: in active service, on
        leave, those who return by a court in a month, and those entered of each piece, divided by `kept` of
        then.
    kept : ndarray, shape (strata, front + tenure months + front)
        Share of a cohort of a stratum that has stayed in active service and in its post.
    pieces : tuple of Piece
        Those who wait for a date.
    return_months : int
        Months from dismissal to return.
    intake : ndarray, shape (strata, classes)
        Recruits a month.
    exits : ndarray, shape (strata,)
        Officers who leave in a month, the dismissed not among them.
    tabled : TabledRules
        Rules laid out for the compiled loops.
    """

    rows: Array
    kept: Array
    pieces: tuple[Piece, ...]
    return_months: int
    intake: Array
    exits: Array
    tabled: TabledRules

    @property
    def active(self) -> Array:
        """Officers in active service, shape (strata, classes, tenure months)."""
        return self.row(0)

    @property
    def leave(self) -> Array:
        """Officers on leave, same shape."""
        return self.row(1)

    def row(self, row: int) -> Array:
        """Give officers by months of service.

        Parameters
        ----------
        row : int
            Which.

        Returns
        -------
        ndarray, shape (strata, classes, tenure months)
            A view.
        """
        front = self.tabled.front
        return self.rows[row, :, :, front:-front][:, :, ::-1]

    def everyone(self) -> Array:
        """Count officers.

        Returns
        -------
        ndarray, shape (strata,)
            Those on leave included.
        """
        return np.asarray(self.rows[:2].sum(axis=(0, 2, 3)))

    def by_service(self, rules: Rules) -> Start:
        """Give the force at the start by months of service, everybody by present quality.

        Parameters
        ----------
        rules : Rules
            Rates.

        Returns
        -------
        Start
            What the simulation of individuals draws from.
        """
        months = rules.tenure_months
        returned = self.row(ROW_OF_RETURNS)
        returning = {}
        for month in range(self.return_months if returned.any() else 0):
            back = np.zeros_like(returned)
            # by service at the start of month 0
            back[:, :, : months - month] = returned[:, :, month:]
            returning[month] = _by_service(back)
        calendar = {key: _by_service(self._waiting(rules, *key)) for key in self.dates()}
        return Start(_by_service(self.active), _by_service(self.leave), calendar, returning)

    def dates(self) -> list[Key]:
        """Name the dates of those who wait at the start.

        Returns
        -------
        list of tuple of int
            What officers wait for and the month.
        """
        return sorted(
            {
                (piece.kind, date)
                for piece in self.pieces
                for date in range(piece.after + 1)
                if piece.ago(date) is not None
            }
        )

    def _waiting(self, rules: Rules, kind: int, date: int) -> Array:
        """Those who wait for a date, by months of service."""
        front, months = self.tabled.front, rules.tenure_months
        kept, found = self.kept[:, None, front:-front][:, :, ::-1], 0.0
        for piece in self.pieces:
            ago = piece.ago(date) if piece.kind == kind else None
            if ago is not None:
                put = np.zeros_like(self.row(piece.row))
                put[:, :, ago:] = self.row(piece.row)[:, :, : months - ago]
                changed = np.linalg.matrix_power(rules.change, ago)
                found = found + np.einsum("sct,cd->sdt", put * kept, changed)
        return np.asarray(found)


@dataclass(frozen=True)
class Start:
    """A force at the start of the first month, by months of service.

    Parameters
    ----------
    active, leave : ndarray, shape (tenure months, strata, classes)
        Expected officers.
    calendar : dict
        By what they wait for and the month: expected officers, same shape.
    reinstatements : dict
        By month: who of those dismissed before returns, by service at the start.
    """

    active: Array
    leave: Array
    calendar: dict[Key, Array]
    reinstatements: dict[int, Array]

    @property
    def everyone(self) -> Array:
        """All officers, same shape."""
        return self.active + self.leave


def _by_service(officers: Array) -> Array:
    return np.ascontiguousarray(officers.transpose(2, 0, 1))


def steady_state(rules: Rules, horizon: int = 0) -> SteadyState:
    """Follow one intake through its service and scale it to the force.

    Parameters
    ----------
    rules : Rules
        Rates.
    horizon : int
        Months that follow.

    Returns
    -------
    SteadyState
        Expected officers at the start of the first month.
    """
    grid, cycle, months = rules.grid, rules.plan.cycle, rules.tenure_months
    kinds, lags = _dates(rules)
    # a clock that begins on the way has not run before
    runs = always_ran(cycle)
    exemptions = cycle.examination.exemptions if cycle and runs else None
    laid_out = tabled(rules, max(lags), max(*lags, horizon))
    heads = exemptions is None or exemptions.heads
    length = 2 * laid_out.front + months
    rows = np.zeros((FIRST_ROW + len(kinds), grid.strata, grid.classes, length))
    kept = np.ones((grid.strata, length))
    rings = np.cumsum([FOLLOWED, *(lag + 1 for lag in lags)])
    cells = grid.strata * grid.classes
    book = np.zeros((3, LINE), dtype=np.intp)
    book[0] = rings
    book[1, : len(lags)] = lags
    book[2, :4] = (
        runs,
        exemptions is None or exemptions.new_in_post,
        grid.strata // len(RANKS) * HEAD if heads else grid.strata,
        LONG_SERVICE_MONTHS if exemptions is None or exemptions.long_service else months,
    )
    told, recruits = Tallies.nothing(rules, 1, 1), rules.recruits[None].copy()
    work = np.zeros((grid.classes + grid.strata + int(rings[-1]) * cells) * LANES)
    run(
        book,
        # no tile: an intake
        np.array([0, 0, grid.strata, grid.effect_classes, months, 0, laid_out.front, 0, 1], dtype=np.intp),
        (work, np.zeros(2 * grid.strata * LANES)),
        (rows, kept),
        laid_out.with_months(np.ones((1, 2, grid.strata, 2)), np.ones((1, grid.strata))),
        (
            recruits,
            told.released[0],
            told.released[0],
            np.zeros((1, grid.strata, CHANCES)),
        ),
        told.arrays(),
    )
    scale = rules.force.officers / float(rows[:2].sum())
    rows *= scale
    return SteadyState(
        rows=rows,
        kept=kept,
        pieces=tuple(
            Piece(kind, later, at_end, FIRST_ROW + place)
            for place, (kind, later, at_end) in enumerate(zip(kinds, lags, AT_END, strict=False))
            if rows[FIRST_ROW + place].any()
        ),
        return_months=lags[-1],
        intake=rules.recruits * scale,
        exits=told.served[0, 0].sum(axis=1) * scale,
        tabled=laid_out,
    )


def _dates(rules: Rules) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """What officers wait for and after how many months, by kind; last, the months to a return by a court."""
    cycle = rules.plan.cycle
    new, back = after_appointment_months(rules), after_leave_months(rules)
    if cycle is None or not always_ran(cycle):
        # nobody is examined: only the protection of those new in post and back from leave counts
        return (CYCLE, CYCLE, APPOINTED, APPOINTED, RETURNED, again(0)), (
            new,
            new,
            new,
            new - 1,
            back - 1,
            new,
            0,
        )
    interval, examination = int(cycle.interval_months), cycle.examination
    waits = examination.exemptions.on_leave
    kinds = (CYCLE, CYCLE, APPOINTED, APPOINTED, RETURNED if waits else CYCLE, again(0))
    lags = (interval, interval - new, new, new - 1, back - 1 if waits else 0)
    later = int(examination.reexamination_months), int(examination.unfit.reinstatement_lag_months)
    return kinds, (*lags, *later)
