"""Run a command and say what it cost: wall time, and CPU time of the process and of all it waited for."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Protocol

# What is compared is the runners: two threads in each of two processes would be nine times slower.
SINGLE_THREAD = dict.fromkeys(
    ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "NUMEXPR_NUM_THREADS"), "1"
)
LONGEST_SECONDS = 1800.0
TAIL_CHARACTERS = 1500


class CommandFailedError(Exception):
    """A command ended with an exit code other than 0."""


class Watcher(Protocol):
    """Looks at a process while it runs."""

    def watch(self, process_id: int) -> None:
        """Begin to look at a process.

        Parameters
        ----------
        process_id : int
            The process.
        """

    def stop(self) -> None:
        """Look no more."""


@dataclass(frozen=True)
class Spent:
    """What something cost.

    Parameters
    ----------
    wall_seconds : float
        From the start to the end.
    cpu_seconds : float
        CPU time of the processes, of all they started and waited for.
    """

    wall_seconds: float
    cpu_seconds: float


class Stopwatch:
    """Wall time of a block, and the CPU time of the children that end in it."""

    def __enter__(self) -> Stopwatch:
        """Begin."""
        self._cpu, self._wall = _children_seconds(), time.perf_counter()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End."""
        wall = time.perf_counter() - self._wall
        self.spent = Spent(wall, _children_seconds() - self._cpu)


def command_environment(
    python: Path = Path(sys.executable), more: Mapping[str, str] | None = None
) -> dict[str, str]:
    """Give the environment that all sides get.

    Parameters
    ----------
    python : Path
        The interpreter of the side; its folder comes first in ``PATH``.
    more : mapping of str to str, optional
        What only this side needs.

    Returns
    -------
    dict of str to str
        This process's environment with one thread a library and with this interpreter's kernel first.
    """
    left_out = ("PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV", "SENIM_ROOT", "MPLBACKEND")
    kept = {name: value for name, value in os.environ.items() if name not in left_out}
    path = os.pathsep.join([str(python.parent), kept.get("PATH", "")])
    own = {"PATH": path, "JUPYTER_PREFER_ENV_PATH": "1", "TERM": "dumb", "COLUMNS": "200"}
    return {**kept, **SINGLE_THREAD, **own, **(more or {})}


def run_command(
    words: Sequence[str],
    folder: Path,
    environment: Mapping[str, str],
    *,
    watcher: Watcher | None = None,
    longest_seconds: float = LONGEST_SECONDS,
) -> str:
    """Run a command to its end.

    Parameters
    ----------
    words : sequence of str
        The command.
    folder : Path
        Where it runs, and where its output is kept.
    environment : mapping of str to str
        Its environment.
    watcher : Watcher, optional
        Looks at the process meanwhile.
    longest_seconds : float
        After this it is killed with all it started.

    Returns
    -------
    str
        What it printed.

    Raises
    ------
    CommandFailedError
        If it fails, with the end of what it printed.
    """
    # A file and no pipe: a process that outlives the command would keep a pipe open.
    log = folder / f"output-{time.monotonic_ns()}.txt"
    with log.open("wb") as stream:
        process = subprocess.Popen(
            list(words), cwd=folder, env=dict(environment), stdout=stream, stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip
        alarm = threading.Timer(longest_seconds, _end, [process.pid])
        alarm.start()
        if watcher is not None:
            watcher.watch(process.pid)
        try:
            process.wait()
        except KeyboardInterrupt:
            _end(process.pid)
            raise
        finally:
            alarm.cancel()
            if watcher is not None:
                watcher.stop()
    text = log.read_text(encoding="utf-8", errors="replace")
    log.unlink()
    if process.returncode:
        shown = " ".join(Path(word).name if number == 0 else word for number, word in enumerate(words))
        raise CommandFailedError(
            f"{shown} ended with {process.returncode}: {text.strip()[-TAIL_CHARACTERS:]}"
        )
    return text


def two_cores() -> int:
    """Keep this process and all it starts on two cores, where the system allows that.

    Returns
    -------
    int
        How many cores there are to use.
    """
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:2])
        return len(os.sched_getaffinity(0))
    return min(os.cpu_count() or 1, 2)


def middle(values: Iterable[float]) -> float:
    """Give the median.

    Parameters
    ----------
    values : iterable of float
        At least one.

    Returns
    -------
    float
        The median.

    Examples
    --------
    >>> middle([3.0, 1.0, 2.0])
    2.0
    """
    ordered = sorted(values)
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


def _children_seconds() -> float:
    times = os.times()
    return times.children_user + times.children_system


def _end(process_id: int) -> None:
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process_id, signal.SIGKILL)
