"""Officers by the month of their next examination, brought forward only when somebody asks.

Within a month of service and a stratum everybody in active service leaves, goes on leave, is
appointed or changes at the same rates, whatever the date of the next examination. So officers who
share a date keep one common factor, which is applied once, when the date comes: exact, and the
clocks of the law cost nothing in the months between.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from senim.personnel.officers.rules import Rules

Array = NDArray[np.float64]

IDLE, CYCLE, APPOINTED, RETURNED, ON_LEAVE = range(5)
"""What an officer waits for: nothing; the cycle; the cycle after an appointment or a return; on leave."""

NEVER = -1
"""The month of those who wait for nothing."""


def listed(lever: int) -> int:
    """Number those on the list of a wave.

    Parameters
    ----------
    lever : int
        From 1.

    Returns
    -------
    int
        A number no other kind has.
    """
    return 5 + 2 * lever


def again(lever: int) -> int:
    """Number those who failed and are examined once more.

    Parameters
    ----------
    lever : int
        0 for the cycle, then the waves.

    Returns
    -------
    int
        A number no other kind has.
    """
    return 6 + 2 * lever


@dataclass(frozen=True)
class Waiting:
    """Officers who share a date, as they were when it was last asked for.

    Parameters
    ----------
    officers : ndarray, shape (rows, strata, classes)
        Expected officers.
    kept : ndarray, shape (rows, strata)
        The common factor then.
    month : int
        When that was.
    """

    officers: Array
    kept: Array
    month: int


@dataclass
class ServiceState:
    """Expected officers at the start of a month.

    Parameters
    ----------
    rules : Rules
        Rates.
    active, leave : ndarray, shape (rows, strata, classes)
        In active service and on leave; a row is a month of service.
    moving_rows : bool
        Whether a row is a month of service, so that officers move to the next row each
        month; else the only row is one intake that grows older.
    month : int
        The month that begins.
    calendar : dict
        By what they wait for and the month. Those who wait for nothing are the rest.
    reinstatements : dict
        By month: who returns, and the month in which their rows were numbered.

    Attributes
    ----------
    kept : ndarray, shape (rows, strata)
        Product of the shares that stayed in active service and in their post.
    """

    rules: Rules
    active: Array
    leave: Array
    moving_rows: bool
    month: int = 0
    kept: Array = field(init=False)
    calendar: dict[tuple[int, int], Waiting] = field(default_factory=dict)
    reinstatements: dict[int, list[tuple[Array, int]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.kept = np.ones(self.active.shape[:2])
        self._powers = [np.eye(self.rules.grid.classes)]
        self._unchanging = bool(np.array_equal(self.rules.change, self._powers[0]))

    @property
    def tenure(self) -> NDArray[np.intp]:
        """Months of service of each row."""
        return np.arange(len(self.active)) if self.moving_rows else np.array([self.month])

    def changed(self, officers: Array, months: int) -> Array:
        """Let qualities change for some months.

        Parameters
        ----------
        officers : ndarray, shape (..., classes)
            Officers.
        months : int
            How many.

        Returns
        -------
        ndarray, shape (..., classes)
            The same officers by their classes afterwards.
        """
        if self._unchanging or months == 0:
            return officers
        self.powers(months)
        flat = officers.reshape(-1, officers.shape[-1])
        return np.asarray((flat @ self._powers[months]).reshape(officers.shape))

    def powers(self, months: int) -> Array:
        """Give what becomes of qualities within up to some months.

        Parameters
        ----------
        months : int
            The most.

        Returns
        -------
        ndarray, shape (months + 1, classes, classes)
            From row to column; the first is the identity.
        """
        while len(self._powers) <= months:
            self._powers.append(self._powers[-1] @ self.rules.change)
        return np.asarray(self._powers[: months + 1])

    def put(self, kind: int, date: int, officers: Array) -> None:
        """Write officers of this month into the calendar.

        Parameters
        ----------
        kind, date : int
            What they wait for and when.
        officers : ndarray, shape (rows, strata, classes)
            Who.
        """
        if (kind, date) in self.calendar:
            officers = officers + self.take(kind, date)
        self.calendar[kind, date] = Waiting(officers, self.kept, self.month)

    def take(self, kind: int, date: int) -> Array:
        """Take officers out of the calendar, brought forward to this month.

        Parameters
        ----------
        kind, date : int
            What they wait for and when.

        Returns
        -------
        ndarray, shape (rows, strata, classes)
            By this month's rows.
        """
        waiting = self.calendar.pop((kind, date))
        elapsed = self.month - waiting.month
        older = elapsed if self.moving_rows else 0
        before, rows = waiting.kept, len(self.active)
        if before is self.kept:
            return waiting.officers
        if older >= rows:
            return np.zeros_like(self.active)
        then = before[: rows - older]
        factor = np.divide(self.kept[older:], then, out=np.zeros_like(then), where=then > 0.0)
        now = self.changed(waiting.officers[: rows - older] * factor[..., None], elapsed)
        if older == 0:
            return now
        moved = np.zeros_like(self.active)
        moved[older:] = now
        return moved

    def advance(self, active: Array, leave: Array, staying: Array) -> None:
        """Begin the next month: rows move on by a month of service.

        Parameters
        ----------
        active, leave : ndarray, shape (rows, strata, classes)
            Officers at the end of this month, by their service at its start.
        staying : ndarray, shape (rows, strata) or (rows, strata, classes)
            Share that stayed in active service and in their post. By class, every date is brought
            forward: there is no common factor then.
        """
        apart = staying.ndim == 3
        waiting = {key: self.take(*key) for key in list(self.calendar)} if apart else {}
        kept = self.kept if apart else self.kept * staying
        self.month += 1
        self.active, self.leave, self.kept = active, leave, kept
        if self.moving_rows:
            self.active, self.leave, self.kept = one_older(active), one_older(leave), one_older(kept)
            self.kept[0] = 1.0
        for (kind, date), officers in waiting.items():
            serving = self.changed(officers * staying, 1)
            self.put(kind, date, one_older(serving) if self.moving_rows else serving)

    def release(self, rates: Array) -> Array:
        """Let officers in active service go whose posts are cut.

        Parameters
        ----------
        rates : ndarray, shape (strata,)
            Share that goes.

        Returns
        -------
        ndarray, shape (strata, classes)
            Who went.
        """
        gone = np.asarray(self.active.sum(axis=0) * rates[:, None])
        self.active = self.active * (1.0 - rates)[:, None]
        self.kept = self.kept * (1.0 - rates)
        return gone

    def reinstate_later(self, months: int, officers: Array) -> None:
        """Note who will return.

        Parameters
        ----------
        months : int
            After how many months.
        officers : ndarray, shape (rows, strata, classes)
            Who.
        """
        self.reinstatements.setdefault(self.month + months, []).append((officers, self.month))

    def take_reinstated(self) -> Array:
        """Give those who return this month.

        Returns
        -------
        ndarray, shape (rows, strata, classes)
            Service counts on while they are away; nobody returns past the last month of it.
        """
        returning = np.zeros_like(self.active)
        for officers, since in self.reinstatements.pop(self.month, []):
            older = self.month - since if self.moving_rows else 0
            if older < len(returning):
                returning[older:] += officers[: len(returning) - older]
        return returning


def one_older(rows: Array) -> Array:
    """Move rows on by a month; the first is empty, the last drops out.

    Parameters
    ----------
    rows : ndarray, shape (rows, ...)
        By month of service.

    Returns
    -------
    ndarray, shape (rows, ...)
        A new array.
    """
    moved = np.empty_like(rows)
    moved[0] = 0.0
    moved[1:] = rows[:-1]
    return moved
