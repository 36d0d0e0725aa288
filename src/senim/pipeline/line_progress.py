"""Progress for logs: one line per event, which begins with its time; more words stand indented below."""

from __future__ import annotations

from senim.execution.plain_text import indented, one_line
from senim.pipeline.events import (
    CellBegan,
    Event,
    Note,
    Published,
    RunBegan,
    RunEnded,
    Stamped,
    TaskFailed,
    TaskFinished,
    TaskRetried,
    TaskSkipped,
    TaskStarted,
    iso_time,
)
from senim.pipeline.text_progress import TextListener

INFORMATION, WARNING, ERROR = "INFO", "WARN", "ERROR"


class LineListener(TextListener):
    """One line per event."""

    name = "Progress in lines"

    def text(self, stamped: Stamped) -> str:
        """Write an event as a log does; cells are too many for one."""
        line = event_line(stamped.event)
        if line is None:
            return ""
        level, word, text, below = line
        words = f"{iso_time(stamped.time)} {level:<5} {word:<6} {one_line(text)}".rstrip()
        return f"{words}{indented(below)}"


def event_line(event: Event) -> tuple[str, str, str, str] | None:
    """Say an event as a log does.

    Parameters
    ----------
    event : Event
        What happened.

    Returns
    -------
    tuple of str, or None
        Level, word, text, and what stands below; None for cells, which are too many for a log.
    """
    match event:
        case RunBegan(jobs, tasks):
            return INFORMATION, "begin", f"{len(tasks)} tasks, {jobs} at a time", ""
        case TaskStarted(task):
            return INFORMATION, "start", task, ""
        case TaskFinished(task, seconds, printed):
            return INFORMATION, "done", f"{task} ({seconds:.1f} s)", printed
        case TaskSkipped(task):
            return INFORMATION, "skip", f"{task} (up to date)", ""
        case TaskFailed():
            words = f"{event.task} ({event.seconds:.1f} s) {event.error_class}: {event.cause}"
            return ERROR, "failed", words, _below(event)
        case TaskRetried(task, attempt, of, kind, cause):
            return WARNING, "retry", f"{task} (attempt {attempt} of {of}) {kind}: {cause}", ""
        case Note(message, warning):
            return WARNING if warning else INFORMATION, "note", message, ""
        case Published(edition, sweep=sweep):
            return INFORMATION, "publish", edition or f"sweep {sweep}", ""
        case RunEnded():
            return _end(event)
        case CellBegan():
            return None


def _below(event: TaskFailed) -> str:
    """Give what stands below the line of a failure: all of the message but what the line says."""
    cause = event.cause.strip()
    return "\n".join(line for line in event.message.splitlines() if not cause or cause not in line)


def _end(event: RunEnded) -> tuple[str, str, str, str]:
    if event.exit_code:
        first = event.cause.strip().split("\n")[0].rstrip(": ")
        # A failed task was told with its cause.
        told = f" in {event.task}" if event.task else f": {first}" if first else ""
        return ERROR, "end", f"exit code {event.exit_code}, {event.error_class}{told}", ""
    done = "published" if event.published else "nothing to do"
    what = f"sweep {event.sweep}" if event.sweep else f"edition {event.edition}"
    return INFORMATION, "end", f"exit code 0, {done} ({what})", ""
