"""The remaining time as it is shown: it does not jump, and it owns up when it was wrong."""

from __future__ import annotations

import math
from dataclasses import dataclass

from senim.pipeline.durations import rough_duration

# A change of the estimate is taken over within a few seconds, not at once.
EASE_SECONDS = 3.0
# The shown time stands still while the estimate is a little above it; beyond, it says so.
SLACK_TIMES, SLACK_SECONDS = 1.5, 5.0


@dataclass(frozen=True)
class Remaining:
    """How long a run still takes.

    Parameters
    ----------
    seconds : float
        Seconds, never negative.
    about : bool
        Whether tasks are among it that never ran before.
    longer : bool
        Whether it takes longer than earlier runs said.
    """

    seconds: float
    about: bool = False
    longer: bool = False

    def __str__(self) -> str:
        if self.longer:
            least = f", {rough_duration(self.seconds)} or more" if self.seconds >= 1 else ""
            return f"longer than usual{least}"
        return f"{'about ' if self.about else ''}{rough_duration(self.seconds)} left"


class Countdown:
    """Follows an estimate without jumping.

    While every task has a history the shown time never rises: it stands still instead, and is called longer
    than usual where the estimate stays well above it. Where tasks were guessed it may rise, slowly.
    """

    def __init__(self) -> None:
        self._shown: float | None = None
        self._at = 0.0

    def show(self, now: float, estimate: float, *, about: bool, overdue: bool) -> Remaining:
        """Give the time to show.

        Parameters
        ----------
        now : float
            Seconds by a clock that never goes back.
        estimate : float
            Seconds the run still takes, as far as is known.
        about : bool
            Whether guesses are in the estimate.
        overdue : bool
            Whether a task runs much longer than it usually does.

        Returns
        -------
        Remaining
            The time to show.
        """
        estimate = max(0.0, estimate)
        if self._shown is None:
            self._shown, self._at = estimate, now
        passed = max(0.0, now - self._at)
        self._at = max(self._at, now)
        ticked = max(0.0, self._shown - passed)
        if estimate <= ticked or about:
            eased = 1 - math.exp(-passed / EASE_SECONDS)
            self._shown = ticked + (estimate - ticked) * eased
        else:
            self._shown = min(self._shown, estimate)
        late = estimate > self._shown * SLACK_TIMES + SLACK_SECONDS
        return Remaining(self._shown, about, overdue or (late and not about))
