"""The side of a worker: lay out what a task reads, run it, bring what it wrote to the storage."""

from __future__ import annotations

import os
import shutil
import signal
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from senim.execution.failure import Failure, FailureKind, NotebookError
from senim.execution.kernels import LIVE
from senim.execution.supply import take_kernels_at
from senim.paths import project_root
from senim.pipeline.actions import NOTEBOOK, Ear
from senim.pipeline.installation import Installation, imported_package, installation, stamp
from senim.pipeline.objects import Objects, Storage
from senim.pipeline.parcel import (
    Lost,
    Parcel,
    Refused,
    Reply,
    Returned,
    arrived,
    earlier_done,
    hashed,
    unpacked,
)
from senim.pipeline.storage import StorageError, open_storage

if TYPE_CHECKING:
    from distributed import Worker

CELL_TOPIC = "senim-cell"
# Tells a worker beside its driver where it finds kernels; taken away before a kernel could see it.
DOOR_VARIABLE = "SENIM_KERNELS_DOOR"
WATCH_SECONDS = 0.5
KEPT_OBJECTS = 2000
# How dask calls a task that is still wanted while it runs; any other state means that it was given up.
_WANTED = frozenset({"executing", "long-running"})
_LAID_OUT_AT = 1_000_000_000
_STARTED_WITH = stamp(imported_package())


def own_installation() -> Installation:
    """Look once at what is installed beside this worker.

    Returns
    -------
    Installation
        What was found; the lock is that of the project the worker was started in.
    """
    return _installation_for(project_root())


@lru_cache(maxsize=1)
def _installation_for(root: Path) -> Installation:
    return installation(root)


def problems_of(threads: int) -> tuple[str, ...]:
    """Say why this worker should take no task at all.

    Parameters
    ----------
    threads : int
        Threads it was started with.

    Returns
    -------
    tuple of str
        Empty where nothing is wrong.
    """
    found = []
    if threads != 1:
        found.append(f"it has {threads} threads, and a kernel wants one: start it with --nthreads 1")
    if stamp(imported_package()) != _STARTED_WITH:
        found.append("the files of senim were changed since it started: start it again")
    return tuple(found)


def introduce(
    probe: str, storage: str, dask_worker: Worker | None = None
) -> tuple[Installation, tuple[str, ...]]:
    """Say what is installed on this worker, and what is wrong with it.

    Parameters
    ----------
    probe : str
        SHA-256 of a file that was put into the storage.
    storage : str
        Address of the storage.
    dask_worker : distributed.Worker, optional
        Given by dask.

    Returns
    -------
    tuple of Installation and tuple of str
        What is installed, and faults beyond that.
    """
    found = problems_of(dask_worker.state.nthreads if dask_worker is not None else 1)
    try:
        if not open_storage(storage).holds(probe):
            found += (f"it does not see the storage {storage}: give --storage an address that both reach",)
    except Exception as error:  # noqa: BLE001 - whatever the storage library raises there is told here
        found += (f"it cannot use the storage {storage} ({type(error).__name__}: {error})",)
    return own_installation(), found


def work(parcel: Parcel) -> Reply:
    """Do one task.

    Parameters
    ----------
    parcel : Parcel
        The task.

    Returns
    -------
    Reply
        What came of it; a failed notebook is an answer, not an error, so that dask does not try it again.
    """
    from distributed import get_worker

    worker = get_worker()
    problems = problems_of(worker.state.nthreads)
    if problems or own_installation().digest != parcel.installation:
        return Refused(worker.address, own_installation(), problems)
    # Dask has memory given back at once: the simulation then takes a fifth to two fifths more time.
    os.environ.pop("MALLOC_TRIM_THRESHOLD_", None)
    LIVE.reopen()
    storage = open_storage(parcel.storage)
    cache = Objects(Path(worker.local_directory) / "senim-objects")
    place = Path(tempfile.mkdtemp(prefix="task-", dir=worker.local_directory))
    try:
        with _given_up_is_ended(worker):
            return _work(parcel, worker, storage, cache, place)
    except (OSError, StorageError) as error:
        cause = f"{type(error).__name__} on worker {worker.address}: {error}"
        return Returned(
            worker.address, {}, failure=Failure(FailureKind.INFRASTRUCTURE, parcel.action.name, None, cause)
        )
    finally:
        shutil.rmtree(place, ignore_errors=True)
        if sum(1 for _ in cache.folder.glob("*/*")) > KEPT_OBJECTS:
            cache.keep_only({*parcel.project.values()})


def _work(parcel: Parcel, worker: Worker, storage: Storage, cache: Storage, place: Path) -> Reply:
    root, folder = place / "project", place / "result"
    root.mkdir()
    folder.mkdir()
    lost = unpacked(parcel.project, storage, cache, root)
    for path in root.rglob("*"):
        # One time for all: none looks older than what it was made from.
        os.utime(path, (_LAID_OUT_AT, _LAID_OUT_AT))
    earlier = {}
    for name, files in parcel.earlier.items():
        lost = lost or unpacked(files, storage, cache, place / "earlier" / name)
        earlier[name] = earlier_done(name, place / "earlier" / name, files)
    if lost:
        return Lost(worker.address, lost)
    name = parcel.action.name
    tell = partial(_tell_cell, worker, parcel.run, name)
    began = time.monotonic()
    try:
        filled = replace(arrived(parcel.action, root), ear=Ear(tell))(folder, earlier)
    except NotebookError as error:
        return _failed(error.failure, worker, storage)
    seconds = round(time.monotonic() - began, 3)
    written = {
        path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*")) if path.is_file()
    }
    return Returned(
        worker.address,
        _stored(written, storage),
        filled.printed,
        seconds,
        peak_memory_bytes=filled.peak_memory_bytes,
        attempts=filled.attempts,
    )


def _failed(failure: Failure, worker: Worker, storage: Storage) -> Returned:
    partial_notebook = failure.partial
    kept = {} if partial_notebook is None else _stored({NOTEBOOK: partial_notebook}, storage)
    return Returned(worker.address, kept, failure=replace(failure, partial=None))


def _stored(files: dict[str, Path], storage: Storage) -> dict[str, str]:
    digests = hashed(files)
    for name, path in files.items():
        # The folder is thrown away after this, so a storage on the same disk may take the file itself.
        storage.add(path, digests[name], shared=True)
    return digests


def _tell_cell(worker: Worker, run: str, task: str, begun: int, of: int) -> None:
    worker.log_event(f"{CELL_TOPIC}-{run}", {"task": task, "begun": begun, "of": of})


@contextmanager
def _given_up_is_ended(worker: Worker) -> Iterator[None]:
    """End the kernel when nobody waits for the task any more: it was cancelled, or its driver is gone."""
    key = worker.get_current_task()
    over = threading.Event()

    def watch() -> None:
        while not over.wait(WATCH_SECONDS):
            known = worker.state.tasks.get(key)
            if known is None or known.state not in _WANTED:
                LIVE.end_all()
                return

    thread = threading.Thread(target=watch, name="senim-watch", daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def dask_setup(worker: Any) -> None:
    """Prepare a worker that was started with ``--preload senim.pipeline.worker``.

    Parameters
    ----------
    worker : distributed.Worker
        The worker.
    """
    take_kernels_at(os.environ.pop(DOOR_VARIABLE, ""))
    own_installation()
    # Imported while nobody waits; a task would pay for it.

    import senim.execution.engine
    import senim.execution.run  # noqa: F401

    if threading.current_thread() is threading.main_thread():
        # Ctrl-C at the terminal is for the driver: it ends the tasks, and the nanny ends the worker.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
