"""Lines on standard output, which may go away while a run is at work."""

from __future__ import annotations

import os
import sys
from typing import TextIO


class Output:
    """Writes lines at once.

    Parameters
    ----------
    stream : text file, optional
        Where lines go; standard output by default, nowhere in a process that has none.
    """

    def __init__(self, stream: TextIO | None = None) -> None:
        self.stream = stream or sys.stdout

    def write(self, line: str) -> None:
        """Write a line, also where the stream knows only some letters.

        Parameters
        ----------
        line : str
            The line, without its end.

        Raises
        ------
        OSError
            If the stream takes no more. What else is written to standard output then goes nowhere: the
            exit code must tell of the run, and not of who stopped reading.
        """
        if self.stream is None:
            return
        encoding = getattr(self.stream, "encoding", None) or "utf-8"
        known = line.encode(encoding, errors="backslashreplace").decode(encoding)
        try:
            print(known, file=self.stream, flush=True)
        except OSError:
            if self.stream is sys.stdout:
                give_up_standard_output()
            raise


def give_up_standard_output() -> None:
    """Let standard output lead nowhere from now on."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
