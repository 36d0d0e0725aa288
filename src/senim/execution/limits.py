"""What a notebook may take: time and memory."""

from __future__ import annotations

from dataclasses import dataclass

SHORTEST_SECONDS = 0.1


@dataclass(frozen=True)
class Limits:
    """Time and memory allowed to one notebook, all its attempts together.

    Parameters
    ----------
    began : float
        Reading of the monotonic clock when the notebook began.
    cell_seconds : float or None
        Seconds one cell may take.
    notebook_seconds : float or None
        Seconds the notebook may take.
    run_seconds : float or None
        Seconds that were left to the whole run when the notebook began.
    memory_bytes : int or None
        Memory one kernel may take.
    """

    began: float
    cell_seconds: float | None = None
    notebook_seconds: float | None = None
    run_seconds: float | None = None
    memory_bytes: int | None = None

    @property
    def ends_at(self) -> float | None:
        """Reading of the monotonic clock at which the notebook must have ended."""
        seconds = [limit for limit in (self.notebook_seconds, self.run_seconds) if limit is not None]
        return self.began + min(seconds) if seconds else None

    def seconds_left(self, now: float) -> float | None:
        """Give the seconds that are left.

        Parameters
        ----------
        now : float
            Reading of the monotonic clock.

        Returns
        -------
        float or None
            At least a tenth of a second; None where there is no deadline.
        """
        return None if self.ends_at is None else max(self.ends_at - now, SHORTEST_SECONDS)

    def passed(self, now: float) -> bool:
        """Say whether the notebook should have ended.

        Parameters
        ----------
        now : float
            Reading of the monotonic clock.

        Returns
        -------
        bool
            True where a deadline of the notebook or of the run has passed.
        """
        return self.ends_at is not None and now >= self.ends_at - SHORTEST_SECONDS

    def ran_out(self, now: float) -> str:
        """Say which deadline passed.

        Parameters
        ----------
        now : float
            Reading of the monotonic clock when a time ran out.

        Returns
        -------
        str
            The cause, in words: the widest deadline that has passed, else that of the cell.
        """
        used = now - self.began + SHORTEST_SECONDS
        if self.run_seconds is not None and used >= self.run_seconds:
            return "the time allowed for the whole run ran out"
        if self.notebook_seconds is not None and used >= self.notebook_seconds:
            return f"the time allowed for the notebook ran out ({duration_words(self.notebook_seconds)})"
        if self.cell_seconds is not None:
            return f"the time allowed for one cell ran out ({duration_words(self.cell_seconds)})"
        return "the time allowed ran out"


def duration_words(seconds: float) -> str:
    """Say how long something took or may take.

    Parameters
    ----------
    seconds : float
        Seconds.

    Returns
    -------
    str
        Seconds, minutes or hours.

    Examples
    --------
    >>> [duration_words(number) for number in (0.25, 90, 1200, 5400, 7200)]
    ['0.2 s', '90 s', '20 min', '1 h 30 min', '2 h']
    """
    if seconds < 10 and seconds != int(seconds):
        return f"{seconds:.1f} s"
    if seconds < 120:
        return f"{seconds:.0f} s"
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes_left = divmod(minutes, 60)
    if hours:
        return f"{hours} h {minutes_left} min" if minutes_left else f"{hours} h"
    return f"{minutes} min {rest} s" if rest else f"{minutes} min"
