"""What can happen in a run, as plain values; who tells them how is in the listeners."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Ahead:
    """A task of the plan, and how long it is expected to take.

    Parameters
    ----------
    name : str
        Name of the task.
    kind : str
        What it does: ``prepare``, ``notebook``, ``brief`` or ``render``.
    decision : str
        ``run``, ``up to date``, or what it waits for.
    depends : tuple of str
        Tasks before it.
    seconds : float
        How long it is expected to take if it runs.
    known : bool
        Whether that comes from earlier runs; else it is a guess.
    """

    name: str
    kind: str = ""
    decision: str = "run"
    depends: tuple[str, ...] = ()
    seconds: float = 0.0
    known: bool = True


@dataclass(frozen=True)
class RunBegan:
    """A run knows what it will do.

    Parameters
    ----------
    jobs : int
        Tasks at a time.
    tasks : tuple of Ahead
        Every task of the plan, earlier ones first.
    sweep : str
        The sweep they belong to; empty where they make an edition.
    """

    jobs: int
    tasks: tuple[Ahead, ...]
    sweep: str = ""


@dataclass(frozen=True)
class TaskStarted:
    """A task runs now.

    Parameters
    ----------
    task : str
        Name of the task.
    """

    task: str


@dataclass(frozen=True)
class CellBegan:
    """A cell of a notebook begins.

    Parameters
    ----------
    task : str
        Name of the task.
    number, of : int
        Cells begun, and number of cells.
    """

    task: str
    number: int
    of: int


@dataclass(frozen=True)
class TaskFinished:
    """A task is done.

    Parameters
    ----------
    task : str
        Name of the task.
    seconds : float
        How long it took.
    printed : str
        What it printed.
    """

    task: str
    seconds: float
    printed: str = ""


@dataclass(frozen=True)
class TaskSkipped:
    """A task is up to date.

    Parameters
    ----------
    task : str
        Name of the task.
    """

    task: str


@dataclass(frozen=True)
class TaskFailed:
    """A task did not finish.

    Parameters
    ----------
    task : str
        Name of the task.
    error_class : str
        The class of the failure: ``data``, ``code``, ``kernel-died`` …
    cause : str
        The error in one line.
    message : str
        All that is known, in words.
    cell : int or None
        Number of the cell, counted from 1.
    partial : str
        Path of the notebook as far as it came; empty where there is none.
    seconds : float
        How long it ran.
    exit_code : int
        The exit code the run will have.
    """

    task: str
    error_class: str
    cause: str
    message: str
    cell: int | None = None
    partial: str = ""
    seconds: float = 0.0
    exit_code: int = 3


@dataclass(frozen=True)
class TaskRetried:
    """A task failed and is tried again.

    Parameters
    ----------
    task : str
        Name of the task.
    attempt, of : int
        The attempt that begins now, counted from 1, and how many there are at most.
    error_class : str
        The class of the failure before it.
    cause : str
        The failure in one line.
    """

    task: str
    attempt: int
    of: int
    error_class: str
    cause: str


@dataclass(frozen=True)
class Note:
    """Anything else worth saying.

    Parameters
    ----------
    message : str
        The words.
    warning : bool
        Whether somebody should look at it.
    """

    message: str
    warning: bool = False


@dataclass(frozen=True)
class Published:
    """A new edition, or new pages of a sweep, can be read.

    Parameters
    ----------
    edition : str
        Name of the edition; empty where it is a sweep.
    index : str
        Path of the page to open.
    sweep : str
        Name of the sweep; empty where it is an edition.
    """

    edition: str
    index: str
    sweep: str = ""


@dataclass(frozen=True)
class RunEnded:
    """The run is over; nothing is told after it.

    Parameters
    ----------
    exit_code : int
        Exit code of the process.
    published : bool
        Whether there is a new edition, or new pages of the sweep.
    edition : str
        Name of the newest edition; empty where that is not known.
    index : str
        Path of the page to open.
    error_class : str
        Class of the failure, or name of the error; empty where there is none.
    cause : str
        The error in words.
    task : str
        The task that failed, where one did.
    partial : str
        Path of its partial notebook.
    sweep : str
        Name of the sweep that was run; empty where it was an edition.
    """

    exit_code: int
    published: bool = False
    edition: str = ""
    index: str = ""
    error_class: str = ""
    cause: str = ""
    task: str = ""
    partial: str = ""
    sweep: str = ""


Event = (
    RunBegan
    | TaskStarted
    | CellBegan
    | TaskFinished
    | TaskSkipped
    | TaskFailed
    | TaskRetried
    | Note
    | Published
    | RunEnded
)


@dataclass(frozen=True)
class Stamped:
    """An event, with when it happened.

    Parameters
    ----------
    event : Event
        What happened.
    run : str
        Identity of the run.
    number : int
        Its place among the events of the run, from 1.
    time : datetime
        Time of day in UTC; only to be shown, because clocks can be set back.
    elapsed : float
        Seconds since the run began, by a clock that never goes back.
    """

    event: Event
    run: str
    number: int
    time: datetime
    elapsed: float


def event_name(event: Event | type[Event]) -> str:
    """Name a kind of event as machines read it.

    Parameters
    ----------
    event : Event or type
        The event, or its class.

    Returns
    -------
    str
        The name.

    Examples
    --------
    >>> event_name(TaskStarted("prepare"))
    'task-started'
    """
    name = event.__name__ if isinstance(event, type) else type(event).__name__
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "-", name).lower()


def iso_time(time: datetime) -> str:
    """Write a time of day as logs and machines read it.

    Parameters
    ----------
    time : datetime
        A time in UTC.

    Returns
    -------
    str
        ISO 8601 with milliseconds and ``Z``.

    Examples
    --------
    >>> from datetime import UTC
    >>> iso_time(datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC))
    '2026-01-02T03:04:05.000Z'
    """
    return time.isoformat(timespec="milliseconds").replace("+00:00", "Z")
