"""A terminal for what is laid out in colours and columns."""

from __future__ import annotations

from rich.console import Console


class Screen(Console):
    """A terminal that may go away without ending the process."""

    def on_broken_pipe(self) -> None:
        """Hand on the error; rich would leave with exit code 1.

        Raises
        ------
        BrokenPipeError
            Always.
        """
        raise BrokenPipeError("the terminal is gone")
