"""Notebooks performed by the workers of a dask cluster; everything else stays where it is."""

from __future__ import annotations

import threading
import uuid
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import CancelledError, Future
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from distributed import KilledWorker

from senim.execution.failure import Failure, FailureKind, NotebookError
from senim.execution.kernels import LIVE
from senim.pipeline.address import Address
from senim.pipeline.cluster_check import check_cluster
from senim.pipeline.cluster_start import connected, started_here
from senim.pipeline.errors import ClusterError
from senim.pipeline.events import Note
from senim.pipeline.installation import installation
from senim.pipeline.objects import Storage
from senim.pipeline.parcel import (
    Parcel,
    Reply,
)
from senim.pipeline.placement import Placement, one_after_another, travels
from senim.pipeline.progress import Announcer
from senim.pipeline.project import Options, Project
from senim.pipeline.remote_action import RemoteAction
from senim.pipeline.storage import open_storage
from senim.pipeline.tasks import Task
from senim.pipeline.worker import CELL_TOPIC, work

WATCH_SECONDS = 0.5
ASK_SECONDS = 2.0
# Two for each worker: one at work, and one that is there when it has finished.
THREADS_PER_WORKER = 2
FEWEST_THREADS = 8


class Cluster(Placement):
    """A cluster that takes part in one run.

    Parameters
    ----------
    client : distributed.Client
        The connection to its scheduler.
    storage : str
        Address of the storage.
    project : Project
        The project.
    options : Options
        What the user asked for.
    announcer : Announcer
        Is told what happens.
    workers : int
        How many there are, where no other can come.
    """

    def __init__(
        self,
        client: Any,
        storage: str,
        project: Project,
        options: Options,
        announcer: Announcer,
        *,
        workers: int = 0,
    ) -> None:
        self.run = uuid.uuid4().hex[:12]
        self.client = client
        self.workers = workers
        self.storage: Storage = open_storage(storage)
        self.storage_url = storage
        self.project, self.options, self.announcer = project, options, announcer
        self.installation = installation(project.root, project.package)
        self._executor = client.get_executor(pure=False)
        self._turns = threading.Semaphore(options.jobs)
        self._uploaded: set[str] = set()
        self._waiting: set[Future[Reply]] = set()
        self._cells: dict[str, Callable[[int, int], None]] = {}
        self._lock = threading.Lock()
        self.given_up: str = ""
        self._alone = False
        self._over = threading.Event()
        self._watch = threading.Thread(target=self._keep_watch, name="senim-cluster", daemon=True)
        client.subscribe_topic(f"{CELL_TOPIC}-{self.run}", self._on_cell)

    @property
    def threads(self) -> int:
        """Tasks that may be under way at once: one for each worker, and what the next to be free takes."""
        if self.workers:
            # Few wait, so that the longest still goes first.
            return max(self.options.jobs, self.workers + 1)
        workers = len(self.client.scheduler_info()["workers"])
        return self.options.jobs + max(THREADS_PER_WORKER * workers, FEWEST_THREADS)

    def placed(self, task: Task) -> Task:
        """Give a notebook to the workers; let everything else wait for its turn here."""
        if not travels(task):
            return one_after_another(task, self._turns)
        return replace(task, action=RemoteAction(self, task))

    def watch(self) -> None:
        """Begin to look after what waits."""
        self._watch.start()

    def upload(self, files: Mapping[str, Path], digests: Mapping[str, str]) -> None:
        """Bring files to the storage, each at most once in a run.

        Parameters
        ----------
        files : mapping of str to Path
            Files by name.
        digests : mapping of str to str
            SHA-256 by name.
        """
        for name, path in files.items():
            if digests[name] not in self._uploaded:
                self.storage.add(path, digests[name])
                self._uploaded.add(digests[name])

    def forget(self, digest: str) -> None:
        """Note that the storage lost a file, so that it is brought there again.

        Parameters
        ----------
        digest : str
            Its SHA-256.
        """
        self._uploaded.discard(digest)

    def ask(self, parcel: Parcel, on_cell: Callable[[int, int], None]) -> Reply:
        """Let a worker do a task, and wait for it.

        Parameters
        ----------
        parcel : Parcel
            The task.
        on_cell : callable
            Called with (cells begun, number of cells).

        Returns
        -------
        Reply
            What came of it.

        Raises
        ------
        NotebookError
            If the user ended the run, or the workers that tried the task all died of it.
        ClusterError
            If the cluster is lost.
        """
        name = parcel.action.name
        with self._lock:
            if LIVE.closed:
                raise _cancelled(name)
            if self.given_up:
                raise ClusterError(self.given_up)
            self._cells[name] = on_cell
            future: Future[Reply] = self._executor.submit(work, parcel)
            self._waiting.add(future)
        try:
            reply = future.result()
            self._no_longer_alone()
            return reply
        except CancelledError:
            if LIVE.closed:
                raise _cancelled(name) from None
            # The reason where this side gave up; else dask did, because the scheduler is gone.
            raise ClusterError(self._why_lost()) from None
        except KilledWorker as error:
            last = getattr(error.last_worker, "address", "unknown")
            cause = f"every worker that ran it died (the last was {last}; {error.allowed_failures} may)"
            raise NotebookError(Failure(FailureKind.KERNEL_DIED, name, None, cause)) from None
        finally:
            with self._lock:
                self._waiting.discard(future)
                self._cells.pop(name, None)

    def close(self) -> None:
        """Give up what is not finished; workers end the kernels of it by themselves."""
        self._over.set()
        self._cancel()
        if self._watch.is_alive():
            self._watch.join()

    def _cancel(self) -> None:
        with self._lock:
            waiting = list(self._waiting)
        for future in waiting:
            future.cancel()

    def _keep_watch(self) -> None:
        """Cancel what waits once the user has ended the run, or no worker has come back in time."""
        alone_for = since_asked = 0.0
        while not self._over.wait(WATCH_SECONDS):
            if LIVE.closed:
                self._cancel()
                return
            since_asked += WATCH_SECONDS
            if since_asked < ASK_SECONDS or self.client.status != "running":
                continue
            since_asked = 0.0
            try:
                alone = not self.client.nthreads()
            except (OSError, RuntimeError, TimeoutError):
                # The connection is gone: the futures are cancelled by dask itself.
                continue
            if alone and not alone_for:
                patience = f"{self.options.cluster_seconds:.0f} s"
                self.announcer.tell(Note(f"No worker is left; waiting {patience} for one to come back."))
                self._alone = True
            elif not alone:
                self._no_longer_alone()
            alone_for = alone_for + ASK_SECONDS if alone else 0.0
            if alone_for > self.options.cluster_seconds:
                seconds = f"{self.options.cluster_seconds:.0f} s"
                self.given_up = f"The cluster has had no worker for {seconds}. {_KEPT}"
                self._cancel()
                return

    def _no_longer_alone(self) -> None:
        """Tell that a worker is back: it was seen, or it answered before anybody looked."""
        with self._lock:
            back, self._alone = self._alone, False
        if back:
            self.announcer.tell(Note("A worker is back."))

    def _why_lost(self) -> str:
        return self.given_up or f"{_LOST} {_KEPT}"

    def _on_cell(self, event: tuple[float, Mapping[str, Any]]) -> None:
        _, said = event
        on_cell = self._cells.get(said["task"])
        if on_cell is not None:
            on_cell(said["begun"], said["of"])


