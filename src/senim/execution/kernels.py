"""The kernels this process started, so that all of them can be ended at once."""

from __future__ import annotations

import os
import shutil
import signal
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

# One thread each: two BLAS threads in each of two kernels on two cores take nine times as long.
SINGLE_THREAD = {
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "NUMEXPR_NUM_THREADS": "1",
    "VECLIB_MAXIMUM_THREADS": "1",
}


def kernel_environment(extra: Mapping[str, str] | None = None) -> dict[str, str]:
    """Give the environment a kernel starts with: set before NumPy and matplotlib load.

    Parameters
    ----------
    extra : mapping of str to str, optional
        More variables.

    Returns
    -------
    dict of str to str
        This process's variables, one thread per library, figures in the output, fixed hashing.
    """
    fixed = {
        **SINGLE_THREAD,
        # With a file backend every figure of pyplot would be lost in silence.
        "MPLBACKEND": "module://matplotlib_inline.backend_inline",
        "PYTHONHASHSEED": "0",
        "PYDEVD_DISABLE_FILE_VALIDATION": "1",
    }
    given = {**os.environ, **fixed, **(extra or {})}
    # It would make Python look for its packages elsewhere; Jupyter takes it away from kernels too.
    given.pop("PYTHONEXECUTABLE", None)
    return given


def kernel_command() -> list[str]:
    """Give the command of a kernel with this very Python, whatever kernels the user has registered.

    Returns
    -------
    list of str
        The command, with the connection file as a placeholder.
    """
    quiet = ["--log-level=ERROR", "--HistoryManager.enabled=False"]
    return [sys.executable, "-m", "ipykernel_launcher", *quiet, "-f", "{connection_file}"]


class LiveKernels:
    """Process ids of running kernels; safe to use from many threads.

    Attributes
    ----------
    endings : int
        How often all kernels were ended: what was kept ready before has gone with them.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._groups: set[int] = set()
        self._leftovers: dict[int, str] = {}
        self._helpers: set[int] = set()
        self._starting = 0
        self._closed = False
        self.endings = 0

    @contextmanager
    def starting(self) -> Iterator[None]:
        """Mark that a kernel is being started.

        Yields
        ------
        None
            While the kernel is being started.

        Raises
        ------
        KernelsEndedError
            If `end_all` was called.
        """
        with self._lock:
            if self._closed:
                raise KernelsEndedError("no kernel is started any more: the run was cancelled")
            self._starting += 1
        try:
            yield
        finally:
            with self._lock:
                self._starting -= 1

    def add(self, process_id: int, leftover: str = "") -> None:
        """Note a kernel that runs.

        Parameters
        ----------
        process_id : int
            Its process id; the kernel leads its own process group.
        leftover : str
            The file or folder to remove when the kernel is ended by force.
        """
        with self._lock:
            self._groups.add(process_id)
            self._leftovers[process_id] = leftover

    def add_helper(self, process_id: int) -> None:
        """Note a process that makes kernels and is no kernel yet.

        Parameters
        ----------
        process_id : int
            Its process id; it leads its own process group.
        """
        with self._lock:
            self._helpers.add(process_id)

    def remove_helper(self, process_id: int) -> None:
        """Note that a helper has ended, or has become a kernel.

        Parameters
        ----------
        process_id : int
            Its process id.
        """
        with self._lock:
            self._helpers.discard(process_id)

    def remove(self, process_id: int) -> None:
        """Note that a kernel has ended.

        Parameters
        ----------
        process_id : int
            Its process id.
        """
        with self._lock:
            self._groups.discard(process_id)
            self._leftovers.pop(process_id, None)

    @property
    def closed(self) -> bool:
        """Whether `end_all` was called."""
        return self._closed

    def end_all(self, patience_seconds: float = 3.0) -> int:
        """Kill every kernel with all it started, and start none from now on.

        Parameters
        ----------
        patience_seconds : float
            How long to wait for kernels whose start is under way, so that none escapes.

        Returns
        -------
        int
            How many kernels were killed.
        """
        with self._lock:
            self._closed = True
            self.endings += 1
        until = time.monotonic() + patience_seconds
        killed = self._kill()
        while self._starting and time.monotonic() < until:
            time.sleep(0.01)
            killed += self._kill()
        return killed + self._kill()

    def reopen(self) -> None:
        """Allow kernels again after `end_all`: for a process that starts another run."""
        with self._lock:
            self._closed = False

    def _kill(self) -> int:
        with self._lock:
            groups, leftovers = sorted(self._groups), list(self._leftovers.values())
            helpers = sorted(self._helpers)
            self._groups.clear()
            self._leftovers.clear()
        for group in (*groups, *helpers):
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(group, signal.SIGKILL)
        for path in filter(None, leftovers):
            if os.path.isdir(path):
                shutil.rmtree(path, ignore_errors=True)
            else:
                Path(path).unlink(missing_ok=True)
        return len(groups)


class KernelsEndedError(RuntimeError):
    """A kernel was asked for after all of them were ended."""


LIVE = LiveKernels()
