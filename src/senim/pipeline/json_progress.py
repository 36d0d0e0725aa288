"""Progress for machines: one JSON object a line, each in the same envelope (`docs/progress.md`)."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any, TextIO

from senim.pipeline.events import Stamped, event_name, iso_time
from senim.pipeline.output import Output

FORMAT = 1


class JsonListener:
    """One JSON object per event.

    Parameters
    ----------
    stream : text file, optional
        Where lines go; standard output by default.
    """

    name = "Progress as JSON"
    on_screen = True

    def __init__(self, stream: TextIO | None = None) -> None:
        self._output = Output(stream)

    def hear(self, stamped: Stamped) -> None:
        """Write the line of an event.

        Parameters
        ----------
        stamped : Stamped
            The event.
        """
        # Only ASCII is written: no line separator of Unicode and no half letter can break a line.
        self._output.write(json.dumps(envelope(stamped), allow_nan=False))

    def close(self) -> None:
        """Do nothing: every line was handed on at once."""


def envelope(stamped: Stamped) -> dict[str, Any]:
    """Put an event into the form that machines read.

    Parameters
    ----------
    stamped : Stamped
        The event.

    Returns
    -------
    dict
        ``format``, ``run``, ``number``, ``time``, ``elapsed_seconds``, ``event`` and ``data``.
    """
    return {
        "format": FORMAT,
        "run": stamped.run,
        "number": stamped.number,
        "time": iso_time(stamped.time),
        "elapsed_seconds": stamped.elapsed,
        "event": event_name(stamped.event),
        "data": asdict(stamped.event),
    }
