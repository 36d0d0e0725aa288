"""One lock for a whole run: two runs never write to the same folders."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from senim.findings import Finding, InputError
from senim.pipeline.errors import LockedError
from senim.pipeline.project import Project

LOCK = ".lock"


@contextmanager
def run_lock(project: Project, wait_seconds: float = 0.0) -> Iterator[None]:
    """Hold the lock of a project, and of its reports folder where that is elsewhere.

    Parameters
    ----------
    project : Project
        The project.
    wait_seconds : float
        How long to wait for other runs to end, for both locks together.

    Yields
    ------
    None
        While the lock is held.

    Raises
    ------
    LockedError
        If another run still holds it then.
    InputError
        If a reports folder cannot be written to.
    """
    folders = dict.fromkeys([project.root / "reports", project.reports])
    ends = time.monotonic() + wait_seconds
    with ExitStack() as stack:
        for folder in folders:
            stack.enter_context(_held(folder, max(ends - time.monotonic(), 0.0)))
        yield


@contextmanager
def _held(folder: Path, wait_seconds: float) -> Iterator[None]:
    path = folder / LOCK
    holder = path.with_name(".lock-holder")
    lock = FileLock(path)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock.acquire(timeout=wait_seconds, poll_interval=0.1)
        holder.write_text(str(os.getpid()), encoding="utf-8")
    except Timeout:
        raise LockedError(path, _held_by(holder)) from None
    except OSError as error:
        lock.release()
        problem = f"the reports folder cannot be written to ({error.strerror})"
        remedy = "Give another folder with --out, or mend its permissions."
        raise InputError([Finding(str(folder), "", problem, remedy)], "reports folder") from None
    try:
        yield
    finally:
        holder.unlink(missing_ok=True)
        lock.release()


def _held_by(holder: Path) -> str:
    try:
        return f" (process {holder.read_text(encoding='utf-8').strip()})"
    except OSError:
        return ""
