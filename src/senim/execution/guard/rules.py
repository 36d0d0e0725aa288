"""Which paths a notebook may read: decided from paths alone, nothing is opened here."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any

CODE = (".py", ".pyc", ".pyi", ".so", ".pyd", ".dylib", ".nbi", ".nbc")
"""Modules, and what the interpreter and numba have compiled of them."""


class Verdict(StrEnum):
    """What is said about one path."""

    FREE = "free"
    UNDECLARED = "undeclared"
    OUTSIDE = "outside"


@dataclass(frozen=True)
class Rules:
    """What one notebook may read; all paths are absolute and resolved.

    Parameters
    ----------
    root : str
        The project.
    data : mapping of str to str
        Folders of the project in which everything is watched, even files that are not there: name to path.
    declared : tuple of str
        What the notebook declares. ``/a/b/`` is a folder with all in it, ``/a/b.*`` a file with any ending,
        ``/a/b`` one file.
    own : tuple of str
        Folders handed to the notebook, in the same form.
    names : mapping of str to str
        How to call what lies outside the project but is declared by a name inside it: path to name.
    free : tuple of str
        Folders of Python's installation and of the system.
    code : tuple of str
        Folders from which modules are imported; only code in them is free.
    """

    root: str
    data: Mapping[str, str]
    declared: tuple[str, ...] = ()
    own: tuple[str, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    free: tuple[str, ...] = ()
    code: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """Give the rules as plain data.

        Returns
        -------
        dict
            As `from_dict` takes it.
        """
        return asdict(self)

    @classmethod
    def from_dict(cls, content: Mapping[str, Any]) -> Rules:
        """Make rules of plain data.

        Parameters
        ----------
        content : mapping
            As `as_dict` gives it.

        Returns
        -------
        Rules
            The rules.
        """
        return cls(**content)


def covers(entry: str, path: str) -> bool:
    """Say whether a declared entry covers a path.

    Parameters
    ----------
    entry : str
        A folder (``/a/b/``), a file with any ending (``/a/b.*``) or one file.
    path : str
        A resolved path.

    Returns
    -------
    bool
        Whether it does.

    Examples
    --------
    >>> covers("/p/parameters/", "/p/parameters/crime.yaml"), covers("/p/parameters/", "/p/parameters")
    (True, True)
    >>> covers("/p/population.*", "/p/population.parquet"), covers("/p/population.*", "/p/population_x.csv")
    (True, False)
    """
    if entry.endswith("/"):
        return path.startswith(entry) or path == entry[:-1]
    if entry.endswith(".*"):
        return path.startswith(entry[:-1]) and "/" not in path[len(entry) - 1 :]
    return path == entry


def inside(path: str, folders: Iterable[str]) -> int:
    """Find the deepest of some folders that holds a path.

    Parameters
    ----------
    path : str
        A resolved path.
    folders : iterable of str
        Resolved folders without a last slash.

    Returns
    -------
    int
        Length of its name; 0 where none holds the path.
    """
    holding = (len(folder) or 1 for folder in folders if path == folder or path.startswith(folder + "/"))
    return max(holding, default=0)


def verdict(real: str, named: str, rules: Rules, *, exists: bool) -> Verdict:
    """Decide about reading one path.

    Parameters
    ----------
    real : str
        The path with every link followed.
    named : str
        The path with every link followed but a last one: a link inside a declared folder is declared, since
        the run key follows it too.
    rules : Rules
        What the notebook may read.
    exists : bool
        Whether something is there: elsewhere than in the data folders, looking for a file in vain is free.

    Returns
    -------
    Verdict
        Free, undeclared (inside the project) or outside of it.
    """
    if any(covers(entry, real) for entry in rules.own):
        return Verdict.FREE
    if any(covers(entry, real) or covers(entry, named) for entry in rules.declared):
        return Verdict.FREE
    if inside(real, rules.data.values()):
        return Verdict.UNDECLARED
    in_project = inside(real, [rules.root])
    if not exists or inside(real, rules.free) > in_project:
        return Verdict.FREE
    if real.endswith(CODE) and inside(real, rules.code) > in_project:
        return Verdict.FREE
    return Verdict.UNDECLARED if in_project or inside(real, rules.names) else Verdict.OUTSIDE


def listing(real: str, rules: Rules) -> Verdict:
    """Decide about listing a folder: only folders with data are watched.

    Parameters
    ----------
    real : str
        The folder with every link followed.
    rules : Rules
        What the notebook may read.

    Returns
    -------
    Verdict
        Free or undeclared.
    """
    if not inside(real, rules.data.values()):
        return Verdict.FREE
    return verdict(real, real, rules, exists=True)


def shown(real: str, rules: Rules) -> str:
    """Name a path as a declaration would: relative to the project, with forward slashes.

    Parameters
    ----------
    real : str
        A resolved path.
    rules : Rules
        Where the project is.

    Returns
    -------
    str
        The absolute path where it lies outside.
    """
    places = {rules.root: "", **rules.names, **{path: name for name, path in rules.data.items()}}
    deepest = max((place for place in places if inside(real, [place])), key=len, default=None)
    if deepest is None:
        return real
    return "/".join(part for part in (places[deepest], real[len(deepest) :].strip("/")) if part) or "."


def without_links(path: str) -> tuple[str, str]:
    """Follow the links of a path.

    Parameters
    ----------
    path : str
        Absolute, or relative to the working folder.

    Returns
    -------
    real : str
        With every link followed.
    named : str
        With every link followed but a last one.
    """
    folder, name = os.path.split(path)
    if name in ("", ".", ".."):
        real = os.path.realpath(path)
        return real, real
    named = os.path.join(os.path.realpath(folder), name)
    return (os.path.realpath(named) if os.path.islink(named) else named), named
