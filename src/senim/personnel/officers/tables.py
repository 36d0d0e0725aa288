"""What every block of officers looks up, worked out once for all draws."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from senim.personnel.officers.book import FAR, different, write_book
from senim.personnel.officers.bounds import make_bounds
from senim.personnel.officers.calendar import (
    CYCLE,
    IDLE,
    RETURNED,
    after_appointment_months,
    after_leave_months,
)
from senim.personnel.officers.expected import ExpectedForce
from senim.personnel.officers.levers import EARLIEST_AFTER_LEAVE_MONTHS
from senim.personnel.officers.origins import Origins, make_origins
from senim.personnel.officers.rules import Rules
from senim.personnel.officers.told import groups_of

Array = NDArray[np.float64]

ONE_A_LEVER = (
    "dismissed",
    "dismissed_or_demoted",
    "reserve",
    "reexamined",
    "reexamination_months",
    "reinstatement_lag_months",
    "first_month",
    "scope_share",
    "exempts_new_in_post",
    "exempts_on_leave",
)


@dataclass(frozen=True)
class Tables:
    """Looked up by every block; nothing in it changes.

    Parameters
    ----------
    rules : Rules
        Rates.
    months : int
        How many months are simulated.
    posts : ndarray, shape (months + 1, ranks, units)
        Establishment at the start and at the end of each month.
    at : record of `AT`
        Where everything stands in the book.
    book : ndarray
        Rates and rules.
    origins : Origins
        Where officers come from.
    hired : ndarray, shape (months, units)
        Expected recruits.
    """

    rules: Rules
    months: int
    posts: Array
    at: np.void
    book: Array
    origins: Origins
    hired: Array


def make_tables(expected: ExpectedForce) -> Tables:
    """Work out the tables once for all draws.

    Parameters
    ----------
    expected : ExpectedForce
        Expected values of the same force and plan.

    Returns
    -------
    Tables
        For any number of draws, in any threads.
    """
    rules, timeline = expected.rules, expected.timeline
    others = rules.change * (1.0 - np.eye(len(rules.change)))
    # classes of one quality change alike
    bounds = make_bounds(rules, timeline, others.sum(axis=1)[:: rules.grid.effect_classes])
    called = _called(expected.timetables)
    _, periods, bands, cells = bounds["highest"].shape
    leaving_row, leaving = different(rules.leaving)
    exits_row, exits = different(timeline.exits)
    tables = {
        "leaving_row": leaving_row,
        "leaving": leaving,
        "exits_row": exits_row,
        "exits": exits,
        "promoted": rules.promoted * timeline.promotions,
        "released": timeline.released,
        "starting_leave": rules.starting_leave,
        "appointed": rules.appointed,
        "ending_leave": np.array(rules.ending_leave),
        "quality_of": rules.grid.quality_of(),
        "changing": others.sum(axis=1),
        "change_cumulated": np.cumsum(others, axis=1),
        "promoted_to": rules.promoted_to,
        "demoted_to": rules.demoted_to,
        "transfer_cumulated": np.cumsum(rules.transfer, axis=1),
        "called": called,
        "cycle_calls": timeline.cycle,
        "group_by_year": groups_of(rules.tenure_months, monthly=False),
        "group_by_month": groups_of(rules.tenure_months, monthly=True),
        **_levers(rules, len(timeline.promotions)),
        **bounds,
    }
    sizes = {
        "months": len(timeline.promotions),
        "tenures": rules.tenure_months,
        "intakes": rules.tenure_months + len(timeline.promotions) + 1,
        "strata": rules.grid.strata,
        "classes": rules.grid.classes,
        "cells": cells,
        "levers": len(called),
        "called_months": called.shape[1],
        "bands": bands,
        "on_leave_bounds": periods * bands * cells,
    }
    at, book = write_book({**sizes, **_clock(rules)}, tables)
    return Tables(
        rules=rules,
        months=len(timeline.promotions),
        posts=expected.path.posts,
        at=at,
        book=book,
        origins=make_origins(expected),
        hired=timeline.hired,
    )


def _clock(rules: Rules) -> dict[str, int]:
    cycle, after_leave = rules.plan.cycle, after_leave_months(rules)
    clock = {
        "interval": FAR,
        "after_appointment": after_appointment_months(rules),
        "after_leave": after_leave,
        "waiting_after_examination": IDLE,
        "waiting_after_leave": RETURNED,
        "protected_months": after_leave - EARLIEST_AFTER_LEAVE_MONTHS,
        "rest_of_interval": 0,
        "waiting_if_exempt": IDLE,
        "after_exempt": FAR,
    }
    if cycle is not None:
        interval, exemptions = int(cycle.interval_months), cycle.examination.exemptions
        clock.update(
            interval=interval, waiting_after_examination=CYCLE, waiting_if_exempt=CYCLE, after_exempt=1
        )
        if not exemptions.on_leave:
            clock.update(waiting_after_leave=CYCLE, after_leave=1)
        if not exemptions.new_in_post:
            clock["rest_of_interval"] = interval - clock["after_appointment"]
    return clock


def _levers(rules: Rules, months: int) -> dict[str, Array]:
    plan, classes, strata = rules.plan, rules.grid.classes, rules.grid.strata
    levers = len(rules.failing)
    told = {name: np.zeros(levers) for name in ONE_A_LEVER}
    told["failing"] = np.stack(rules.failing)
    told["reinstated"] = np.zeros((levers, classes))
    told["allowed_until"] = np.zeros((levers, strata))
    told["in_scope"] = np.ones((levers, strata))
    for lever, examination in enumerate(plan.examinations()):
        if examination is None:
            continue
        unfit = examination.unfit
        told["dismissed"][lever] = unfit.dismissed
        told["dismissed_or_demoted"][lever] = unfit.dismissed + unfit.demoted
        told["reserve"][lever] = examination.reserve_share
        told["reexamined"][lever] = examination.reexamined_share
        told["reexamination_months"][lever] = examination.reexamination_months
        told["reinstatement_lag_months"][lever] = unfit.reinstatement_lag_months
        told["reinstated"][lever] = rules.reinstated(lever)
        # exempt once, exempt for good: the months of service are those before
        allowed = rules.may_be_examined(lever, np.arange(rules.tenure_months))
        told["allowed_until"][lever] = allowed.sum(axis=0)
    for lever, wave in enumerate(plan.waves, start=1):
        told["first_month"][lever] = wave.first_month
        told["scope_share"][lever] = wave.scope.share
        told["exempts_new_in_post"][lever] = wave.examination.exemptions.new_in_post
        told["exempts_on_leave"][lever] = wave.examination.exemptions.on_leave
        told["in_scope"][lever] = rules.in_scope(wave)
    begins = [float(wave.first_month) for wave in plan.waves]
    told["first_month"][0] = -1.0
    if plan.cycle is not None and plan.cycle.first_month is not None:
        told["first_month"][0] = plan.cycle.first_month
        begins.append(float(plan.cycle.first_month))
    begins.sort()
    told["next_wave"] = np.append(begins, FAR)[np.searchsorted(begins, np.arange(months + 1))]
    return told


def _called(timetables: tuple[Array, ...]) -> Array:
    longest = max((len(table) for table in timetables), default=1)
    called = np.zeros((1 + len(timetables), longest))
    for row, table in zip(called[1:], timetables, strict=True):
        cumulated = np.cumsum(table)
        # rounding must leave nobody out where all are called
        cumulated[cumulated > 1.0 - 1e-9] = 1.0
        row[:] = cumulated[-1]
        row[: len(table)] = cumulated
    return called
