"""What workers that are started here find done: imported once, by the process that they are forked from."""

from __future__ import annotations

import importlib
from contextlib import suppress

from senim.pipeline.worker import own_installation

for _name in (
    "distributed.nanny",
    "numpy.random",
    "papermill.execute",
    "senim.execution.engine",
    "senim.execution.results",
    "senim.execution.run",
    "tornado.platform.asyncio",
):
    importlib.import_module(_name)

# Outside a project there is nothing to look at; a worker says so itself.
with suppress(FileNotFoundError):
    own_installation()
