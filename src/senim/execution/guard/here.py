"""Watch this very thread for a while: for notebooks that run inline, in the process of the runner."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from senim.execution.failure import Failure, FailureKind, NotebookError
from senim.execution.guard.events import EVENTS
from senim.execution.guard.free import code_folders, free_folders
from senim.execution.guard.rules import Rules
from senim.execution.guard.sightings import read_sightings
from senim.execution.guard.witness import Witness

_AT_WORK = threading.local()
_INSTALLED = threading.Event()
_INSTALLING = threading.Lock()


@contextmanager
def watched_here(rules: Rules, shown_as: str, record: Path) -> Iterator[None]:
    """Refuse what a notebook does not declare, in this thread and until the block ends.

    Native readers are not wrapped as in a kernel: an inline notebook calls the library and no other.

    Parameters
    ----------
    rules : Rules
        What may be read.
    shown_as : str
        The notebook file, as the reader knows it.
    record : Path
        File for what is seen; removed at the end.

    Yields
    ------
    None
        While this thread is watched.

    Raises
    ------
    NotebookError
        If something was refused and the notebook hid it.
    """
    _install()
    here = replace(rules, free=free_folders(), code=(*rules.code, *code_folders(rules.root)))
    descriptor = os.open(record, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    witness = Witness(here, descriptor, refuse=True, notebook=shown_as)
    _AT_WORK.witness = witness
    try:
        yield
    finally:
        _AT_WORK.witness = None
        os.close(descriptor)
        _, seen = read_sightings(record)
        record.unlink(missing_ok=True)
    if seen:
        told = [f"{sighting.what}. {sighting.remedy(shown_as)}" for _, sighting in seen]
        failure = Failure(FailureKind.CODE, Path(shown_as).stem, None, told[0], log="\n".join(told))
        raise NotebookError(failure)


def _install() -> None:
    """Add the hook once: nothing can take an audit hook away, so it asks each time whether it is at work."""
    with _INSTALLING:
        if not _INSTALLED.is_set():
            sys.addaudithook(_hook)
            _INSTALLED.set()


def _hook(event: str, arguments: tuple[Any, ...]) -> None:
    witness: Witness | None = getattr(_AT_WORK, "witness", None)
    if witness is None:
        return
    handler = EVENTS.get(event)
    if handler is not None:
        # What the guard opens itself while it decides is no access of the notebook.
        _AT_WORK.witness = None
        try:
            handler(witness, arguments)
        finally:
            _AT_WORK.witness = witness
