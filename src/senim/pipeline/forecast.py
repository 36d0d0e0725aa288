"""What a run will do and how long that takes, before it begins: from the plan and from earlier runs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

from senim.pipeline.durations import rough_duration
from senim.pipeline.estimate import remaining_seconds
from senim.pipeline.events import Ahead
from senim.pipeline.history import History, usual_seconds
from senim.pipeline.tasks import Decision, Plan, Planned, Task

FORMAT = 1


@dataclass(frozen=True)
class Forecast:
    """How long a plan takes.

    Parameters
    ----------
    jobs : int
        Tasks at a time.
    seconds : float
        Wall-clock time if every task runs that may have to.
    least_seconds : float
        Wall-clock time if only those run that surely have to.
    tasks : int
        Tasks that may run.
    without_history : int
        Those of them that never ran before: their seconds are guesses.
    """

    jobs: int
    seconds: float
    least_seconds: float
    tasks: int
    without_history: int

    def __str__(self) -> str:
        if not self.tasks:
            return "Nothing has to run."
        about = "about " if self.without_history else ""
        words = f"Estimated time: {about}{rough_duration(self.seconds)} ({self.jobs} at a time)"
        if rough_duration(self.least_seconds) != rough_duration(self.seconds):
            words += f", {rough_duration(self.least_seconds)} if the waiting tasks need not run"
        if self.without_history:
            words += f"; {self.without_history} of {self.tasks} tasks have no history and are guessed"
        return f"{words}."


def tasks_ahead(plan: Plan, history: History, guess: Callable[[Task], float]) -> tuple[Ahead, ...]:
    """Give every task of a plan the time it is expected to take.

    Parameters
    ----------
    plan : Plan
        The plan.
    history : mapping of str to tuple of float
        Seconds of earlier runs by task.
    guess : callable
        Gives seconds for a task that never ran.

    Returns
    -------
    tuple of Ahead
        The tasks, in the order of the plan.
    """
    return tuple(_ahead(planned, history, guess) for planned in plan.tasks)


def forecast(tasks: tuple[Ahead, ...], jobs: int) -> Forecast:
    """Estimate how long a plan takes.

    Parameters
    ----------
    tasks : tuple of Ahead
        The tasks of the plan.
    jobs : int
        Tasks at a time.

    Returns
    -------
    Forecast
        The estimate.
    """
    may = [task for task in tasks if task.decision != Decision.SKIP]
    return Forecast(
        jobs,
        round(_seconds(may, jobs), 1),
        round(_seconds([task for task in may if task.decision == Decision.RUN], jobs), 1),
        len(may),
        sum(not task.known for task in may),
    )


def plan_report(plan: Plan, tasks: tuple[Ahead, ...], jobs: int, damaged: str = "") -> dict[str, Any]:
    """Put a plan with its estimate into the form that machines read.

    Parameters
    ----------
    plan : Plan
        The plan.
    tasks : tuple of Ahead
        Its tasks with their times.
    jobs : int
        Tasks at a time.
    damaged : str
        What is wrong with the newest edition; empty where nothing is.

    Returns
    -------
    dict
        Ready to be written as JSON.
    """
    return {
        "format": FORMAT,
        "damaged": damaged,
        "estimate": asdict(forecast(tasks, jobs)),
        "tasks": [
            {
                **asdict(ahead),
                "first": planned.first,
                "reasons": [str(reason) for reason in planned.reasons],
                "note": planned.note,
            }
            for ahead, planned in zip(tasks, plan.tasks, strict=True)
        ],
    }


def _ahead(planned: Planned, history: History, guess: Callable[[Task], float]) -> Ahead:
    task = planned.task
    usual = usual_seconds(history, task.name)
    known = usual if usual is not None else planned.seconds
    seconds = known if known is not None else guess(task)
    return Ahead(
        task.name,
        str(task.kind),
        str(planned.decision),
        tuple(sorted(task.depends)),
        round(seconds, 3),
        known is not None,
    )


def _seconds(tasks: list[Ahead], jobs: int) -> float:
    return remaining_seconds(
        {task.name: task.seconds for task in tasks}, {task.name: task.depends for task in tasks}, jobs
    )
