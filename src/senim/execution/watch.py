"""Watches a kernel from outside: its memory, its cap, and the deadline nobody else kept."""

from __future__ import annotations

import itertools
import os
import signal
import sys
import threading
import time
from collections.abc import Iterable
from contextlib import suppress
from enum import Enum
from pathlib import Path
from typing import Any

from senim.execution.memory import MemoryCurve, MemoryTrace

SAMPLE_SECONDS = 0.2
# Where the system does not name the children of a process, the whole process table is read for them, and
# less often: there a child of less than a second may hold what nobody sees.
SAMPLES_PER_READING = 5
_NAMES_CHILDREN = Path("/proc/thread-self/children")
# What a kernel that starts may reserve beyond what is left of its cap: its threads ask for their stacks at
# once and hold little of them, and a kernel that is refused a thread of its own hangs.
STARTING_BYTES = 96 * 1024**2
# The engine keeps the deadline; this is how long it may take before the watch steps in.
GRACE_SECONDS = 10.0


class Ended(Enum):
    """Why the watch killed a kernel."""

    MEMORY = "memory"
    DEADLINE = "deadline"


class KernelWatch:
    """A thread that samples one kernel, and kills it when it takes more than it may.

    Parameters
    ----------
    cap_bytes : int, optional
        Resident memory that the kernel and its children may hold together.
    ends_at : float, optional
        Reading of the monotonic clock at which the notebook must have ended.
    """

    def __init__(self, cap_bytes: int | None = None, ends_at: float | None = None) -> None:
        self.cap_bytes = cap_bytes
        self.ends_at = ends_at
        self.ended: Ended | None = None
        self._trace = MemoryTrace(cap_bytes)
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None
        self._kernel: Any = None
        self._known: list[Any] = []
        self._spare = STARTING_BYTES

    @property
    def curve(self) -> MemoryCurve | None:
        """What was sampled so far."""
        return self._trace.curve()

    def begin(self, process_id: int) -> None:
        """Begin to watch a kernel that was just started.

        Parameters
        ----------
        process_id : int
            Its process id.
        """
        if self.cap_bytes is not None:
            # Before the first sample: what a burst of its first moment may ask for.
            limit_data(process_id, self.cap_bytes)
        self._thread = threading.Thread(target=self._watch, args=(process_id,), name="watch", daemon=True)
        self._thread.start()

    def at_work(self) -> None:
        """Know that the kernel has started and runs a cell: what it reserves from now on is for that."""
        self._spare = 0

    def end(self) -> None:
        """Stop watching, and kill what the kernel started and left behind."""
        self._stop.set()
        if self._thread is not None:
            self._thread.join()
        kill(process for process in self._known if process != self._kernel)

    def _watch(self, process_id: int) -> None:
        import psutil  # type: ignore[import-untyped]

        began = time.monotonic()
        with suppress(psutil.Error):
            self._kernel = psutil.Process(process_id)
            self._known = [self._kernel]
            for number in itertools.count():
                if _NAMES_CHILDREN.exists() or number % SAMPLES_PER_READING == 0:
                    self._list_children()
                if not self._sample(time.monotonic() - began) or self._stop.wait(SAMPLE_SECONDS):
                    return

    def _list_children(self) -> None:
        living = [process for process in self._known if process.is_running()]
        children = (
            [child for process in living for child in descendants(process.pid)]
            if _NAMES_CHILDREN.exists()
            else self._kernel.children(recursive=True)
        )
        # A child whose parent has died is no longer found as a child, but is still ours.
        self._known = list(dict.fromkeys([self._kernel, *self._known, *children]))

    def _sample(self, seconds: float) -> bool:
        """Take one sample; False where the kernel is gone or was killed."""
        own = resident_bytes(self._kernel)
        if own == 0:
            return False
        total = own + sum(resident_bytes(process) for process in self._known if process != self._kernel)
        if self.cap_bytes is not None and total > self.cap_bytes and len(self._known) > 1:
            total = sum(unshared_bytes(process) for process in self._known)
        self._trace.add(seconds, total)
        if self.cap_bytes is not None and total > self.cap_bytes:
            return self._kill(Ended.MEMORY)
        if self.cap_bytes is not None:
            # What was reserved and is not held must not count, so the limit follows each sample.
            for process in self._known:
                limit_data(process.pid, self.cap_bytes - total + self._spare)
        if self.ends_at is not None and time.monotonic() > self.ends_at + GRACE_SECONDS:
            return self._kill(Ended.DEADLINE)
        return True

    def _kill(self, why: Ended) -> bool:
        self.ended = why
        kill(self._known)
        return False


