"""Progress for logs: one line per event."""

from __future__ import annotations

import sys
import threading
from typing import TextIO

from senim.pipeline.progress import indented


class LineReporter:
    """One line per event.

    Parameters
    ----------
    stream : text file, optional
        Where lines go; standard output by default.
    """

    def __init__(self, stream: TextIO | None = None) -> None:
        self.stream = stream or sys.stdout
        self._lock = threading.Lock()

    def begin(self, tasks: int) -> None:
        """Say how many tasks there are.

        Parameters
        ----------
        tasks : int
            Number of tasks.
        """
        self._say(f"{tasks} tasks")

    def started(self, task: str) -> None:
        """Say that a task runs now.

        Parameters
        ----------
        task : str
            Name of the task.
        """
        self._say(f"start  {task}")

    def cell(self, task: str, number: int, of: int) -> None:
        """Say nothing: cells are too many for a log.

        Parameters
        ----------
        task : str
            Name of the task.
        number : int
            Cells begun.
        of : int
            Number of cells.
        """

    def finished(self, task: str, seconds: float, printed: str) -> None:
        """Say that a task is done, and what it printed.

        Parameters
        ----------
        task : str
            Name of the task.
        seconds : float
            How long it took.
        printed : str
            What it printed.
        """
        self._say(f"done   {task} ({seconds:.1f} s){indented(printed)}")

    def skipped(self, task: str) -> None:
        """Say that a task is up to date.

        Parameters
        ----------
        task : str
            Name of the task.
        """
        self._say(f"skip   {task} (up to date)")

    def failed(self, task: str, message: str) -> None:
        """Say that a task failed.

        Parameters
        ----------
        task : str
            Name of the task.
        message : str
            What happened.
        """
        self._say(f"FAILED {task}{indented(message)}")

    def note(self, message: str) -> None:
        """Say anything else.

        Parameters
        ----------
        message : str
            The words.
        """
        self._say(message)

    def end(self) -> None:
        """Say that the run is over."""
        self.stream.flush()

    def _say(self, text: str) -> None:
        with self._lock:
            print(text, file=self.stream, flush=True)
