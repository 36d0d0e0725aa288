"""What a failed notebook run is called, and what is said about it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path


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


_REMEDY = {
    FailureKind.PARAMETER: "Give the parameter a value it accepts.",
    FailureKind.DATA: "Mend the data or parameter file that the message names.",
    FailureKind.CODE: "Open the partial notebook at that cell.",
    FailureKind.KERNEL_DIED: "Run again; if it dies again, look at the last cell and the log.",
    FailureKind.OUT_OF_MEMORY: "Use fewer draws, fewer jobs at a time, or a machine with more memory.",
    FailureKind.TIMEOUT: "Use fewer draws, or allow more time.",
    FailureKind.CANCELLED: "Run again: finished tasks are kept.",
    FailureKind.INFRASTRUCTURE: "Look at the machine: disk, permissions, installation.",
}

_BY_ERROR_NAME = {
    "InputError": FailureKind.DATA,
    "SchemaError": FailureKind.DATA,
    "SchemaErrors": FailureKind.DATA,
    "MemoryError": FailureKind.OUT_OF_MEMORY,
    "_ArrayMemoryError": FailureKind.OUT_OF_MEMORY,
    "KeyboardInterrupt": FailureKind.CANCELLED,
}

_COLOURS = re.compile(r"\x1b\[[0-9;]*m")
_ARROW = re.compile(r"^-+>\s*(\d+)\s(.*)$", re.MULTILINE)


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
    """

    kind: FailureKind
    notebook: str
    cell: int | None
    cause: str
    line: str = ""
    log: str = ""
    partial: Path | None = None

    def __str__(self) -> str:
        place = self.notebook if self.cell is None else f"{self.notebook}, cell {self.cell}"
        code = f"\n  at: {self.line}" if self.line else ""
        kept = f"\n  partial notebook: {self.partial}" if self.partial else ""
        return f"{place}: {self.kind}: {self.cause}{code}\n  {_REMEDY[self.kind]}{kept}"


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


def kind_of_error(error_name: str) -> FailureKind:
    """Say which class an error raised in a cell belongs to.

    Parameters
    ----------
    error_name : str
        Name of the exception class.

    Returns
    -------
    FailureKind
        Its class; code where nothing else is known.

    Examples
    --------
    >>> kind_of_error("ZeroDivisionError").value
    'code'
    """
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


def without_colours(text: str) -> str:
    """Remove terminal colour codes.

    Parameters
    ----------
    text : str
        Text as a terminal gets it.

    Returns
    -------
    str
        Plain text.
    """
    return _COLOURS.sub("", text)
