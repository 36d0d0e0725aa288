"""What the exit code of a run says; the one place where codes are given a meaning."""

from __future__ import annotations

from enum import IntEnum

from senim.execution.failure import NotebookError
from senim.findings import InputError
from senim.pipeline.errors import (
    AuditError,
    ClusterError,
    DamagedEditionError,
    LockedError,
    SourceUnavailableError,
)


class ExitCode(IntEnum):
    """Exit codes of ``pipeline.py``.

    ======  ================================================================================================
    code    meaning
    ======  ================================================================================================
    0       refreshed, or nothing to do
    1       something unforeseen on this machine or its cluster (full disk, scheduler lost)
    2       bad input: a parameter, a scenario, a source table or an option; nothing was published
    3       a notebook failed (or ran out of time or memory); a page says why, the last edition is untouched
    4       an audit of the new edition failed; nothing was published; or an edition is damaged
    5       a source is unavailable; the last edition is kept
    75      another run holds the lock; try again later
    130     interrupted; finished tasks are kept
    ======  ================================================================================================
    """

    REFRESHED = 0
    UNFORESEEN = 1
    BAD_INPUT = 2
    NOTEBOOK_FAILED = 3
    AUDIT_FAILED = 4
    SOURCE_UNAVAILABLE = 5
    LOCKED = 75
    INTERRUPTED = 130


_BY_ERROR: tuple[tuple[type[Exception], ExitCode], ...] = (
    (InputError, ExitCode.BAD_INPUT),
    (NotebookError, ExitCode.NOTEBOOK_FAILED),
    (AuditError, ExitCode.AUDIT_FAILED),
    (DamagedEditionError, ExitCode.AUDIT_FAILED),
    (SourceUnavailableError, ExitCode.SOURCE_UNAVAILABLE),
    (LockedError, ExitCode.LOCKED),
    (ClusterError, ExitCode.UNFORESEEN),
    (OSError, ExitCode.UNFORESEEN),
)

EXPECTED_ERRORS = tuple(kind for kind, _ in _BY_ERROR)
"""Errors that are told in words; any other is a fault of the program and shows its traceback."""


def exit_code_of(error: Exception) -> ExitCode:
    """Give the exit code of a run that ended with an error.

    Parameters
    ----------
    error : Exception
        The error.

    Returns
    -------
    ExitCode
        Its code; unforeseen for an error that has none of its own.

    Examples
    --------
    >>> exit_code_of(InputError([])).value
    2
    """
    return next((code for kind, code in _BY_ERROR if isinstance(error, kind)), ExitCode.UNFORESEEN)
