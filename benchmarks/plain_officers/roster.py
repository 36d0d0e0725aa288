"""A block of officers as columns, and the counts that are kept of them."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from senim.personnel.officers.path import FLOWS
from senim.personnel.officers.rules import Rules

Index = NDArray[np.intp]
Whole = NDArray[np.signedinteger[Any]]
GONE = -1
NEVER = -1
"""The month of those who wait for nothing."""


class Tally:
    """Counts of some blocks: officers by intake and cell, and flows of each month by cell.

    Changes are gathered and counted once a month: many small counts cost more than one.

    Parameters
    ----------
    rules : Rules
        Rates.
    months : int
        How many months.
    """

    def __init__(self, rules: Rules, months: int) -> None:
        self.cells = rules.grid.strata * 4
        self.service = rules.tenure_months
        self.officers = np.zeros((self.service + months, self.cells), dtype=np.int32)
        self.flows = np.zeros((months, len(FLOWS), self.cells), dtype=np.int32)
        self._quality = rules.grid.quality_of()
        self._noted: list[Index] = []
        self._entered: list[Index] = []
        self._left: list[Index] = []

    def cell(self, stratum: Whole, quality: Whole) -> Index:
        """Number the cells of officers.

        Parameters
        ----------
        stratum, quality : ndarray of int
            Stratum and class.

        Returns
        -------
        ndarray of int
            Stratum times four plus quality.
        """
        return self._quality[quality] + stratum * np.intp(4)

    def enter(self, intake: Whole, stratum: Whole, quality: Whole) -> None:
        """Count officers in.

        Parameters
        ----------
        intake, stratum, quality : ndarray of int
            Who.
        """
        self._entered.append(intake * np.intp(self.cells) + self.cell(stratum, quality))

    def leave(self, intake: Whole, stratum: Whole, quality: Whole) -> None:
        """Count officers out.

        Parameters
        ----------
        intake, stratum, quality : ndarray of int
            Who.
        """
        self._left.append(intake * np.intp(self.cells) + self.cell(stratum, quality))

    def note(self, flow: str, stratum: Whole, quality: Whole) -> None:
        """Count a flow of this month.

        Parameters
        ----------
        flow : str
            Which.
        stratum, quality : ndarray of int
            Who.
        """
        if len(stratum):
            self._noted.append(self.cell(stratum, quality) + FLOWS.index(flow) * self.cells)

    def close(self, month: int | None) -> None:
        """Count what was gathered.

        Parameters
        ----------
        month : int or None
            Of which month; None, before the first.
        """
        officers = self.officers.reshape(-1)
        for gathered, change in ((self._entered, 1), (self._left, -1)):
            if gathered:
                np.add.at(officers, np.concatenate(gathered), np.int32(change))
            gathered.clear()
        if self._noted and month is not None:
            told = np.bincount(np.concatenate(self._noted), minlength=self.flows[month].size)
            self.flows[month] = told.reshape(self.flows[month].shape)
        self._noted.clear()

    def by_service(self, month: int, starts: Index) -> NDArray[np.int64]:
        """Count officers by service at the start of a month.

        Parameters
        ----------
        month : int
            The month.
        starts : ndarray of int
            Where the groups of service begin, in months.

        Returns
        -------
        ndarray of int, shape (groups, cells)
            Officers.
        """
        newest_first = self.officers[month : month + self.service][::-1]
        return np.asarray(np.add.reduceat(newest_first, starts, axis=0), dtype=np.int64)


class Roster:
    """Officers of one block; a place of one who left is used again.

    Parameters
    ----------
    tally : Tally
        Where they are counted.
    room : int
        Places at first.
    """

    def __init__(self, tally: Tally, room: int) -> None:
        self.tally = tally
        self.intake = np.full(room, GONE, dtype=np.int32)
        self.stratum = np.zeros(room, dtype=np.int16)
        self.quality = np.zeros(room, dtype=np.int16)
        self.waiting = np.full(room, GONE, dtype=np.int16)
        self.date = np.full(room, NEVER, dtype=np.int32)
        self._free = np.arange(room)[::-1]

    def add(
        self, intake: Whole, stratum: Whole, quality: Whole, waiting: Whole | int, date: Whole | int
    ) -> None:
        """Take officers in.

        Parameters
        ----------
        intake, stratum, quality : ndarray of int
            Who.
        waiting, date : ndarray of int or int
            What they wait for and when.
        """
        count = len(intake)
        if count > len(self._free):
            self._grow(count)
        split = len(self._free) - count
        at, self._free = self._free[split:], self._free[:split]
        self.intake[at], self.stratum[at], self.quality[at] = intake, stratum, quality
        self.waiting[at], self.date[at] = waiting, date
        self.tally.enter(intake, stratum, quality)

    def remove(self, at: Index) -> None:
        """Let officers go.

        Parameters
        ----------
        at : ndarray of int
            Their places.
        """
        self.tally.leave(self.intake[at], self.stratum[at], self.quality[at])
        self.intake[at], self.waiting[at], self.date[at] = GONE, GONE, NEVER
        self._free = np.concatenate([self._free, at])

    def move(self, at: Index, *, stratum: Whole | None = None, quality: Whole | None = None) -> None:
        """Move officers to other strata or qualities.

        Parameters
        ----------
        at : ndarray of int
            Their places.
        stratum, quality : ndarray of int or None
            Where to; None, as before.
        """
        self.tally.leave(self.intake[at], self.stratum[at], self.quality[at])
        if stratum is not None:
            self.stratum[at] = stratum
        if quality is not None:
            self.quality[at] = quality
        self.tally.enter(self.intake[at], self.stratum[at], self.quality[at])

    def set_date(self, at: Index, waiting: int, date: int) -> None:
        """Say what officers wait for.

        Parameters
        ----------
        at : ndarray of int
            Their places.
        waiting, date : int
            What and when.
        """
        self.waiting[at], self.date[at] = waiting, date

    def _grow(self, count: int) -> None:
        old = len(self.intake)
        more = max(count, old // 4)
        for name, empty in (
            ("intake", GONE),
            ("stratum", 0),
            ("quality", 0),
            ("waiting", GONE),
            ("date", NEVER),
        ):
            column = getattr(self, name)
            setattr(self, name, np.concatenate([column, np.full(more, empty, dtype=column.dtype)]))
        self._free = np.concatenate([np.arange(old, old + more)[::-1], self._free])
