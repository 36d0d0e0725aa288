"""What a run says while it works; who says it how is in `line_progress` and `bar_progress`."""

from __future__ import annotations

from typing import Protocol


class Reporter(Protocol):
    """Is told what happens; called from several threads."""

    def begin(self, tasks: int) -> None:
        """Say how many tasks there are.

        Parameters
        ----------
        tasks : int
            Number of tasks.
        """

    def started(self, task: str) -> None:
        """Say that a task runs now.

        Parameters
        ----------
        task : str
            Name of the task.
        """

    def cell(self, task: str, number: int, of: int) -> None:
        """Say which cell of a notebook begins.

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

    def skipped(self, task: str) -> None:
        """Say that a task is up to date.

        Parameters
        ----------
        task : str
            Name of the task.
        """

    def failed(self, task: str, message: str) -> None:
        """Say that a task failed.

        Parameters
        ----------
        task : str
            Name of the task.
        message : str
            What happened.
        """

    def note(self, message: str) -> None:
        """Say anything else.

        Parameters
        ----------
        message : str
            The words.
        """

    def end(self) -> None:
        """Say that the run is over."""


def indented(text: str) -> str:
    """Put a text under the line it belongs to.

    Parameters
    ----------
    text : str
        What a task printed.

    Returns
    -------
    str
        Its lines, each on its own line behind four spaces; empty where there is no text.
    """
    return "".join(f"\n    {line}" for line in text.rstrip().splitlines())
