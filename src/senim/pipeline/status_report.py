"""What the status page says, as plain values that are kept in ``status.json`` between runs."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any, TypeVar

STATUS_JSON = "status.json"
FORMAT = 1
KEPT_RUNS, KEPT_FAILURES, KEPT_NOTES = 30, 10, 20

Line = TypeVar("Line")


@dataclass(frozen=True)
class RunLine:
    """One run of the past.

    Parameters
    ----------
    began, ended : str
        ISO times; of a run that was cut off, the end is its last word.
    seconds : float
        How long it took.
    exit_code : int or None
        Its exit code; None where it was cut off.
    published : bool
        Whether it made an edition.
    edition : str
        The newest edition then.
    cause : str
        What ended it, where something did.
    times : int
        How many runs in a row this line stands for, all of them with nothing to do.
    sweep : str
        The sweep that was run; empty where it was an edition.
    """

    began: str
    ended: str
    seconds: float = 0.0
    exit_code: int | None = None
    published: bool = False
    edition: str = ""
    cause: str = ""
    times: int = 1
    sweep: str = ""

    @property
    def idle(self) -> bool:
        """Whether there was nothing to do."""
        return self.exit_code == 0 and not self.published


@dataclass(frozen=True)
class TaskLine:
    """One task of the newest plan.

    Parameters
    ----------
    name : str
        Name of the task.
    state : str
        Waiting, running, done, up to date or failed.
    seconds : float or None
        How long it took the last time, or has run so far.
    expected : float or None
        How long it usually takes; None where it never ran before.
    cell, cells : int
        Cells begun, and number of cells.
    """

    name: str
    state: str
    seconds: float | None = None
    expected: float | None = None
    cell: int = 0
    cells: int = 0


@dataclass(frozen=True)
class FailureLine:
    """One failure that has not been mended.

    Parameters
    ----------
    task : str
        Name of the task.
    error_class : str
        The class of the failure.
    cause : str
        The error in one line.
    time : str
        When it happened.
    sweep : str
        The sweep that the task belongs to; empty where it belongs to an edition.
    """

    task: str
    error_class: str
    cause: str
    time: str
    sweep: str = ""


@dataclass(frozen=True)
class Status:
    """The state of the pipeline.

    Parameters
    ----------
    running : bool
        Whether a run is at work, as far as it said.
    run : str
        Identity of the newest run.
    process : int
        Its process.
    began, last_word : str
        When it began, and when it last said something.
    elapsed : float
        Seconds it has taken.
    jobs : int
        Tasks at a time.
    remaining : float or None
        Seconds it still takes; None where no run is at work.
    about, longer : bool
        Whether guesses are in that, and whether it takes longer than earlier runs said.
    edition : str
        The newest edition.
    sweep : str
        The sweep that the tasks belong to; empty where they belong to an edition.
    tasks : tuple of TaskLine
        The tasks.
    failures : tuple of FailureLine
        Failures not mended yet, newest first.
    notes : tuple of str
        What else the newest run said.
    runs : tuple of RunLine
        Runs of the past, newest first.
    """

    running: bool = False
    run: str = ""
    process: int = 0
    began: str = ""
    last_word: str = ""
    elapsed: float = 0.0
    jobs: int = 1
    remaining: float | None = None
    about: bool = False
    longer: bool = False
    edition: str = ""
    sweep: str = ""
    tasks: tuple[TaskLine, ...] = ()
    failures: tuple[FailureLine, ...] = ()
    notes: tuple[str, ...] = ()
    runs: tuple[RunLine, ...] = ()


def status_json(status: Status) -> str:
    """Write a status as JSON.

    Parameters
    ----------
    status : Status
        The status.

    Returns
    -------
    str
        JSON text.
    """
    content = {"format": FORMAT, **asdict(status)}
    return json.dumps(content, ensure_ascii=True, indent=1, allow_nan=False) + "\n"


def read_status(file: Path) -> Status:
    """Read a status.

    Parameters
    ----------
    file : Path
        ``status.json``.

    Returns
    -------
    Status
        What was written; an empty one where there is no file.

    Raises
    ------
    ValueError
        If the file is not a status of this format.
    """
    try:
        content = json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Status()
    except OSError as error:
        raise ValueError(str(error)) from error
    if not isinstance(content, dict) or content.get("format") != FORMAT:
        raise ValueError("it is not a status of this format")
    lists: dict[str, Any] = {
        "tasks": tuple(_line(TaskLine, item) for item in _items(content, "tasks")),
        "failures": tuple(_line(FailureLine, item) for item in _items(content, "failures")),
        "notes": tuple(str(item) for item in _items(content, "notes")),
        "runs": tuple(_line(RunLine, item) for item in _items(content, "runs")),
    }
    return _line(Status, {**content, **lists})


def with_run(runs: tuple[RunLine, ...], newest: RunLine) -> tuple[RunLine, ...]:
    """Add a run to those of the past.

    Parameters
    ----------
    runs : tuple of RunLine
        The past, newest first.
    newest : RunLine
        The run that ended.

    Returns
    -------
    tuple of RunLine
        The newest first; runs in a row that had nothing to do share a line, so that they push no other out.
    """
    alike = runs and (runs[0].edition, runs[0].sweep) == (newest.edition, newest.sweep)
    if alike and runs[0].idle and newest.idle:
        times = runs[0].times + 1
        joined = {**asdict(newest), "began": runs[0].began, "times": times}
        return (RunLine(**joined), *runs[1:])
    return (newest, *runs)[:KEPT_RUNS]


_KINDS: Mapping[str, tuple[type, ...]] = {
    "str": (str,),
    "bool": (bool,),
    "int": (int,),
    "float": (int, float),
    "int | None": (int, type(None)),
    "float | None": (int, float, type(None)),
}


def _items(content: Mapping[str, object], name: str) -> list[object]:
    items = content.get(name, [])
    if not isinstance(items, list):
        raise ValueError(f"{name} is not a list")
    return items


def _line(kind: type[Line], content: object) -> Line:
    """Build a value from JSON, and refuse what does not fit: the page must not fail on it later."""
    if not isinstance(content, dict):
        raise ValueError(f"{kind.__name__} is not an object")
    wanted = {field.name: str(field.type) for field in fields(kind)}  # type: ignore[arg-type]
    values = {name: value for name, value in content.items() if name in wanted}
    for name, value in values.items():
        allowed = _KINDS.get(wanted[name], (tuple,))
        fits = isinstance(value, allowed) and (type(value) is not bool or bool in allowed)
        if not fits or (isinstance(value, float) and not math.isfinite(value)):
            raise ValueError(f"{kind.__name__}.{name} is not {wanted[name]}")
    try:
        return kind(**values)
    except TypeError as error:
        raise ValueError(str(error)) from error
