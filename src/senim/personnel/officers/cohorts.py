"""Expected officers by stratum, class and month of intake, and the dates they wait for.

Within a cohort and a stratum everybody in active service leaves, goes on leave, is appointed or changes
at the same rates, whatever the date of the next examination. So those who share a date keep one common
factor, which is applied once, when the date comes: exact, and the clocks of the law cost nothing in the
months between. An entry holds officers divided by the factor of the month in which they were entered.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from senim.personnel.officers import compiled, compiled_counts
from senim.personnel.officers.calendar import APPOINTED
from senim.personnel.officers.rules import Rules, quality_change

Array = NDArray[np.float64]
Key = tuple[int, int]


@dataclass
class Entry:
    """Officers who wait for one thing in one month.

    Parameters
    ----------
    officers : ndarray, shape (strata, classes, cohorts)
        Divided by the common factor, by quality in month `since`.
    since : int
        The month.
    """

    officers: Array
    since: int


@dataclass
class Cohorts:
    """Expected officers at the start of a month.

    Parameters
    ----------
    rules : Rules
        Rates.
    active, leave : ndarray, shape (strata, classes, cohorts)
        In active service and on leave.
    newest : int
        Cohort without any service in the month that begins; the one before it has a month.
    month : int
        The month that begins.
    calendar : dict
        By what they wait for and the month. Those who wait for nothing are the rest.
    unborn : dict
        Entries of the start that nobody has asked for yet, and what makes them.
    returning : dict
        By month: who returns by a court.

    Attributes
    ----------
    kept : ndarray, shape (strata, cohorts)
        Product of the shares that stayed in active service and in their post.
    month_rates : tuple of ndarray, shape (strata, 2, cohorts)
        Room for the chances of a month to leave, and that nothing happens.
    """

    rules: Rules
    active: Array
    leave: Array
    newest: int
    month: int = 0
    calendar: dict[Key, Entry] = field(default_factory=dict)
    unborn: dict[Key, Callable[[Array], None]] = field(default_factory=dict)
    returning: dict[int, Array] = field(default_factory=dict)
    kept: Array = field(init=False)
    month_rates: tuple[Array, Array] = field(init=False)
    _changes: list[Array] = field(init=False)
    _spare: list[Array] = field(init=False, default_factory=list)

    def __post_init__(self) -> None:
        strata, _, cohorts = self.active.shape
        self.kept = np.ones((strata, cohorts))
        self._changes = [quality_change(self.rules, 0)]
        self._due = np.zeros_like(self.active)
        self.month_rates = (np.zeros((strata, 2, cohorts)), np.zeros((strata, 2, cohorts)))

    @property
    def first(self) -> int:
        """Oldest cohort in service."""
        return max(self.newest - self.rules.tenure_months + 1, 0)

    @property
    def end(self) -> int:
        """Cohort after the newest there is."""
        return min(self.newest + 1, int(self.active.shape[2]))

    def before_service(self, months: int) -> int:
        """Give the oldest cohort with less service than some months.

        Parameters
        ----------
        months : int
            Months of service.

        Returns
        -------
        int
            The cohort.
        """
        return max(self.newest - months + 1, self.first)

    def change(self, months: int) -> Array:
        """Give what becomes of qualities within some months.

        Parameters
        ----------
        months : int
            How many.

        Returns
        -------
        ndarray, shape (2, 4, 4)
            From row to column, and on the diagonal of the second who never changed.
        """
        while len(self._changes) <= months:
            self._changes.append(quality_change(self.rules, len(self._changes)))
        return self._changes[months]

    def entry(self, kind: int, date: int) -> Array:
        """Give the entry of a date, to add officers of this month to.

        Parameters
        ----------
        kind, date : int
            What they wait for and when.

        Returns
        -------
        ndarray, shape (strata, classes, cohorts)
            Divided by the common factor.
        """
        key = kind, date
        self._bear(key)
        found = self.calendar.get(key)
        if found is None:
            found = self.calendar[key] = Entry(self.empty(), self.month)
        elif found.since != self.month:
            now = self._forward(found)
            np.divide(now, self.kept[:, None], out=now)
            self.give_back(found.officers)
            found.officers, found.since = now, self.month
        return found.officers

    def take(self, kind: int, date: int, into: Array) -> bool:
        """Take officers out of the calendar, brought forward to this month.

        Parameters
        ----------
        kind, date : int
            What they wait for and when.
        into : ndarray, shape (strata, classes, cohorts)
            Where to add them.

        Returns
        -------
        bool
            Whether there was such an entry.
        """
        self._bear((kind, date))
        found = self.calendar.pop((kind, date), None)
        if found is None:
            return False
        self._forward(found, into)
        self.give_back(found.officers)
        return True

    def drop(self, kind: int, date: int) -> None:
        """Take officers out of the calendar: nothing waits for them any more.

        Parameters
        ----------
        kind, date : int
            What they waited for and when.
        """
        self.unborn.pop((kind, date), None)
        found = self.calendar.pop((kind, date), None)
        if found is not None:
            self.give_back(found.officers)

    def bring_all_forward(self, staying: Array, low: NDArray[np.intp], first: int, end: int) -> None:
        """Bring all entries to the next month, in which each class has stayed by its own rate.

        Parameters
        ----------
        staying : ndarray, shape (strata, 2, cohorts)
            Share of sound and of low integrity that stays in active service and in its post.
        low : ndarray of int, shape (classes,)
            Whether a class is of low integrity.
        first, end : int
            Cohorts that serve on.
        """
        for key in self.every_entry():
            found = self.calendar[key]
            now = self._forward(found)
            compiled.serve_apart(now, self.kept, staying, low, first, end)
            self.give_back(found.officers)
            changed = self.empty()
            ones = np.ones_like(self.kept)
            compiled.bring_forward(
                now, ones, self.change(1), self.rules.effect_shares, changed, 1.0, first, end
            )
            self.give_back(now)
            found.officers, found.since = changed, self.month + 1

    def add_to(self, key: Key, into: Array, sign: float = 1.0) -> None:
        """Add the officers of an entry, brought forward to this month, and leave them there.

        Parameters
        ----------
        key : tuple of int
            What they wait for and when.
        into : ndarray, shape (strata, classes, cohorts)
            Where to add them.
        sign : float
            1, or -1 to take them off.
        """
        self._forward(self.calendar[key], into, sign)

    def every_entry(self) -> list[Key]:
        """Name all entries, those of the start included.

        Returns
        -------
        list of tuple of int
            What they wait for and when.
        """
        for key in list(self.unborn):
            self._bear(key)
        return list(self.calendar)

    def due(self) -> Array:
        """Give an empty array for those who are examined this month.

        Returns
        -------
        ndarray, shape (strata, classes, cohorts)
            The same one each time.
        """
        compiled.clear(self._due, self.first, self.end)
        return self._due

    def empty(self) -> Array:
        """Give an array without officers.

        Returns
        -------
        ndarray, shape (strata, classes, cohorts)
            All 0.
        """
        if not self._spare:
            return np.zeros_like(self.active)
        found = self._spare.pop()
        found[:] = 0.0
        return found

    def returning_in(self, month: int) -> Array:
        """Give those who return by a court in a month, to add to.

        Parameters
        ----------
        month : int
            The month.

        Returns
        -------
        ndarray, shape (strata, classes, cohorts)
            Officers. Service counts on while they are away.
        """
        if month not in self.returning:
            self.returning[month] = self.empty()
        return self.returning[month]

    def take_returning(self) -> Array | None:
        """Give those who return this month.

        Returns
        -------
        ndarray, shape (strata, classes, cohorts), or None
            None where nobody does.
        """
        found = self.returning.pop(self.month, None)
        if found is not None:
            # nobody returns past the last month of service
            found[:, :, : self.first] = 0.0
        return found

    def give_back(self, officers: Array) -> None:
        """Give back an array that nobody needs any more.

        Parameters
        ----------
        officers : ndarray, shape (strata, classes, cohorts)
            One of `empty`.
        """
        self._spare.append(officers)

    def counted(self) -> tuple[Array, Array]:
        """Count officers by stratum.

        Returns
        -------
        active, leave : ndarray, shape (strata,)
            In active service and on leave.
        """
        counted = np.zeros((2, *self.active.shape[:2]))
        for officers, into in zip((self.active, self.leave), counted, strict=True):
            compiled_counts.count(officers, into, self.first, self.end)
        return counted[0].sum(axis=1), counted[1].sum(axis=1)

    def in_last_month(self) -> Array:
        """Count those in active service who are in the last month of it.

        Returns
        -------
        ndarray, shape (strata,)
            Officers.
        """
        last = self.newest - self.rules.tenure_months + 1
        return self.active[:, :, last].sum(axis=1) if last >= 0 else np.zeros(len(self.active))

    def join(self, recruits: Array, months: int) -> None:
        """Let recruits begin their service, and wait for their first examination.

        Parameters
        ----------
        recruits : ndarray, shape (strata, classes)
            Expected recruits.
        months : int
            Months from their appointment to it; the month that has just ended counts.
        """
        self.active[:, :, self.newest] += recruits
        self.entry(APPOINTED, self.month - 1 + months)[:, :, self.newest] += recruits

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
        gone = np.zeros(self.active.shape[:2])
        if rates.any():
            compiled_counts.count(self.active, gone, self.first, self.end)
            gone *= rates[:, None]
            compiled.scale(self.active, 1.0 - rates, self.first, self.end)
            window = self.kept[:, self.first : self.end]
            np.maximum(window * (1.0 - rates)[:, None], compiled.LEAST_KEPT, out=window)
        return gone

    def _bear(self, key: Key) -> None:
        if key in self.unborn:
            make, officers = self.unborn.pop(key), self.empty()
            make(officers)
            # brought to month 0 already, and only asked for by what becomes of it from there
            self.calendar[key] = Entry(officers, 0)

    def _forward(self, entry: Entry, into: Array | None = None, sign: float = 1.0) -> Array:
        into = self.empty() if into is None else into
        change = self.change(self.month - entry.since)
        shares = self.rules.effect_shares
        compiled.bring_forward(entry.officers, self.kept, change, shares, into, sign, self.first, self.end)
        return into
