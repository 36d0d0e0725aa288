"""What officers wait for."""

from __future__ import annotations

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
