"""The run key of a task: five parts, kept apart, so that one can say which of them moved."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from senim.execution.files import file_digest

PARTS = ("code", "modules", "parameters", "inputs", "environment")
SHOWN_DIGITS = 12
SHOWN_CHARACTERS = 100
MOST_DETAILS = 12
# Items of the part `inputs` that are no file and can move no number: words beside numbers, and the guard.
WORDS, UNDECLARED, EDITION = "words: ", "undeclared reads", "edition "


@dataclass(frozen=True)
class RunKey:
    """Everything that decides whether a task must run again.

    Parameters
    ----------
    code : mapping of str to str
        Code cells of the notebook, without comments and layout.
    modules : mapping of str to str
        Modules of the project it imports, however deep.
    parameters : mapping of str to str
        Typed parameters, as JSON.
    inputs : mapping of str to str
        Content of declared files and of the results of earlier tasks.
    environment : mapping of str to str
        The lock file and the Python version.
    """

    code: Mapping[str, str] = field(default_factory=dict)
    modules: Mapping[str, str] = field(default_factory=dict)
    parameters: Mapping[str, str] = field(default_factory=dict)
    inputs: Mapping[str, str] = field(default_factory=dict)
    environment: Mapping[str, str] = field(default_factory=dict)

    @property
    def digest(self) -> str:
        """SHA-256 over all parts, as 64 hexadecimal digits."""
        return digest_of(self.parts())

    def parts(self) -> dict[str, dict[str, str]]:
        """Give the parts as plain data.

        Returns
        -------
        dict
            Part to item to value.
        """
        return {part: dict(getattr(self, part)) for part in PARTS}

    @classmethod
    def from_parts(cls, parts: Mapping[str, Mapping[str, str]]) -> RunKey:
        """Make a key from plain data.

        Parameters
        ----------
        parts : mapping
            As `parts` gives it.

        Returns
        -------
        RunKey
            The key.
        """
        return cls(**{part: dict(parts.get(part, {})) for part in PARTS})


@dataclass(frozen=True)
class Change:
    """One item of a key that moved.

    Parameters
    ----------
    part : str
        Which of the five parts.
    item : str
        Cell, module, parameter or file.
    old, new : str or None
        Its values; None where it was not there.
    details : tuple of str
        What moved inside it, a line each; empty where that is not known.
    """

    part: str
    item: str
    old: str | None
    new: str | None
    details: tuple[str, ...] = ()

    @property
    def lines(self) -> tuple[str, ...]:
        """The change, one line for the item and one for each thing that moved inside."""
        if not self.details:
            return (str(self),)
        left = len(self.details) - MOST_DETAILS
        more = [f"  and {left} more"] if left > 0 else []
        told = (f"  {detail}" for detail in self.details[:MOST_DETAILS])
        return (f"{self.part}: {self.item}", *told, *more)

    def __str__(self) -> str:
        if self.details:
            left = len(self.details) - 1
            more = f", and {left} more in it" if left else ""
            return f"{self.part}: {self.item}: {self.details[0]}{more}"
        return f"{self.part}: {self.item}: {_shown(self.old)} → {_shown(self.new)}"


def changes(old: RunKey, new: RunKey) -> tuple[Change, ...]:
    """List what moved between two keys.

    Parameters
    ----------
    old, new : RunKey
        The keys.

    Returns
    -------
    tuple of Change
        In order of part and item; empty where the keys are equal.
    """
    found = []
    for part in PARTS:
        before, after = getattr(old, part), getattr(new, part)
        for item in sorted({*before, *after}):
            if before.get(item) != after.get(item):
                found.append(Change(part, item, before.get(item), after.get(item)))
    return tuple(found)


def digest_of(content: Any) -> str:
    """Hash plain data.

    Parameters
    ----------
    content : JSON-like
        The data.

    Returns
    -------
    str
        SHA-256 of its canonical JSON, as 64 hexadecimal digits.
    """
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def code_items(cells: Iterable[str]) -> dict[str, str]:
    """Make the code part: a digest for each cell, with its first line so that a reader recognises it.

    Parameters
    ----------
    cells : iterable of str
        Normalised code cells, in order.

    Returns
    -------
    dict of str to str
        ``code cell 01`` and so on.
    """
    return {
        f"code cell {number:02}": f"{hashlib.sha256(cell.encode()).hexdigest()} {cell.splitlines()[0][:60]}"
        for number, cell in enumerate(cells, start=1)
    }


def parameter_items(parameters: Mapping[str, Any]) -> dict[str, str]:
    """Make the parameters part: JSON keeps the type, so that "05" and 5 differ.

    Parameters
    ----------
    parameters : mapping of str to object
        Typed values by name.

    Returns
    -------
    dict of str to str
        Name to JSON.
    """
    return {name: json.dumps(value, ensure_ascii=False) for name, value in sorted(parameters.items())}


def file_items(paths: Iterable[Path], root: Path) -> dict[str, str]:
    """Make items of the inputs part: a digest for each file, folders with all that is in them.

    Parameters
    ----------
    paths : iterable of Path
        Files and folders; hidden files and caches in folders are left out. A name with ``*`` stands for
        the files of its folder that it matches.
    root : Path
        Names are given relative to it.

    Returns
    -------
    dict of str to str
        File to SHA-256, or ``missing``.
    """
    items: dict[str, str] = {}
    for path in paths:
        for file in _files(path):
            name = file.relative_to(root).as_posix() if file.is_relative_to(root) else file.name
            items[name] = file_digest(file) if file.is_file() else "missing"
    return items


def shortened(value: str) -> str:
    """Give a value on one line that is not longer than a reader takes in.

    Parameters
    ----------
    value : str
        The value.

    Returns
    -------
    str
        Its beginning where it is long.
    """
    line = " ".join(value.split())
    return line if len(line) <= SHOWN_CHARACTERS else f"{line[: SHOWN_CHARACTERS - 1]}…"


def _files(path: Path) -> list[Path]:
    if "*" in path.name:
        return sorted(
            file for file in path.parent.glob(path.name) if not _hidden(file.relative_to(path.parent))
        )
    if not path.is_dir():
        return [path]
    inside = (file for file in path.rglob("*") if file.is_file())
    return sorted(file for file in inside if not _hidden(file.relative_to(path)))


def _hidden(path: Path) -> bool:
    return any(part.startswith(".") or part == "__pycache__" for part in path.parts)


def _shown(value: str | None) -> str:
    if value is None:
        return "(none)"
    head, _, rest = value.partition(" ")
    is_digest = len(head) == 64 and all(letter in "0123456789abcdef" for letter in head)
    return f"{head[:SHOWN_DIGITS]} {rest}".strip() if is_digest else shortened(value)
