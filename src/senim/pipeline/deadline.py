"""The time a whole run may take."""

from __future__ import annotations

import time
from dataclasses import dataclass

from senim.execution.failure import Failure, FailureKind, NotebookError
from senim.execution.limits import duration_words

# A notebook ends itself at the deadline, then is repaired and kept; what takes longer is stuck.
GRACE_SECONDS = 20.0


class RunDeadlineError(NotebookError):
    """The time of the whole run is over.

    Parameters
    ----------
    failure : Failure
        Which task was cut short.
    stuck : bool
        Whether it still runs, so that the process must not wait for it.
    """

    def __init__(self, failure: Failure, *, stuck: bool = False) -> None:
        super().__init__(failure)
        self.stuck = stuck


@dataclass(frozen=True)
class RunDeadline:
    """When a run must have ended.

    Parameters
    ----------
    ends_at : float or None
        Reading of the monotonic clock; None where there is no deadline.
    allowed_seconds : float
        What was allowed.
    """

    ends_at: float | None = None
    allowed_seconds: float = 0.0

    @classmethod
    def after(cls, seconds: float | None) -> RunDeadline:
        """Set a deadline from now on.

        Parameters
        ----------
        seconds : float or None
            Seconds allowed; None for no deadline.

        Returns
        -------
        RunDeadline
            The deadline.
        """
        return cls() if seconds is None else cls(time.monotonic() + seconds, seconds)

    def seconds_left(self) -> float | None:
        """Give the seconds that are left.

        Returns
        -------
        float or None
            At least 0; None where there is no deadline.
        """
        return None if self.ends_at is None else max(self.ends_at - time.monotonic(), 0.0)

    def patience_seconds(self) -> float | None:
        """Give the seconds for which it makes sense to wait for a task.

        Returns
        -------
        float or None
            What is left and some grace; None where there is no deadline.
        """
        return None if self.ends_at is None else max(self.ends_at + GRACE_SECONDS - time.monotonic(), 0.0)

    def check(self, task: str) -> None:
        """Refuse to begin a task after the deadline.

        Parameters
        ----------
        task : str
            Name of the task.

        Raises
        ------
        RunDeadlineError
            If the time is over.
        """
        if self.ends_at is not None and time.monotonic() >= self.ends_at:
            raise self.error(task)

    def error(self, task: str, *, stuck: bool = False) -> RunDeadlineError:
        """Make the error that says which task was cut short.

        Parameters
        ----------
        task : str
            Name of the task.
        stuck : bool
            Whether it still runs.

        Returns
        -------
        RunDeadlineError
            The error, not raised.
        """
        allowed = duration_words(self.allowed_seconds)
        cause = f"the time allowed for the whole run ran out ({allowed})"
        detail = "" if stuck else "It was not begun."
        return RunDeadlineError(Failure(FailureKind.TIMEOUT, task, None, cause, detail=detail), stuck=stuck)


NO_DEADLINE = RunDeadline()