def descendants(process_id: int) -> list[Any]:
    """List what a process started and what that started, as Linux names children for each thread.

    Parameters
    ----------
    process_id : int
        The process.

    Returns
    -------
    list of psutil.Process
        Those that live.
    """
    import psutil

    found: list[Any] = []
    for file in Path(f"/proc/{process_id}/task").glob("*/children"):
        # A thread or a child may end while it is asked.
        with suppress(OSError):
            for child in map(int, file.read_text(encoding="ascii").split()):
                with suppress(psutil.Error):
                    found.append(psutil.Process(child))
                found += descendants(child)
    return found


def limit_data(process_id: int, left_bytes: int) -> None:
    """Let an allocation beyond what is left of a cap fail inside a process, as MemoryError: Linux only.

    The system counts what a process has reserved, held or not: stacks and buffers of idle threads alone
    are hundreds of MiB. So the limit is put on top of what is reserved already. Where it cannot be set, the
    sampler alone keeps the cap.

    Parameters
    ----------
    process_id : int
        A process of this user.
    left_bytes : int
        Private memory it may ask for beyond what it has reserved.
    """
    if sys.platform != "linux":
        return
    import resource

    # The process may have ended, or the system may refuse.
    with suppress(OSError):
        _, hard = resource.prlimit(process_id, resource.RLIMIT_DATA)
        wanted = reserved_bytes(process_id) + left_bytes
        soft = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        resource.prlimit(process_id, resource.RLIMIT_DATA, (soft, hard))


def reserved_bytes(process_id: int) -> int:
    """Give the private memory that a process asked for, held or not, as the limit of the system counts it.

    Parameters
    ----------
    process_id : int
        The process.

    Returns
    -------
    int
        Bytes.

    Raises
    ------
    OSError
        If the process is gone, or the system does not tell (not Linux).
    """
    lines = Path(f"/proc/{process_id}/status").read_text(encoding="ascii", errors="replace").splitlines()
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("VmData:")), 0)


def resident_bytes(process: Any) -> int:
    """Give the resident memory of a process.

    Parameters
    ----------
    process : psutil.Process
        The process.

    Returns
    -------
    int
        Bytes; 0 where it is gone, or may not be looked at.
    """
    import psutil

    try:
        return int(process.memory_info().rss)
    except psutil.Error:
        return 0


def unshared_bytes(process: Any) -> int:
    """Give the resident memory of a process, pages it shares with others divided among them.

    A kernel and its forked children share most pages: their sum would be counted several times.

    Parameters
    ----------
    process : psutil.Process
        The process.

    Returns
    -------
    int
        Bytes; plain resident memory where the system does not tell shares.
    """
    import psutil

    try:
        return int(process.memory_full_info().pss)
    except (psutil.Error, AttributeError):
        return resident_bytes(process)


def kill(processes: Iterable[Any]) -> None:
    """Kill processes; one that is gone already is no error.

    Parameters
    ----------
    processes : iterable of psutil.Process
        The processes.
    """
    for process in processes:
        # is_running compares the start time: a number that was given to another process is left alone.
        if process.is_running():
            with suppress(ProcessLookupError, PermissionError):
                os.kill(process.pid, signal.SIGKILL)
