"""The connection to a dask scheduler: one that runs already, or one that is started here with its workers."""

from __future__ import annotations

import logging
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

import dask
import distributed

from senim.findings import Finding, InputError
from senim.pipeline.project import Project
from senim.pipeline.worker import DOOR_VARIABLE

CONNECT_SECONDS = 10.0
PRELOAD = "senim.pipeline.worker"
# Dask tells on its own what the run tells in its own words.
_LOGS = ("distributed", "tornado.application")
_SETTINGS = {
    # A worker that is lost a third time with the same task is lost because of it.
    "distributed.scheduler.allowed-failures": 3,
    "distributed.admin.tick.limit": "30s",
    "distributed.scheduler.http.routes": [],
    "distributed.worker.http.routes": [],
    "distributed.worker.memory.terminate": False,
    "distributed.worker.memory.pause": False,
    "distributed.worker.memory.spill": False,
    "distributed.worker.memory.target": False,
    "distributed.worker.profile.enabled": False,
    "distributed.worker.multiprocessing-method": "forkserver",
}

# Not annotated by dask, so typed here as what they are called as.
_CLIENT: Any = distributed.Client
_LOCAL_CLUSTER: Any = distributed.LocalCluster


@contextmanager
def connected(address: str) -> Iterator[Any]:
    """Connect to a scheduler.

    Parameters
    ----------
    address : str
        ``tcp://HOST:PORT`` or ``tls://HOST:PORT``; keys and certificates are those of dask's settings.

    Yields
    ------
    distributed.Client
        The connection.

    Raises
    ------
    InputError
        If there is no scheduler.
    """
    with _quiet(), dask.config.set(_SETTINGS):
        try:
            client = _CLIENT(address, timeout=CONNECT_SECONDS, set_as_default=False)
        except (OSError, ValueError, TimeoutError) as error:
            remedy = "Start it (see deploy/cluster.md), or mend the address."
            problem = f"there is no scheduler ({type(error).__name__})"
            raise InputError(
                [Finding("command line", f"--cluster {address}", problem, remedy)], "cluster"
            ) from None
        try:
            yield client
        finally:
            _closed(client)


@contextmanager
def started_here(workers: int, project: Project, door: str = "") -> Iterator[Any]:
    """Start a scheduler in this process and workers beside it, each with one thread.

    Parameters
    ----------
    workers : int
        How many.
    project : Project
        The project they work for.
    door : str
        Where they take their kernels from; empty where each makes its own.

    Yields
    ------
    distributed.Client
        The connection.
    """
    scratch = tempfile.mkdtemp(prefix="senim-cluster-")
    # Else dask imports pandas in this process, to name it to the one that workers are forked from: that
    # runs already, and has imported what they need.
    distributed.utils._forkserver_preload_set = True
    with _quiet(), dask.config.set(_SETTINGS):
        cluster = _LOCAL_CLUSTER(
            n_workers=workers,
            threads_per_worker=1,
            processes=True,
            host="127.0.0.1",
            dashboard_address="127.0.0.1:0",
            worker_dashboard_address="127.0.0.1:0",
            memory_limit=None,
            local_directory=scratch,
            preload=[PRELOAD],
            env={"SENIM_ROOT": str(project.root), DOOR_VARIABLE: door},
            silence_logs=logging.CRITICAL,
        )
        client = _CLIENT(cluster, timeout=CONNECT_SECONDS, set_as_default=False)
        try:
            yield client
        finally:
            _closed(client)
            with suppress(OSError, TimeoutError):
                cluster.close()
            shutil.rmtree(scratch, ignore_errors=True)


def _closed(client: Any) -> None:
    # A scheduler that is gone has nothing left to be told.
    with suppress(OSError, TimeoutError):
        client.close(timeout=CONNECT_SECONDS)


@contextmanager
def _quiet() -> Iterator[None]:
    # Dask gives several of its loggers a level of their own.
    names = [name for name in logging.root.manager.loggerDict if name.startswith(_LOGS)]
    before = {name: logging.getLogger(name).level for name in names}
    for name in names:
        logging.getLogger(name).setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        for name, level in before.items():
            logging.getLogger(name).setLevel(level)
