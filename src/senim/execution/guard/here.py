"""Watch this very thread for a while: for notebooks that run inline, in the process of the runner."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from senim.execution.guard.events import EVENTS
from senim.execution.guard.session import GuardRecord
from senim.execution.guard.sightings import INSTALLED
from senim.execution.guard.witness import Witness, witness_for

_AT_WORK = threading.local()
_INSTALLED = threading.Event()
_INSTALLING = threading.Lock()


@contextmanager
def watched_here(record: GuardRecord) -> Iterator[Witness]:
    """Watch this thread until the block ends; whoever asked reads the record, and decides.

    Native readers are not wrapped as in a kernel: an inline notebook calls the library and no other.

    Parameters
    ----------
    record : GuardRecord
        What may be read, and where it is written down what else was.

    Yields
    ------
    Witness
        While this thread is watched.
    """
    _install()
    watch = record.watch
    witness, descriptor = witness_for(watch.rules, str(record.path), watch.shown_as, refuse=watch.refuse)
    os.write(descriptor, INSTALLED)
    _AT_WORK.witness = witness
    try:
        yield witness
    finally:
        _AT_WORK.witness = None
        os.close(descriptor)


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
