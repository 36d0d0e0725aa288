"""Who the clock of the law will examine, seen on one day."""

from __future__ import annotations

import numpy as np
import pandas as pd

from senim.arguments import ArgumentCheck
from senim.personnel.officers.cycle import always_ran
from senim.personnel.officers.expected import ExpectedForce
from senim.personnel.officers.grid import HEAD
from senim.personnel.officers.levers import LONG_SERVICE_MONTHS

DUE = ("within_year", "later", "on_leave", "exempt")
"""Due within a year; due later; on pregnancy or childcare leave; exempt, or exempt before their date."""


def due_by_law(expected: ExpectedForce) -> pd.Series[float]:
    """Share out the force by when the clock of the law will examine it, if nobody leaves or changes post.

    Parameters
    ----------
    expected : ExpectedForce
        A force and a plan with a cycle, at its start.

    Returns
    -------
    Series
        Shares of the force, by `DUE`; they sum to 1.

    Raises
    ------
    ArgumentError
        If the plan has no cycle, or one that begins on the way.
    """
    rules = expected.rules
    check = ArgumentCheck("senim.personnel.due_by_law")
    if rules.plan.cycle is None:
        check.refuse("expected", "its plan has no cycle", "Give the plan the clock of the law.")
    elif not always_ran(rules.plan.cycle):
        check.refuse(
            "expected", "its cycle begins on the way", "Leave first_month out, so that it has always run."
        )
    check.raise_if_any()
    start = expected.at_start()
    tenure, whole = np.arange(len(start.active)), float(start.everyone.sum())
    due = {"within_year": 0.0, "later": 0.0}
    for (_, date), officers in start.calendar.items():
        # whoever will have served long enough by then waits in vain
        reached = np.minimum(tenure + date, rules.tenure_months - 1)
        examined = officers * rules.may_be_examined(0, reached)[..., None]
        due["within_year" if date < 12 else "later"] += float(examined.sum())
    exempt = rules.plan.examinations()[0].exemptions  # type: ignore[union-attr]
    free = np.ones(start.leave.shape[:2], dtype=bool)
    free[tenure >= LONG_SERVICE_MONTHS] &= not exempt.long_service
    free[:, rules.grid.rank_of() == HEAD] &= not exempt.heads
    due["on_leave"] = float((start.leave * free[..., None]).sum())
    due["exempt"] = whole - sum(due.values())
    return pd.Series(due, index=list(DUE)) / whole
