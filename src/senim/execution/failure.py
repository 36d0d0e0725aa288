"""What a failed notebook run is called, and what is said about it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from senim.execution.memory import MemoryCurve
from senim.execution.plain_text import without_colours


class FailureKind(StrEnum):
    """The class of a failure: who has to act."""

    PARAMETER = "parameter"
    DATA = "data"
    CODE = "code"
    KERNEL_DIED = "kernel-died"
    OUT_OF_MEMORY = "out-of-memory"
    TIMEOUT = "timeout"
    CANCELLED = "cancelled"
    INFRASTRUCTURE = "infrastructure"


LOG = "failure.txt"
REMEDY = {
    FailureKind.PARAMETER: "Give the parameter a value it accepts.",
    FailureKind.DATA: "Mend the data or parameter file that the message names.",
    FailureKind.CODE: "Open the partial notebook at that cell.",
    FailureKind.KERNEL_DIED: "Run again; if it dies again, look at the last cell and at the log.",
    FailureKind.OUT_OF_MEMORY: "Run with fewer draws, fewer notebooks at a time (--jobs), a higher cap "
    "(--memory-cap), or on a machine with more memory.",
    FailureKind.TIMEOUT: "If the time was simply too short, allow more (--deadline, --notebook-deadline, "
    "--cell-deadline) or use fewer draws. If it usually takes far less, something in it waits for ever.",
    FailureKind.CANCELLED: "Run again: finished tasks are kept.",
    FailureKind.INFRASTRUCTURE: "Look at the machine: disk, permissions, installation.",
}

_DECLARE = "Declare it, or take it out: `pipeline.py reads` with the notebook's name prints the declaration."
_TAKE_OUT = "No declaration allows all of this: mend the notebook at that line."

_BY_ERROR_NAME = {
    "InputError": FailureKind.DATA,
    "SchemaError": FailureKind.DATA,
    "SchemaErrors": FailureKind.DATA,
    "MemoryError": FailureKind.OUT_OF_MEMORY,
    "_ArrayMemoryError": FailureKind.OUT_OF_MEMORY,
    "ArrowMemoryError": FailureKind.OUT_OF_MEMORY,
    "KeyboardInterrupt": FailureKind.CANCELLED,
}

# System errors that say something of the machine: input/output, permission, no space, read-only, quota.
_MACHINE_ERROR = re.compile(r"^\[Errno (?:5|13|28|30|122)\] ")
_SYSTEM_ERRORS = {"OSError", "PermissionError", "IOError"}
_ARROW = re.compile(r"^-+>\s*(\d+)\s(.*)$", re.MULTILINE)


@dataclass(frozen=True)
class Attempt:
    """One attempt that failed.

    Parameters
    ----------
    number : int
        Counted from 1.
    kind : FailureKind
        The class of its failure.
    cause : str
        The error in one line.
    cell : int or None
        Where it failed.
    seconds : float
        How long it took.
    """

    number: int
    kind: FailureKind
    cause: str
    cell: int | None
    seconds: float


@dataclass(frozen=True)
class CellRun:
    """What became of one code cell.

    Parameters
    ----------
    number : int or None
        Counted from 1 over all cells of the notebook file; None for the cell with the given parameters.
    status : str
        ``completed``, ``failed`` or ``pending`` (not reached).
    seconds : float or None
        How long it took; None where it did not begin.
    opening : str
        Its first line of code.
    """

    number: int | None
    status: str
    seconds: float | None
    opening: str


@dataclass(frozen=True)
class Undeclared:
    """One thing that a notebook opened and does not declare.

    Parameters
    ----------
    access : str
        What it did: ``read``, ``list``, ``outside``, ``network``, ``process`` or ``library``.
    name : str
        The file as a declaration names it; the address, the program or the library.
    line : str
        The line of the cell, as ``line 3: …``; empty where no cell was at work.
    told : str
        What happened and what to do about it, in words.
    """

    access: str
    name: str
    line: str
    told: str


@dataclass(frozen=True)
class Failure:
    """Why a notebook did not finish.

    Parameters
    ----------
    kind : FailureKind
        The class of the failure.
    notebook : str
        Name of the notebook.
    cell : int or None
        Number of the cell, counted from 1 over all cells of the notebook file; None before the first.
    cause : str
        The error in one line.
    line : str
        The line of code that failed, where known.
    log : str
        What the notebook printed last, and the full message of the error.
    partial : Path or None
        The notebook as far as it came.
    page : Path or None
        The page about it, for readers who do not program.
    detail : str
        What else is known, in a sentence.
    code : str
        The code of the cell.
    printed : str
        The end of what the cells printed.
    kernel_log : str
        The end of what the kernel process itself wrote.
    cells : tuple of CellRun
        What became of each code cell.
    memory : MemoryCurve or None
        The memory of the kernel.
    seconds : float
        How long the attempt took.
    attempts : tuple of Attempt
        Every attempt, this one last.
    lasting : bool
        Whether it is a state of the machine that another attempt would meet again.
    undeclared : tuple of Undeclared
        What the notebook opened and does not declare, where it failed of that.
    """

    kind: FailureKind
    notebook: str
    cell: int | None
    cause: str
    line: str = ""
    log: str = ""
    partial: Path | None = None
    page: Path | None = None
    detail: str = ""
    code: str = ""
    printed: str = ""
    kernel_log: str = ""
    cells: tuple[CellRun, ...] = ()
    memory: MemoryCurve | None = None
    seconds: float = 0.0
    attempts: tuple[Attempt, ...] = ()
    lasting: bool = False
    undeclared: tuple[Undeclared, ...] = ()

    @property
    def remedy(self) -> str:
        """What to do, in a sentence."""
        if self.undeclared:
            return _DECLARE if self.reads_undeclared else _TAKE_OUT
        return REMEDY[self.kind]

    @property
    def reads_undeclared(self) -> bool:
        """Whether all that was refused is files that could be declared."""
        return bool(self.undeclared) and all(item.access in ("read", "list") for item in self.undeclared)

    @property
    def line_number(self) -> int | None:
        """The line of the cell that failed, counted from 1; None where it is not known."""
        found = re.match(r"line (\d+): ", self.line)
        return int(found[1]) if found else None

    @property
    def unsaid(self) -> str:
        """The log without the lines that the message says already."""
        said = str(self)
        return "\n".join(line for line in self.log.splitlines() if line.strip() not in said)

    def __str__(self) -> str:
        place = self.notebook if self.cell is None else f"{self.notebook}, cell {self.cell}"
        code = f"\n  at: {self.line}" if self.line else ""
        more = f"\n  {self.detail}" if self.detail else ""
        others = "".join(f"\n  also: {item.told}" for item in self.undeclared[1:])
        tried = f"\n  Tried {len(self.attempts)} times." if len(self.attempts) > 1 else ""
        kept = f"\n  partial notebook: {self.partial}" if self.partial else ""
        told = f"\n  in plain words: {self.page}" if self.page else ""
        log = f"\n  log: {self.page.with_name(LOG)}" if self.page else ""
        return (
            f"{place}: {self.kind}: {self.cause}{code}{others}{more}\n  {self.remedy}{tried}{kept}{told}{log}"
        )


class NotebookError(Exception):
    """A notebook did not finish.

    Parameters
    ----------
    failure : Failure
        What happened.
    """

    def __init__(self, failure: Failure) -> None:
        self.failure = failure
        super().__init__(str(failure))

    def __reduce__(self) -> tuple[type[NotebookError], tuple[Failure]]:
        return type(self), (self.failure,)


def kind_of_error(error_name: str, message: str = "") -> FailureKind:
    """Say which class an error raised in a cell belongs to.

    Parameters
    ----------
    error_name : str
        Name of the exception class.
    message : str
        What it says.

    Returns
    -------
    FailureKind
        Its class; code where nothing else is known.

    Examples
    --------
    >>> kind_of_error("ZeroDivisionError").value
    'code'
    >>> kind_of_error("OSError", "[Errno 28] No space left on device").value
    'infrastructure'
    """
    if error_name in _SYSTEM_ERRORS and _MACHINE_ERROR.match(message):
        return FailureKind.INFRASTRUCTURE
    return _BY_ERROR_NAME.get(error_name, FailureKind.CODE)


def failing_line(traceback: str) -> str:
    """Find the line of the cell that raised, in a traceback as IPython prints it.

    Parameters
    ----------
    traceback : str
        The traceback, with or without colours.

    Returns
    -------
    str
        ``line 3: x = 1 / 0``, or an empty text where the traceback shows none.
    """
    found = _ARROW.search(without_colours(traceback))
    return f"line {found[1]}: {found[2].strip()}" if found else ""
