"""Progress for a terminal: a bar, with what happened above it."""

from __future__ import annotations

import threading

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from senim.pipeline.progress import indented


class BarReporter:
    """A progress bar, with what happened above it."""

    def __init__(self) -> None:
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        self._bar: Progress = Progress(*columns, transient=True)
        self._total: TaskID | None = None
        self._running: dict[str, str] = {}
        self._lock = threading.Lock()

    def begin(self, tasks: int) -> None:
        """Show the bar.

        Parameters
        ----------
        tasks : int
            Number of tasks.
        """
        self._total = self._bar.add_task("Starting", total=tasks)
        self._bar.start()

    def started(self, task: str) -> None:
        """Name the task beside the bar.

        Parameters
        ----------
        task : str
            Name of the task.
        """
        with self._lock:
            self._running[task] = ""
        self._describe()

    def cell(self, task: str, number: int, of: int) -> None:
        """Show how far a notebook is.

        Parameters
        ----------
        task : str
            Name of the task.
        number : int
            Cells begun.
        of : int
            Number of cells.
        """
        with self._lock:
            self._running[task] = f" {number}/{of}"
        self._describe()

    def finished(self, task: str, seconds: float, printed: str) -> None:
        """Move the bar on.

        Parameters
        ----------
        task : str
            Name of the task.
        seconds : float
            How long it took.
        printed : str
            What it printed.
        """
        self._say(f"{task}  {seconds:.1f} s{indented(printed)}")
        self._leave(task)

    def skipped(self, task: str) -> None:
        """Move the bar on.

        Parameters
        ----------
        task : str
            Name of the task.
        """
        self._leave(task)

    def failed(self, task: str, message: str) -> None:
        """Show the failure.

        Parameters
        ----------
        task : str
            Name of the task.
        message : str
            What happened.
        """
        self._say(f"{task} FAILED{indented(message)}")
        self._leave(task)

    def note(self, message: str) -> None:
        """Show a line above the bar.

        Parameters
        ----------
        message : str
            The words.
        """
        self._say(message)

    def end(self) -> None:
        """Take the bar away."""
        self._bar.stop()

    def _say(self, text: str) -> None:
        self._bar.console.print(text, markup=False, highlight=False, soft_wrap=True)

    def _leave(self, task: str) -> None:
        with self._lock:
            self._running.pop(task, None)
        if self._total is not None:
            self._bar.advance(self._total)
        self._describe()

    def _describe(self) -> None:
        with self._lock:
            words = ", ".join(f"{task}{where}" for task, where in self._running.items())
        if self._total is not None:
            self._bar.update(self._total, description=words or "Working")
