"""What officers wait for, and after how many months."""

from __future__ import annotations

from senim.personnel.officers.levers import EARLIEST_AFTER_LEAVE_MONTHS, LATEST_AFTER_LEAVE_MONTHS
from senim.personnel.officers.rules import Rules
from senim.personnel.plan import Exemptions

Key = tuple[int, int]
"""What officers wait for, and the month."""

NEW_IN_POST_MONTHS = 12

IDLE, CYCLE, APPOINTED, RETURNED, ON_LEAVE = range(5)
"""What an officer waits for: nothing; the cycle; the cycle after an appointment or a return; on leave."""


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


def after_appointment_months(rules: Rules) -> int:
    """Months in which an officer counts as new in post.

    Parameters
    ----------
    rules : Rules
        Rates.

    Returns
    -------
    int
        The cycle's, or a year.
    """
    cycle = rules.plan.cycle
    return int(cycle.after_appointment_months) if cycle else NEW_IN_POST_MONTHS


def after_leave_months(rules: Rules) -> int:
    """Months from a return to the examination.

    Parameters
    ----------
    rules : Rules
        Rates.

    Returns
    -------
    int
        The cycle's, or the latest the law allows.
    """
    cycle = rules.plan.cycle
    return int(cycle.after_leave_months) if cycle else LATEST_AFTER_LEAVE_MONTHS


def is_protected(rules: Rules, kind: int, date: int, month: int) -> bool:
    """Say whether officers are back from leave for too short a time to be examined.

    Parameters
    ----------
    rules : Rules
        Rates.
    kind, date : int
        What they wait for and when.
    month : int
        The month.

    Returns
    -------
    bool
        True for months in which the exemption of leave would hold.
    """
    returned = date - after_leave_months(rules)
    return kind == RETURNED and month < returned + EARLIEST_AFTER_LEAVE_MONTHS


def leaves_out(rules: Rules, exemptions: Exemptions, kind: int, date: int, month: int) -> bool:
    """Say whether the list of a wave leaves those out who wait for a date.

    Parameters
    ----------
    rules : Rules
        Rates.
    exemptions : Exemptions
        Those of the wave.
    kind, date : int
        What they wait for and when.
    month : int
        In which it begins.

    Returns
    -------
    bool
        True for those new in post or back from leave, where that exempts them, on other lists, and those
        to be examined once more.
    """
    new = kind == APPOINTED and date > month and exemptions.new_in_post
    protected = is_protected(rules, kind, date, month) and exemptions.on_leave
    return kind not in (CYCLE, APPOINTED, RETURNED) or new or protected
