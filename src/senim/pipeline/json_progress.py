"""Progress for machines: one JSON object a line, each in the same envelope (`docs/progress.md`)."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from senim.pipeline.events import Stamped, event_name, iso_time
from senim.pipeline.text_progress import TextListener

FORMAT = 1


class JsonListener(TextListener):
    """One JSON object per event."""

    name = "Progress as JSON"

    def text(self, stamped: Stamped) -> str:
        """Write an event as JSON."""
        # Only ASCII is written: no line separator of Unicode and no half letter can break a line.
        return json.dumps(envelope(stamped), allow_nan=False)


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
