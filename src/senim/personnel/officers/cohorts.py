"""Expected officers by stratum, class and month of intake, and the dates they wait for.

Within a cohort and a stratum everybody in active service leaves, goes on leave, is appointed or changes
at the same rates, whatever the date of the next examination. So those who share a date keep one common
factor, which is applied once, when the date comes: exact, and the clocks of the law cost nothing in the
months between. An entry holds officers divided by the factor of the month in which they were entered.

What happens is written down step by step, and done when somebody asks for a number: tile after tile, so
that where nobody asks before the end all months of a tile pass while it stays in the cache.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from senim.personnel.officers import steps
from senim.personnel.officers.asked import asked_of
from senim.personnel.officers.calendar import RETURNED, Key, leaves_out
from senim.personnel.officers.rules import Rules
from senim.personnel.officers.steady import SteadyState
from senim.personnel.officers.tallies import Tallies
from senim.personnel.officers.tiles import Tiles
from senim.personnel.officers.timeline import Timeline

Array = NDArray[np.float64]
LAST_KIND = RETURNED
"""Greater kinds are lists of waves and those to be examined once more, which every wave looks at."""


@dataclass(frozen=True)
class Entry:
    """Officers who wait for one thing in one month.

    Parameters
    ----------
    slot : int
        Where they are.
    since : int
        The month in which they were entered.
    """

    slot: int
    since: int


class Cohorts:
    """Expected officers at the start of a month, and what is still to be done to get there.

    Parameters
    ----------
    rules : Rules
        Rates.
    steady : SteadyState
        The force at the start.
    timeline : Timeline
        What differs from month to month; may be filled in until a step reads it.
    group_months : int
        Months of service in a group of stocks.
    groups : int
        Such groups, the last open.
    asked : bool
        Whether somebody asks for numbers before the end: then every tile has slots of its own.

    Attributes
    ----------
    newest : int
        Cohort without any service in the month that begins; the one before it has a month.
    month : int
        The month that begins.
    calendar : dict
        By what they wait for and the month. Those who wait for nothing are the rest.
    told : Tallies
        What has been counted.
    recruits : ndarray, shape (months, strata, classes)
        Who starts at the end of each month.
    asked_of : dict
        By lever: whom an examination looks at.
    common : ndarray of bool, shape (months,)
        Whether exits do not differ by integrity.
    returning : dict
        By month: slot of those who return by a court.
    demoted : bool
        Whether somebody was demoted this month.
    """

    def __init__(
        self,
        rules: Rules,
        steady: SteadyState,
        timeline: Timeline,
        *,
        group_months: int,
        groups: int,
        asked: bool,
    ) -> None:
        self.rules, self.steady, self.timeline, self.asked = rules, steady, timeline, asked
        self.months = len(timeline.promotions)
        self.newest, self.month = rules.tenure_months - 1, 0
        self.calendar: dict[Key, list[Entry]] = {}
        self.unborn = set(steady.dates())
        self.told = Tallies.nothing(rules, self.months, groups)
        self._strata = strata = rules.grid.strata
        self.recruits = np.zeros((self.months, strata, rules.grid.classes))
        self.asked_of = asked_of(rules)
        self.common = (timeline.exits[..., 0] == timeline.exits[..., 1]).all(axis=(1, 2))
        self.returning: dict[int, int] = {}
        self.demoted = False
        self._factors: list[Array] = []
        self._same: dict[float, int] = {}
        self._queue: list[tuple[int, ...]] = []
        self._free: list[int] = []
        self._slots = steps.FIRST_FREE
        self._tiles = Tiles(rules, steady, timeline, self.told, self.recruits, group_months, each=asked)
        self.step(steps.START)

    def step(self, kind: int, *asked: int, until: int = steps.NO_LIMIT, strata: int | None = None) -> None:
        """Write down a step.

        Parameters
        ----------
        kind : int
            What is done.
        *asked : int
            What it asks for.
        until : int
            Months of service from which on cohorts are left out.
        strata : int or None
            The first strata; None, all.
        """
        some = self._strata if strata is None else strata
        row = (kind, self.newest, until, some, *asked)
        self._queue.append(row + (0,) * (steps.COLUMNS - len(row)))

    def factor(self, by_stratum: Array | float) -> int:
        """Write down numbers that a step asks for.

        Parameters
        ----------
        by_stratum : ndarray, shape (strata,), or float
            The numbers.

        Returns
        -------
        int
            Their place.
        """
        if isinstance(by_stratum, float):
            place = self._same.setdefault(by_stratum, len(self._factors))
            if place < len(self._factors):
                return place
        self._factors.append(np.broadcast_to(by_stratum, (self.rules.grid.strata,)))
        return len(self._factors) - 1

    def take_slot(self) -> int:
        """Find a slot that nobody uses.

        Returns
        -------
        int
            What is in it does not count.
        """
        if self._free:
            return self._free.pop()
        self._slots += 1
        return self._slots - 1

    def give_back(self, slot: int) -> None:
        """Give back a slot that nobody needs any more.

        Parameters
        ----------
        slot : int
            One of `take_slot`.
        """
        self._free.append(slot)

    def entry(self, kind: int, date: int) -> tuple[int, bool]:
        """Give the entry of a date, to add officers of this month to.

        Parameters
        ----------
        kind, date : int
            What they wait for and when.

        Returns
        -------
        slot : int
            Where to add them; -1 where nobody will ever ask for them.
        fresh : bool
            Whether what is in the slot does not count.
        """
        if not self._is_asked_for(kind, date):
            return -1, False
        entries = self.calendar.setdefault((kind, date), [])
        for found in entries:
            if found.since == self.month:
                return found.slot, False
        entries.append(Entry(self.take_slot(), self.month))
        return entries[-1].slot, True

    def waits(self, kind: int, date: int) -> bool:
        """Say whether anybody waits for a date.

        Parameters
        ----------
        kind, date : int
            What they wait for and when.

        Returns
        -------
        bool
            True where there is an entry.
        """
        return (kind, date) in self.calendar or (kind, date) in self.unborn

    def take(self, keys: tuple[Key, ...], *, until: int = steps.NO_LIMIT, strata: int | None = None) -> bool:
        """Take officers out of the calendar, brought forward to this month, as those who are due.

        Parameters
        ----------
        keys : tuple of (int, int)
            What they wait for and when.
        until, strata : int
            As in `step`.

        Returns
        -------
        bool
            Whether there was such an entry.
        """
        some = False
        found = []
        for key in keys:
            if key in self.unborn:
                self.unborn.remove(key)
                for piece in self.steady.pieces:
                    ago = piece.ago(key[1]) if piece.kind == key[0] else None
                    if ago is not None:
                        waits = piece.row, ago, ago + self.month, steps.DUE, not some, True
                        self.step(steps.BIRTH, *map(int, waits), until=until, strata=strata)
                        some = True
            found += self.calendar.pop(key, [])
        found.sort(key=lambda entry: entry.since)
        while found:
            one = found.pop()
            # those entered in the same month are added up first
            other = found.pop() if found and found[-1].since == one.since else None
            also = -1 if other is None else other.slot
            asked = one.slot, also, self.month - one.since, steps.DUE, not some
            self.step(steps.TAKE, *map(int, asked), until=until, strata=strata)
            self._free += [one.slot] if other is None else [one.slot, other.slot]
            some = True
        return some

    def drop(self, keys: tuple[Key, ...]) -> None:
        """Take officers out of the calendar: nothing waits for them any more.

        Parameters
        ----------
        keys : tuple of (int, int)
            What they waited for and when.
        """
        for key in keys:
            self.unborn.discard(key)
            self._free += [entry.slot for entry in self.calendar.pop(key, [])]

    def bear_all(self) -> None:
        """Make entries of all who wait since before the start and will be asked for."""
        for key in sorted(self.unborn):
            self.unborn.remove(key)
            if not self._is_asked_for(*key):
                continue
            slot, fresh = self.take_slot(), True
            for piece in self.steady.pieces:
                ago = piece.ago(key[1]) if piece.kind == key[0] else None
                if ago is not None:
                    self.step(steps.BIRTH, piece.row, ago, ago, slot, int(fresh), 0)
                    fresh = False
            # brought to month 0 already
            self.calendar.setdefault(key, []).append(Entry(slot, 0))

    def bring_all_forward(self) -> None:
        """Bring all entries to the next month, in which each class stays by its own rate."""
        self.bear_all()
        for key, entries in self.calendar.items():
            for entry in entries:
                self.step(steps.APART, entry.slot, self.month - entry.since, self.month)
            self.calendar[key] = [Entry(entry.slot, self.month + 1) for entry in entries]

    def look(self, *, joined: bool) -> Array:
        """Count officers now.

        Parameters
        ----------
        joined : bool
            Whether recruits have joined since the last month passed; if not, the last two are not counted.

        Returns
        -------
        ndarray, shape (4, strata, classes)
            In active service; on leave; of both, those who leave this month; in active service, in the last
            month of service.
        """
        self.told.looked[:] = 0.0
        self.step(steps.LOOK, min(self.month, self.months - 1), 0 if joined else 1)
        self.do()
        return self.told.looked.copy()

    def slot(self, slot: int) -> Array:
        """Show what is in a slot.

        Parameters
        ----------
        slot : int
            Which.

        Returns
        -------
        ndarray, shape (strata, classes, newest + 1)
            Officers, or officers divided by the common factor; only while every tile has slots of its own,
            and once recruits have joined.
        """
        self.do()
        return self._tiles.slot(slot)[:, :, : self.newest + 1]

    def do(self) -> None:
        """Do what has been written down."""
        if self._queue:
            factors = np.array(self._factors or [np.zeros(self._strata)])
            self._tiles.run(np.array(self._queue, dtype=np.intp), factors, self._slots)
        self._queue.clear()
        self._factors.clear()
        self._same.clear()

    def _is_asked_for(self, kind: int, date: int) -> bool:
        """Say whether an examination or the list of a wave will ask for an entry."""
        if date < self.months and (kind > LAST_KIND or self.timeline.cycle[date] >= 0.0):
            return True
        return self.cycle_asks_for(date) or self.waves_ask_for(kind, date)

    def cycle_asks_for(self, date: int) -> bool:
        """Say whether a cycle that is still to begin gives no date to those who wait for one.

        Parameters
        ----------
        date : int
            The month.

        Returns
        -------
        bool
            False where it has always run, or where the month comes before it.
        """
        cycle = self.rules.plan.cycle
        begins = None if cycle is None else cycle.first_month
        return begins is not None and self.month <= begins <= date

    def waves_ask_for(self, kind: int, date: int) -> bool:
        """Say whether a wave that is still to begin leaves those out who wait for a date.

        Parameters
        ----------
        kind, date : int
            What they wait for and when.

        Returns
        -------
        bool
            False for those whom lists take like everybody else.
        """
        for wave in self.rules.plan.waves:
            if self.month <= wave.first_month <= date and leaves_out(
                self.rules, wave.examination.exemptions, kind, date, int(wave.first_month)
            ):
                return True
        return False
