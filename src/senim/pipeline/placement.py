"""Where tasks are performed: here by default; a cluster takes the notebooks."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from senim.execution.supply import KernelSupply
from senim.findings import Finding, InputError
from senim.pipeline.actions import NotebookAction
from senim.pipeline.address import parsed_address
from senim.pipeline.fork_server import begin_fork_server
from senim.pipeline.progress import Announcer
from senim.pipeline.project import Options, Project
from senim.pipeline.storage import storage_url
from senim.pipeline.store import OBJECTS
from senim.pipeline.tasks import Done, Filled, Task


class Placement(Protocol):
    """Says who performs tasks."""

    @property
    def threads(self) -> int:
        """Tasks that may be under way at once."""

    def placed(self, task: Task) -> Task:
        """Give a task the action that performs it in its place.

        Parameters
        ----------
        task : Task
            The task.

        Returns
        -------
        Task
            The same task; its key does not change.
        """


@dataclass(frozen=True)
class Here:
    """Every task is performed in this process, its kernels on this machine.

    Parameters
    ----------
    threads : int
        Tasks at a time.
    """

    threads: int

    def placed(self, task: Task) -> Task:
        """Leave a task as it is."""
        return task


@contextmanager
def placement(
    project: Project, options: Options, announcer: Announcer, kernels: KernelSupply | None = None
) -> Iterator[Placement]:
    """Open the place that a user asked for.

    Parameters
    ----------
    project : Project
        The project.
    options : Options
        What the user asked for.
    announcer : Announcer
        Is told what happens.
    kernels : KernelSupply, optional
        Where workers that are started here take kernels from; they make their own by default.

    Yields
    ------
    Placement
        Until the run is over.

    Raises
    ------
    InputError
        If the cluster cannot be used as it is: an address, a package, another installation.
    ClusterError
        If it is lost.
    """
    if not options.cluster:
        yield Here(options.jobs)
        return
    address = parsed_address(options.cluster)
    if address.workers:
        # Begun first: it imports while this process does.
        begin_fork_server()
    try:
        from senim.pipeline.cluster import open_cluster
    except ModuleNotFoundError as error:
        problem = f"the package {error.name} is not installed"
        remedy = "Install what a cluster needs, as locked: make set-up-cluster"
        found = [Finding("command line", f"--cluster {options.cluster}", problem, remedy)]
        raise InputError(found, "options") from None
    storage = options.storage or storage_url(project.cache / OBJECTS)
    door = kernels.door() if kernels is not None and address.workers else ""
    with open_cluster(address, storage, project, options, announcer, door) as cluster:
        yield cluster


def one_after_another(task: Task, turns: threading.Semaphore) -> Task:
    """Let a task that stays here wait for its turn: many wait for a cluster, few may work here.

    Parameters
    ----------
    task : Task
        The task.
    turns : threading.Semaphore
        How many may work here.

    Returns
    -------
    Task
        The task, performed in its turn.
    """

    def act(folder: Path, earlier: Mapping[str, Done]) -> Filled:
        with turns:
            return task.action(folder, earlier)

    return replace(task, action=act)


def travels(task: Task) -> bool:
    """Tell whether a task may be performed by a worker.

    Parameters
    ----------
    task : Task
        The task.

    Returns
    -------
    bool
        True for what starts a kernel.
    """
    return isinstance(task.action, NotebookAction)
