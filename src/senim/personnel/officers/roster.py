"""A block of officers as columns, and the counts that are kept of them."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from senim.personnel.officers.calendar import NEVER
from senim.personnel.officers.path import FLOWS
from senim.personnel.officers.rules import Rules

Index = NDArray[np.intp]
Whole = NDArray[np.signedinteger[Any]]
GONE = -1


class Tally:
    """Flows of some blocks, by month, stratum and quality.

    Parameters
    ----------
    rules : Rules
        Rates.
    months : int
        How many months.
    """

    def __init__(self, rules: Rules, months: int) -> None:
        self.cells = rules.grid.strata * 4
        self.classes = rules.grid.effect_classes
        self.flows = np.zeros((months, len(FLOWS), self.cells), dtype=np.int32)

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
        return stratum.astype(np.intp) * 4 + quality // self.classes

    def note(self, month: int, flow: str, stratum: Whole, quality: Whole) -> None:
        """Count a flow.

        Parameters
        ----------
        month : int
            When.
        flow : str
            Which.
        stratum, quality : ndarray of int
            Who.
        """
        if len(stratum):
            told = np.bincount(self.cell(stratum, quality), minlength=self.cells)
            self.flows[month, FLOWS.index(flow)] += told.astype(np.int32)


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

    def remove(self, at: Index) -> None:
        """Let officers go.

        Parameters
        ----------
        at : ndarray of int
            Their places.
        """
        self.intake[at], self.waiting[at], self.date[at] = GONE, GONE, NEVER
        self._free = np.concatenate([self._free, at])

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

    def by_service(self, group: Index) -> NDArray[np.int64]:
        """Count officers by service.

        Parameters
        ----------
        group : ndarray of int, shape (intakes + 1,)
            Group of each intake; the last entry stands for empty places, which count in the last group.

        Returns
        -------
        ndarray of int, shape (groups, cells)
            Without the group of empty places.
        """
        groups, cells = int(group[GONE]), self.tally.cells
        cell = self.tally.cell(self.stratum, self.quality)
        cell += group[self.intake] * cells
        told = np.bincount(cell, minlength=(groups + 1) * cells)
        return told[: groups * cells].reshape(groups, cells)

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
