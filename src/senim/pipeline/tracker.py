"""How far a run is, and how long it still takes: what the bar and the status page show."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace

from senim.pipeline.countdown import Countdown, Remaining
from senim.pipeline.estimate import remaining_seconds
from senim.pipeline.events import (
    Ahead,
    CellBegan,
    Event,
    RunBegan,
    TaskFailed,
    TaskFinished,
    TaskRetried,
    TaskSkipped,
    TaskStarted,
)
from senim.pipeline.history import median

WAITING, RUNNING, DONE, SKIPPED, FAILED = "waiting", "running", "done", "up to date", "failed"
# A task is overdue when it has run for this many times what it usually takes, and a few seconds more.
OVERDUE_TIMES, OVERDUE_SECONDS = 1.5, 3.0


@dataclass(frozen=True)
class Progress:
    """How far one task is.

    Parameters
    ----------
    ahead : Ahead
        The task, with what it is expected to take.
    state : str
        Waiting, running, done, up to date or failed.
    seconds : float or None
        How long it took, or has run so far; None where it has not run.
    cell, cells : int
        Cells begun, and number of cells; 0 where there are none.
    """

    ahead: Ahead
    state: str = WAITING
    seconds: float | None = None
    cell: int = 0
    cells: int = 0


class Tracker:
    """Follows the events of a run.

    Parameters
    ----------
    steady : callable
        Seconds by a clock that never goes back.
    """

    def __init__(self, steady: Callable[[], float] = time.monotonic) -> None:
        self.jobs = 1
        self._steady = steady
        self._tasks: dict[str, Progress] = {}
        self._since: dict[str, float] = {}
        self._countdown = Countdown()
        self._lock = threading.Lock()

    def follow(self, event: Event) -> None:
        """Take in one event.

        Parameters
        ----------
        event : Event
            What happened.
        """
        with self._lock:
            match event:
                case RunBegan(jobs, tasks):
                    self.jobs = jobs
                    self._tasks = {ahead.name: Progress(ahead) for ahead in tasks}
                    self._since.clear()
                    self._countdown = Countdown()
                case TaskStarted(task) | TaskRetried(task):
                    self._since[task] = self._steady()
                    self._change(task, state=RUNNING, cell=0, cells=0)
                case CellBegan(task, number, of):
                    self._change(task, cell=number, cells=of)
                case TaskFinished(task, seconds):
                    self._leave(task, state=DONE, seconds=seconds)
                case TaskSkipped(task):
                    self._leave(task, state=SKIPPED)
                case TaskFailed():
                    self._leave(event.task, state=FAILED, seconds=event.seconds)
                case _:
                    return

    def tasks(self) -> tuple[Progress, ...]:
        """Say how far every task is.

        Returns
        -------
        tuple of Progress
            In the order of the plan.
        """
        with self._lock:
            now = self._steady()
            return tuple(
                replace(task, seconds=max(0.0, now - self._since[name])) if name in self._since else task
                for name, task in self._tasks.items()
            )

    def remaining(self) -> Remaining:
        """Estimate how long the run still takes, as it should be shown now.

        Returns
        -------
        Remaining
            The time, and how sure it is.
        """
        tasks = self.tasks()
        ran = {task.ahead.name: task.seconds or 0.0 for task in tasks if task.state == RUNNING}
        left = [task.ahead for task in tasks if task.state in (WAITING, RUNNING)]
        expected = {ahead.name: self._expected(ahead, tasks) for ahead in left}
        seconds = remaining_seconds(expected, {ahead.name: ahead.depends for ahead in left}, self.jobs, ran)
        about = any(not ahead.known for ahead in left)
        overdue = any(
            taken > expected[name] * OVERDUE_TIMES and taken > expected[name] + OVERDUE_SECONDS
            for name, taken in ran.items()
        )
        with self._lock:
            return self._countdown.show(self._steady(), seconds, about=about, overdue=overdue)

    def _expected(self, ahead: Ahead, tasks: tuple[Progress, ...]) -> float:
        """Guess a task without history from those of its kind that have run now."""
        if ahead.decision == SKIPPED:
            return 0.0
        like = [
            task.seconds
            for task in tasks
            if task.state == DONE and task.ahead.kind == ahead.kind and task.seconds is not None
        ]
        return ahead.seconds if ahead.known or not like else median(like)

    def _change(self, task: str, **changes: object) -> None:
        self._tasks[task] = replace(self._tasks.get(task, Progress(Ahead(task))), **changes)  # type: ignore[arg-type]

    def _leave(self, task: str, **changes: object) -> None:
        self._since.pop(task, None)
        self._change(task, **changes)
