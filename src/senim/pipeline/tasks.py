"""What a run consists of: tasks as data, decided upon before anything runs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

from senim.execution.failure import Attempt
from senim.pipeline.keys import Change, RunKey


class TaskKind(StrEnum):
    """What a task does."""

    PREPARE = "prepare"
    NOTEBOOK = "notebook"
    TEXT = "text"
    BRIEF = "brief"
    RENDER = "render"


@dataclass(frozen=True)
class Done:
    """A finished task.

    Parameters
    ----------
    task : str
        Name of the task.
    key : RunKey
        The key it was run with.
    folder : Path
        Where its files are.
    files : mapping of str to str
        Path inside the folder to SHA-256.
    seconds : float
        How long it took when it ran.
    printed : str
        What it printed when it ran.
    peak_memory_bytes : int
        The most memory its kernel held; 0 where it had none.
    attempts : tuple of Attempt
        Attempts that failed before it succeeded.
    """

    task: str
    key: RunKey
    folder: Path
    files: Mapping[str, str]
    seconds: float = 0.0
    printed: str = ""
    peak_memory_bytes: int = 0
    attempts: tuple[Attempt, ...] = ()


# Fills an empty folder from the results of the tasks it depends on; gives back what was printed.
Action = Callable[[Path, Mapping[str, Done]], "Filled"]


@dataclass(frozen=True)
class Filled:
    """What the action of a task did.

    Parameters
    ----------
    printed : str
        What it printed.
    elsewhere : Path or None
        A folder outside the store that it wrote to, where it had to.
    files : tuple of Path
        The files it wrote there.
    peak_memory_bytes : int
        The most memory its kernel held; 0 where it had none.
    attempts : tuple of Attempt
        Attempts that failed before it succeeded.
    seconds : float or None
        How long it took, where that is not how long one waited for it.
    """

    printed: str = ""
    elsewhere: Path | None = None
    files: tuple[Path, ...] = ()
    peak_memory_bytes: int = 0
    attempts: tuple[Attempt, ...] = ()
    seconds: float | None = None


@dataclass(frozen=True)
class Task:
    """One thing to do.

    Parameters
    ----------
    name : str
        Name, unique in a run; usable as a folder name.
    kind : TaskKind
        What it does.
    depends : mapping of str to tuple of str
        Tasks it reads from, each with the beginnings of the file names it reads ("" for all).
    action : callable
        Does it.
    notebook : Path or None
        The notebook it runs.
    modules : tuple of str
        Modules it uses apart from those the notebook imports.
    inputs : tuple of Path
        Files and folders it reads.
    parameters : mapping of str to object
        Typed parameters.
    facts : callable or None
        Further inputs that are only known when the tasks before it are done.
    language : str
        Language of the brief it makes; empty where it makes none.
    prose : bool
        Whether the prose of the notebook counts, and not its code alone.
    """

    name: str
    kind: TaskKind
    depends: Mapping[str, tuple[str, ...]]
    action: Action
    notebook: Path | None = None
    modules: tuple[str, ...] = ()
    inputs: tuple[Path, ...] = ()
    parameters: Mapping[str, Any] = field(default_factory=dict)
    facts: Callable[[Mapping[str, Done]], Mapping[str, str]] | None = None
    language: str = ""
    prose: bool = False


class Decision(StrEnum):
    """What is to be done about a task."""

    SKIP = "up to date"
    RUN = "run"
    WAIT = "run if an earlier result changes"


@dataclass(frozen=True)
class Planned:
    """A task and what was decided about it.

    Parameters
    ----------
    task : Task
        The task.
    decision : Decision
        Whether it runs.
    reasons : tuple of Change
        What moved since it last ran; empty where it never ran or nothing moved.
    first : bool
        Whether it never ran before.
    seconds : float or None
        How long it took last time.
    done : Done or None
        Its finished result, where it is up to date.
    note : str
        A reason that is not a change of the key.
    """

    task: Task
    decision: Decision
    reasons: tuple[Change, ...] = ()
    first: bool = False
    seconds: float | None = None
    done: Done | None = None
    note: str = ""


@dataclass(frozen=True)
class Plan:
    """What a run will do, in order.

    Parameters
    ----------
    tasks : tuple of Planned
        Every task, earlier ones first.
    standing : Path or None
        The published edition that a run would only make again; None where it would publish a new one.
    """

    tasks: tuple[Planned, ...]
    standing: Path | None = None

    @property
    def nothing_to_do(self) -> bool:
        """Whether everything is made and published already."""
        return self.standing is not None and self.up_to_date

    @property
    def done(self) -> dict[str, Done]:
        """Finished tasks by name."""
        return {planned.task.name: planned.done for planned in self.tasks if planned.done is not None}

    @property
    def up_to_date(self) -> bool:
        """Whether no task has to run."""
        return all(planned.decision is Decision.SKIP for planned in self.tasks)

    def __str__(self) -> str:
        width = max((len(planned.task.name) for planned in self.tasks), default=0)
        return "\n".join(_line(planned, width) for planned in self.tasks)


def _line(planned: Planned, width: int) -> str:
    words = f"{planned.task.name:<{width}}  {planned.decision}"
    if planned.decision is Decision.SKIP:
        return words
    time = f", {planned.seconds:.1f} s last time" if planned.seconds is not None else ""
    if planned.first:
        why = " (first time)"
    elif planned.reasons:
        more = len(planned.reasons) - 1
        why = f" ({planned.reasons[0]}{f' and {more} more' if more else ''})"
    else:
        why = f" ({planned.note})" if planned.note else ""
    return f"{words}{why}{time}"
