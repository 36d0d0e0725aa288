"""A notebook task as the driver performs it by way of a cluster: send, wait, fetch."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from senim.execution.failure import Failure, FailureKind, NotebookError
from senim.execution.kernels import LIVE
from senim.findings import InputError
from senim.pipeline.actions import NOTEBOOK, NotebookAction, keep_partial
from senim.pipeline.cluster_check import machine_findings
from senim.pipeline.parcel import Lost, Parcel, Refused, Returned, files_read, hashed, travelling, unpacked
from senim.pipeline.tasks import Done, Filled, Task

if TYPE_CHECKING:
    from senim.pipeline.cluster import Cluster

LOST_FILE_ATTEMPTS = 3


@dataclass(frozen=True)
class RemoteAction:
    """Fills the folder of a task with what a worker made of it.

    Parameters
    ----------
    cluster : Cluster
        Who does it.
    task : Task
        The task; its action is a `NotebookAction`.
    """

    cluster: Cluster
    task: Task

    def __call__(self, folder: Path, earlier: Mapping[str, Done]) -> Filled:
        """Send, wait, fetch; raises NotebookError, InputError or ClusterError."""
        action = self.task.action
        assert isinstance(action, NotebookAction)
        cluster = self.cluster
        project, results = files_read(self.task, action, earlier)
        parcel = Parcel(
            cluster.run,
            travelling(action, earlier),
            cluster.storage_url,
            hashed(project),
            {name: hashed(files) for name, files in results.items()},
            cluster.installation.digest,
        )
        lost = ""
        for _ in range(LOST_FILE_ATTEMPTS):
            cluster.upload(project, parcel.project)
            for name, files in results.items():
                cluster.upload(files, parcel.earlier[name])
            reply = cluster.ask(parcel, action.ear.cell)
            if isinstance(reply, Refused):
                here = cluster.installation
                found = machine_findings(here, reply.worker, reply.installation, reply.problems)
                raise InputError(found, "cluster")
            if isinstance(reply, Lost):
                lost = reply.digest
                cluster.forget(lost)
            elif (
                reply.failure is not None and reply.failure.kind is FailureKind.CANCELLED and not LIVE.closed
            ):
                # A worker gave it up because the scheduler took it away and brought it back.
                lost = ""
            else:
                missing = unpacked(reply.files, cluster.storage, cluster.storage, folder, shared=True)
                if missing is None:
                    return self._filled(reply, folder)
                lost = missing
        cause = (
            f"the storage does not keep what is written to it ({lost[:12]})" if lost else "no worker kept it"
        )
        raise NotebookError(Failure(FailureKind.INFRASTRUCTURE, action.name, None, cause))

    def _filled(self, reply: Returned, folder: Path) -> Filled:
        if reply.failure is None:
            return Filled(
                printed=reply.printed,
                seconds=reply.seconds,
                peak_memory_bytes=reply.peak_memory_bytes,
                attempts=reply.attempts,
            )
        notebook = folder / NOTEBOOK
        failure = replace(reply.failure, partial=notebook if notebook.is_file() else None)
        raise NotebookError(keep_partial(self.cluster.project, self.task.name, failure))
