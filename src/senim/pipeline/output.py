"""Lines on standard output, which may go away while a run is at work."""

from __future__ import annotations

import os
import select
import sys
from contextlib import suppress
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


def reader_is_gone() -> bool:
    """Write out what standard output still holds; where nobody takes it, let it lead nowhere from now on.

    Returns
    -------
    bool
        Whether nobody takes it.
    """
    if sys.stdout is None:
        return False
    try:
        sys.stdout.flush()
        gone = _other_end_is_closed(sys.stdout.fileno())
    except (OSError, ValueError):
        gone = True
    if gone:
        give_up_standard_output()
    return gone


def say_aside(words: str) -> None:
    """Write to standard error; where that is gone too, there is nobody left to tell.

    Parameters
    ----------
    words : str
        What to say.
    """
    try:
        print(words, file=sys.stderr, flush=True)
    except (OSError, ValueError):
        _give_up(sys.stderr)


def give_up_standard_output() -> None:
    """Let standard output lead nowhere from now on."""
    _give_up(sys.stdout)


def _give_up(stream: TextIO) -> None:
    # What it still holds is written when the process ends: a failure then would change the exit code.
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)


def _other_end_is_closed(descriptor: int) -> bool:
    # A line that was too long for the buffer is lost already: there is nothing left whose writing would fail.
    asked = select.poll()
    asked.register(descriptor, 0)
    return any(state & (select.POLLERR | select.POLLHUP) for _, state in asked.poll(0))
