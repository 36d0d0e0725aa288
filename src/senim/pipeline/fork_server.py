"""One process that imports once what every worker started here needs; the workers are forked from it.

Measured: two spawned workers cost 8 s of processor time before the first task, two forked from here 5.5 s.
"""

from __future__ import annotations

from multiprocessing import forkserver

PRELOADED = ("senim.pipeline.worker_ahead",)


def begin_fork_server() -> None:
    """Start it, and return while it imports; it ends with this process."""
    forkserver.set_forkserver_preload(list(PRELOADED))
    forkserver.ensure_running()
