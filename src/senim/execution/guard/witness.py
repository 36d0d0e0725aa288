"""Decides about each access in the kernel, writes down what is not declared, and refuses it."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from types import FrameType
from typing import Any

from senim.execution.guard.errors import UndeclaredInputError, UndeclaredNetworkError
from senim.execution.guard.free import code_folders, free_folders
from senim.execution.guard.rules import Rules, Verdict, inside, listing, shown, verdict, without_links
from senim.execution.guard.sightings import Access, Sighting, write_sighting

# Cells are compiled under such names, and their text is kept in `linecache`: by IPython those of a kernel,
# by `senim.execution.inline` those of a notebook that runs in this process.
KERNEL_CELL, INLINE_CELL = "/ipykernel_", "senim-cell:"
_CACHED = "/__pycache__/"


class Witness:
    """Knows the rules of one notebook and what the notebook itself has written.

    Parameters
    ----------
    rules : Rules
        What it may read.
    descriptor : int
        File to which sightings are added.
    refuse : bool
        Whether what is not declared is refused, or only written down.
    notebook : str
        The notebook file, as the reader knows it.
    """

    def __init__(self, rules: Rules, descriptor: int, *, refuse: bool, notebook: str) -> None:
        self._rules = rules
        self._descriptor = descriptor
        self._refuse = refuse
        self._notebook = notebook
        self._seen: set[tuple[Access, str]] = set()
        self._written: set[str] = set()
        self._made: set[str] = set()
        self._opened_folders: set[str] = set()
        about = [rules.root, *rules.data.values()]
        plain = (folder for folder in rules.free if not folder.startswith(("/proc", "/dev")))
        # Most files that are opened are modules: these need no look at links.
        self._quick = tuple(
            f"{folder}/" for folder in plain if not any(inside(one, [folder]) for one in about)
        )

    def reads(self, path: Any) -> None:
        """Look at a path that is about to be read.

        Parameters
        ----------
        path : object
            As it was given: text, bytes or a path object; a file descriptor was looked at when it was opened.
        """
        text = _as_text(path)
        if text is None or (text.startswith(self._quick) and ".." not in text):
            return
        for candidate in self._candidates(text):
            self._read_one(candidate)

    def opens_folder(self, path: str) -> None:
        """Remember a folder that was opened: later names may be relative to it.

        Parameters
        ----------
        path : str
            The folder.
        """
        self._opened_folders.add(os.path.realpath(path))

    def writes(self, path: Any, *, empties: bool) -> None:
        """Note a file that the notebook makes: it may read that again.

        Parameters
        ----------
        path : object
            As it was given.
        empties : bool
            Whether nothing is left of what was in it.
        """
        text = _as_text(path)
        if text is not None and (empties or not os.path.lexists(text)):
            self._written.add(os.path.realpath(text))

    def makes_folder(self, path: Any) -> None:
        """Note a folder that the notebook makes.

        Parameters
        ----------
        path : object
            As it was given.
        """
        text = _as_text(path)
        if text is not None and not os.path.lexists(text):
            self._made.add(os.path.realpath(text))

    def renames(self, old: Any, new: Any) -> None:
        """Look at a file that gets another name: what is not declared must not come in under a new one.

        Parameters
        ----------
        old, new : object
            As they were given.
        """
        before, after = _as_text(old), _as_text(new)
        if before is None or after is None:
            return
        self.reads(before)
        real = os.path.realpath(before)
        if real in self._made:
            self._made.add(os.path.realpath(after))
        elif self._is_own(real):
            self._written.add(os.path.realpath(after))

    def lists(self, path: Any) -> None:
        """Look at a folder that is about to be listed.

        Parameters
        ----------
        path : object
            As it was given; None for the working folder.
        """
        text = "." if path is None else _as_text(path)
        if text is None:
            return
        real = os.path.realpath(text)
        if listing(real, self._rules) is not Verdict.FREE and not self._is_own(real):
            self.sees(Access.LIST, shown(real, self._rules))

    def sees(self, access: Access, name: str) -> None:
        """Write down what is not declared, and refuse it.

        Parameters
        ----------
        access : Access
            What is done.
        name : str
            The file, address, program or library.

        Raises
        ------
        UndeclaredInputError
            If accesses are refused.
        """
        sighting = Sighting(access, name, _line_of_cell())
        if (access, name) not in self._seen:
            self._seen.add((access, name))
            write_sighting(self._descriptor, sighting)
        if self._refuse:
            kind = UndeclaredNetworkError if access is Access.NETWORK else UndeclaredInputError
            raise kind(f"{sighting.what}. {sighting.remedy(self._notebook)}")

    def _candidates(self, text: str) -> list[str]:
        # `os.open(name, dir_fd=…)` tells its name and not its folder.
        if os.path.isabs(text) or not self._opened_folders:
            return [text]
        return [text, *(os.path.join(folder, text) for folder in sorted(self._opened_folders))]

    def _read_one(self, path: str) -> None:
        real, named = without_links(_source_of(path))
        if self._is_own(real):
            return
        found = verdict(real, named, self._rules, exists=os.path.lexists(real))
        if found is Verdict.OUTSIDE:
            self.sees(Access.OUTSIDE, real)
        elif found is Verdict.UNDECLARED:
            folder = os.path.isdir(real)
            self.sees(Access.LIST if folder else Access.READ, shown(real, self._rules))

    def _is_own(self, real: str) -> bool:
        return real in self._written or bool(inside(real, self._made))


def witness_for(rules: Rules, record: str, notebook: str, *, refuse: bool) -> tuple[Witness, int]:
    """Make the witness of a notebook that runs in this process.

    Parameters
    ----------
    rules : Rules
        What may be read; installation and system of this process are added.
    record : str
        File to which sightings are added.
    notebook : str
        The notebook file, as the reader knows it.
    refuse : bool
        Whether what is not declared is refused, or only written down.

    Returns
    -------
    tuple of Witness and int
        The witness, and the open file it writes to: whoever asked closes it.
    """
    here = replace(rules, free=free_folders(), code=(*rules.code, *code_folders(rules.root)))
    descriptor = os.open(record, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    return Witness(here, descriptor, refuse=refuse, notebook=notebook), descriptor


def is_cell(file: str) -> bool:
    """Say whether code was compiled from a cell of a notebook.

    Parameters
    ----------
    file : str
        The name under which it was compiled.

    Returns
    -------
    bool
        True for a cell of a kernel, and of a notebook that runs inline.

    Examples
    --------
    >>> is_cell("/tmp/ipykernel_7/123.py"), is_cell("/tmp/module.py")
    (True, False)
    """
    return KERNEL_CELL in file or file.startswith(INLINE_CELL)


def _as_text(path: Any) -> str | None:
    """Give a path as text; None for a file descriptor, and for what no file can be called."""
    if isinstance(path, int):
        return None
    try:
        text = os.fsdecode(path)
    except TypeError:
        return None
    return None if "\0" in text else text


def _source_of(path: str) -> str:
    """Name the module that compiled code was made from."""
    if _CACHED not in path or not path.endswith(".pyc"):
        return path
    folder, _, name = path.rpartition(_CACHED)
    return f"{folder}/{name.partition('.')[0]}.py"


def cell_frame() -> tuple[str, int] | None:
    """Find the innermost frame that belongs to a cell of the notebook.

    Returns
    -------
    tuple of str and int, or None
        The name under which IPython compiled the cell, and the line; None where no cell is at work.
    """
    frame: FrameType | None = sys._getframe(1)
    while frame is not None:
        if is_cell(frame.f_code.co_filename):
            return frame.f_code.co_filename, frame.f_lineno
        frame = frame.f_back
    return None


def _line_of_cell() -> str:
    place = cell_frame()
    if place is None:
        return ""
    file, number = place
    # `linecache.getline` would open files, and be seen by the guard that asks.
    lines: Any = getattr(sys.modules.get("linecache"), "cache", {}).get(file, (0, 0, ()))
    text = lines[2][number - 1].strip() if len(lines) > 2 and number <= len(lines[2]) else ""
    return f"line {number}: {text}".rstrip(": ")
