"""How long tasks took before: one line a finished task, kept for the last few runs of each."""

from __future__ import annotations

import json
import math
import os
from collections import defaultdict, deque
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import BinaryIO

from senim.pipeline.events import RunEnded, Stamped, TaskFinished, iso_time

HISTORY = "history.jsonl"
KEPT_PER_TASK = 5
MOST_BYTES = 256_000

History = Mapping[str, tuple[float, ...]]


def read_history(file: Path) -> dict[str, tuple[float, ...]]:
    """Read how long tasks took.

    Parameters
    ----------
    file : Path
        The history; it need not exist. Lines that cannot be read (a run was cut off, a disk was full) are
        passed over: only an estimate hangs on them.

    Returns
    -------
    dict of str to tuple of float
        The last few seconds by task, oldest first.
    """
    seconds = defaultdict[str, deque[float]](lambda: deque(maxlen=KEPT_PER_TASK))
    for line in _lines(file):
        try:
            content = json.loads(line)
            task, taken = content["task"], float(content["seconds"])
        except (ValueError, KeyError, TypeError):
            continue
        if isinstance(task, str) and math.isfinite(taken) and taken >= 0:
            seconds[task].append(taken)
    return {task: tuple(taken) for task, taken in seconds.items()}


def usual_seconds(history: History, task: str) -> float | None:
    """Say how long a task usually takes.

    Parameters
    ----------
    history : mapping of str to tuple of float
        Seconds by task.
    task : str
        Name of the task.

    Returns
    -------
    float or None
        The median of its last few runs; None where it has none.
    """
    taken = history.get(task)
    return median(taken) if taken else None


def median(values: Sequence[float]) -> float:
    """Give the middle of some values; `statistics` would cost a run with nothing to do its import.

    Parameters
    ----------
    values : sequence of float
        At least one.

    Returns
    -------
    float
        The median.

    Examples
    --------
    >>> median([3, 1, 2]), median([4.0, 1.0])
    (2, 2.5)
    """
    ordered, half = sorted(values), len(values) // 2
    return ordered[half] if len(values) % 2 else (ordered[half - 1] + ordered[half]) / 2


class HistoryKeeper:
    """Listens for tasks that finish, and writes down how long they took.

    Parameters
    ----------
    file : Path
        The history.
    most_bytes : int
        Above this size, lines are dropped that no estimate uses any more.
    """

    name = "The history of run times"
    on_screen = False

    def __init__(self, file: Path, most_bytes: int = MOST_BYTES) -> None:
        self.file = file
        self.most_bytes = most_bytes

    def hear(self, stamped: Stamped) -> None:
        """Write a line for a task that finished; at the end, keep the file small.

        Parameters
        ----------
        stamped : Stamped
            The event.
        """
        if isinstance(stamped.event, TaskFinished):
            event = stamped.event
            self._append({"task": event.task, "seconds": event.seconds, "time": iso_time(stamped.time)})
        elif isinstance(stamped.event, RunEnded):
            self._trim()

    def close(self) -> None:
        """Do nothing: no file is held open."""

    def _append(self, content: dict[str, object]) -> None:
        self.file.parent.mkdir(parents=True, exist_ok=True)
        with self.file.open("ab+") as stream:
            # A line that a killed run left half must not spoil the next one.
            if stream.tell() and not _ends_a_line(stream):
                stream.write(b"\n")
            stream.write(json.dumps(content).encode("ascii") + b"\n")

    def _trim(self) -> None:
        from senim.execution.files import write_text

        if self.file.is_file() and self.file.stat().st_size > self.most_bytes:
            kept = [
                json.dumps({"task": task, "seconds": seconds})
                for task, taken in read_history(self.file).items()
                for seconds in taken
            ]
            write_text(self.file, "".join(f"{line}\n" for line in kept))


def _ends_a_line(stream: BinaryIO) -> bool:
    stream.seek(-1, os.SEEK_END)
    return stream.read(1) == b"\n"


def _lines(file: Path) -> list[str]:
    try:
        return file.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return []
