"""Put the guard into this process: an audit hook, which nothing can take away again."""

from __future__ import annotations

import importlib.abc
import importlib.machinery
import importlib.util
import os
import sqlite3
import sys
from collections.abc import Mapping, Sequence
from types import FrameType, ModuleType
from typing import Any

from senim.execution.guard.events import EVENTS, asking_connection
from senim.execution.guard.native import UNSEEN, UNSEEN_PARTS, WATCHED, watch_module
from senim.execution.guard.rules import Rules
from senim.execution.guard.sightings import INSTALLED, Access
from senim.execution.guard.witness import Witness, is_cell, witness_for


def install(rules: Mapping[str, Any], record: str, notebook: str, *, refuse: bool) -> None:
    """Watch this process from now on.

    Parameters
    ----------
    rules : mapping
        What may be read, as `Rules.as_dict` gives it; installation and system are added here.
    record : str
        File to which sightings are added.
    notebook : str
        The notebook file, as the reader knows it.
    refuse : bool
        Whether what is not declared is refused, or only written down.
    """
    witness, descriptor = witness_for(Rules.from_dict(rules), record, notebook, refuse=refuse)
    _watch_modules(witness)
    _watch_spawning(witness)
    sqlite3.connect = sqlite3.dbapi2.connect = asking_connection(sqlite3.connect, witness)
    sys.addaudithook(_hook(witness))
    os.write(descriptor, INSTALLED)


def _hook(witness: Witness) -> Any:
    # Kept in a closure and not as a name of a module: reloading or changing a module changes nothing here.
    events = dict(EVENTS)

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        handler = events.get(event)
        if handler is not None:
            handler(witness, arguments)

    return hook


class _Finder(importlib.abc.MetaPathFinder):
    """Finds nothing itself, and watches what others find."""

    def __init__(self, witness: Witness) -> None:
        self._witness = witness
        self._asking: set[str] = set()

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        unseen = fullname in UNSEEN or fullname in UNSEEN_PARTS
        if not (unseen or fullname in WATCHED) or fullname in self._asking:
            return None
        self._asking.add(fullname)
        try:
            found = importlib.util.find_spec(fullname)
        finally:
            self._asking.discard(fullname)
        if found is None or found.loader is None:
            return None
        if unseen:
            if _asked_by_cell():
                self._witness.sees(Access.LIBRARY, fullname)
            return None
        found.loader = _Loader(found.loader, self._witness)
        return found


class _Loader(importlib.abc.Loader):
    def __init__(self, original: Any, witness: Witness) -> None:
        self._original = original
        self._witness = witness

    def __getattr__(self, name: str) -> Any:
        return getattr(self._original, name)

    def create_module(self, spec: importlib.machinery.ModuleSpec) -> ModuleType | None:
        made: ModuleType | None = self._original.create_module(spec)
        return made

    def exec_module(self, module: ModuleType) -> None:
        self._original.exec_module(module)
        watch_module(module, self._witness)


def _watch_modules(witness: Witness) -> None:
    for name in sorted(WATCHED & sys.modules.keys()):
        watch_module(sys.modules[name], witness)
    sys.meta_path.insert(0, _Finder(witness))


def _asked_by_cell() -> bool:
    """Say whether the statement that imports stands in a cell: libraries may try what they like."""
    frame: FrameType | None = sys._getframe(1)
    while frame is not None and (
        "importlib" in frame.f_code.co_filename or frame.f_globals.get("__name__") == __name__
    ):
        frame = frame.f_back
    return frame is not None and is_cell(frame.f_code.co_filename)


def _watch_spawning(witness: Witness) -> None:
    """Watch the door by which `multiprocessing` starts fresh processes: they would not be watched."""
    import _posixsubprocess

    original = _posixsubprocess.fork_exec

    def fork_exec(arguments: Any, *more: Any) -> Any:
        witness.sees(Access.PROCESS, os.fsdecode(arguments[0]) if arguments else "a process")
        return original(arguments, *more)

    _posixsubprocess.fork_exec = fork_exec
