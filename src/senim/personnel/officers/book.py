"""All rates and rules in one row of numbers, and a record that says where each table begins.

Compiled functions pass these two on, and nothing else has to be counted, copied or compiled for each of
some forty tables. A table is read as ``book[at.leaving + tenure * at.strata + stratum]``.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

FAR = 2**40
"""A month that never comes."""

SIZES = (
    "months",
    "tenures",
    "intakes",  # months in which service began
    "strata",
    "classes",
    "cells",  # strata x qualities, as they are counted
    "levers",  # the cycle, then the waves
    "called_months",  # of the longest wave
    "bands",
    "on_leave_bounds",  # how far the bounds of those on leave lie behind the others
)

CLOCK = (
    "interval",  # from an examination to the next
    "after_appointment",
    "after_leave",
    "waiting_after_examination",
    "waiting_after_leave",
    "protected_months",  # before the examination after a return, from which on a wave may list an officer
    "rest_of_interval",  # where an appointment shortens no interval: what is left of it; else 0
    "waiting_if_exempt",  # for what those wait whom a wave called while they were exempt
    "after_exempt",  # and how long
)

COUNTS = (
    "groups",  # of tenure
    "group_months",  # how long each is
    "groups_met",  # most that anybody goes through
    "group_of",  # where the book tells the group of each tenure
    "change",  # cell x group x stock: who enters less who leaves, by the first stock that shows it
    "older",  # cell x intake x group met: who enters less who leaves, while in that group
    "flows",  # cell x flow x month
)

TABLES = (
    "leaving_row",  # tenure: where its row begins
    "leaving",  # different rows x stratum: usual probability to leave
    "exits_row",  # month: where its rows begin
    "exits",  # different months x long service x stratum x low integrity: what it is multiplied with
    "promoted",  # month x stratum
    "released",  # month x stratum
    "starting_leave",  # stratum
    "appointed",  # stratum: inside the rank group
    "ending_leave",  # one number
    "quality_of",  # class
    "changing",  # class: probability that it changes
    "change_cumulated",  # class x class: to which
    "promoted_to",  # stratum
    "demoted_to",  # stratum
    "transfer_cumulated",  # stratum x stratum
    "failing",  # lever x class
    "reinstated",  # lever x class: of the dismissed
    "allowed_until",  # lever x stratum: the first month of service with which all are exempt
    "in_scope",  # lever x stratum: 1 for those a wave is meant for
    "dismissed",  # lever: share of the unfit
    "dismissed_or_demoted",  # lever: the same
    "reserve",  # lever: share of the fit
    "reexamined",  # lever: share of those who fail
    "reexamination_months",  # lever
    "reinstatement_lag_months",  # lever
    "first_month",  # lever: of a wave; of a cycle that begins on the way, else -1
    "scope_share",  # lever: at random
    "exempts_new_in_post",  # lever: 1 or 0
    "exempts_on_leave",  # lever: 1 or 0
    "called",  # lever x month of the wave: timetable, cumulated
    "cycle_calls",  # month: share of those due by the cycle who are called; below 0 where it does not run
    "next_wave",  # month and one more: when the next wave begins, or the cycle, this month included
    "period_ends",  # month: when another period of the bounds begins
    "period_row",  # month: where its bounds begin
    "band_ends",  # tenure: when another band of the bounds begins
    "band_row",  # tenure: where its bounds begin within the period
    "highest",  # on leave x period x band x cell: what nobody exceeds in a month
    "mean_gap",  # the same: what makes a geometric gap of an exponential number
    "group_by_year",  # tenure and one more: the tenure group that is told, by year
    "group_by_month",  # the same by month
)

AT = np.dtype([(name, np.int64) for name in (*SIZES, *CLOCK, *COUNTS, *TABLES)], align=True)
"""Sizes, the clock of the law, and where tables begin: in the counts, and in the book."""


def different(rows: Array) -> tuple[Array, Array]:
    """Keep one of each among equal rows, so that what is looked up stays in the cache.

    Parameters
    ----------
    rows : ndarray, shape (n, ...)
        Many of them equal.

    Returns
    -------
    tuple of ndarray
        For each row, where its numbers begin; and the different rows.
    """
    flat = rows.reshape(len(rows), -1)
    kept, places = np.unique(flat, axis=0, return_inverse=True)
    return places.reshape(-1).astype(np.float64) * flat.shape[1], kept


def write_book(numbers: Mapping[str, int], tables: Mapping[str, Array]) -> tuple[np.void, Array]:
    """Write tables one after the other.

    Parameters
    ----------
    numbers : mapping of str to int
        Sizes and the clock.
    tables : mapping of str to ndarray
        Everything in `TABLES`.

    Returns
    -------
    tuple of (record, ndarray)
        Where everything stands, and the book.
    """
    at = np.zeros(1, AT)[0]
    for name, number in numbers.items():
        at[name] = number
    reached, parts = 0, []
    for name in TABLES:
        at[name] = reached
        parts.append(np.asarray(tables[name], dtype=np.float64).ravel())
        reached += parts[-1].size
    return at, np.concatenate(parts)
