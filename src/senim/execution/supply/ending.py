"""How a child process ended, asked in a way that keeps its id from being given to another."""

from __future__ import annotations

import os
import signal
from contextlib import suppress

KEEPS_IDS = hasattr(os, "waitid")
"""Whether the system can tell how a child ended without giving its id away (macOS from Python 3.13)."""


def ending_of(process_id: int) -> int | None:
    """Say how a child ended, and leave it as it is: its id stays taken until it is reaped.

    Parameters
    ----------
    process_id : int
        A child of this process.

    Returns
    -------
    int or None
        Its exit code, or minus the number of the signal that ended it; None while it runs. Where the
        system cannot look without reaping (macOS before Python 3.13), the child is reaped.
    """
    try:
        if not KEEPS_IDS:
            found, status = os.waitpid(process_id, os.WNOHANG)
            return os.waitstatus_to_exitcode(status) if found else None
        result = os.waitid(os.P_PID, process_id, os.WEXITED | os.WNOHANG | os.WNOWAIT)
    except ChildProcessError:
        return None
    if result is None:
        return None
    return result.si_status if result.si_code == os.CLD_EXITED else -result.si_status


def reap(process_id: int) -> bool:
    """Take leave of a child that has ended.

    Parameters
    ----------
    process_id : int
        A child of this process.

    Returns
    -------
    bool
        Whether it is gone.
    """
    try:
        return os.waitpid(process_id, os.WNOHANG)[0] != 0
    except ChildProcessError:
        return True


def kill_group(process_id: int) -> None:
    """Kill a process with all it started, also where it does not lead its group yet.

    Parameters
    ----------
    process_id : int
        The process.
    """
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process_id, signal.SIGKILL)
    with suppress(ProcessLookupError, PermissionError):
        os.kill(process_id, signal.SIGKILL)