_LOST = "The connection to the scheduler of the cluster was lost."
_KEPT = "Finished tasks are kept: start the cluster again, and run again."


@contextmanager
def open_cluster(
    address: Address,
    storage: str,
    project: Project,
    options: Options,
    announcer: Announcer,
    door: str = "",
) -> Iterator[Cluster]:
    """Connect to a cluster, or start one here, and check that it would compute the same.

    Parameters
    ----------
    address : Address
        Where it is.
    storage : str
        Address of the storage.
    project : Project
        The project.
    options : Options
        What the user asked for.
    announcer : Announcer
        Is told what happens.
    door : str
        Where workers that are started here take their kernels from; empty where each makes its own.

    Yields
    ------
    Cluster
        Until the run is over.

    Raises
    ------
    InputError
        If it cannot be used as it is; nothing was run.
    ClusterError
        If no worker comes in time.
    """
    open_storage(storage)
    opened = started_here(address.workers, project, door) if address.workers else connected(address.scheduler)
    with opened as client:
        _wait_for_a_worker(client, address, options, announcer)
        cluster = Cluster(client, storage, project, options, announcer, workers=address.workers)
        try:
            check_cluster(client, cluster.installation, cluster.storage, storage)
            cluster.watch()
            yield cluster
        finally:
            cluster.close()


def _wait_for_a_worker(client: Any, address: Address, options: Options, announcer: Announcer) -> None:
    wanted = max(address.workers, 1)
    if len(client.scheduler_info()["workers"]) >= wanted:
        return
    if not address.workers:
        announcer.tell(Note(f"Waiting {options.cluster_seconds:.0f} s for a worker at {address.scheduler}."))
    try:
        client.wait_for_workers(wanted, timeout=options.cluster_seconds)
    except TimeoutError:
        raise ClusterError(f"The cluster has had no worker for {options.cluster_seconds:.0f} s.") from None


def _cancelled(task: str) -> NotebookError:
    return NotebookError(Failure(FailureKind.CANCELLED, task, None, "the run was cancelled"))
