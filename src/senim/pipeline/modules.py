"""Which modules of the project a piece of code depends on, however deep, and what their content is."""

from __future__ import annotations

import ast
import hashlib
import json
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from senim.execution.code import normalised_source, parsed
from senim.execution.files import write_json

# Digest of normalised code, and every dotted name that the file imports.
Facts = tuple[str, tuple[str, ...]]
# What moves when a file is written: time of its change, size, number on the disk.
Stamp = tuple[int, int, int]

CELLS_KEPT = 4096


@lru_cache(maxsize=CELLS_KEPT)
def imported_names(source: str, package: str = "") -> tuple[str, ...]:
    """List the dotted names that code imports, at its top or inside a function.

    Parameters
    ----------
    source : str
        Python code; lines of IPython magic are ignored.
    package : str
        Dotted name of the package the code is in, to resolve relative imports.

    Returns
    -------
    tuple of str
        Modules, and names inside modules that may be modules; sorted.

    Examples
    --------
    >>> imported_names("from senim.crime import response")
    ('senim.crime', 'senim.crime.response')
    """
    lines = [line for line in source.splitlines() if not line.lstrip().startswith(("%", "!"))]
    try:
        tree = parsed("\n".join(lines))
    except SyntaxError:
        return ()
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = _base(node, package)
            names.add(base)
            names.update(f"{base}.{alias.name}" for alias in node.names)
    return tuple(sorted(names))


class ModuleIndex:
    """The modules of one package.

    Parameters
    ----------
    package : Path
        Folder of the package; its name is the name of the package.
    memory : Path, optional
        File that remembers what was found in each file content, so that unchanged files are not parsed again.
    """

    def __init__(self, package: Path, memory: Path | None = None) -> None:
        self.package = package
        self.memory = memory
        self._remembered: dict[str, Facts] = _load(memory)
        self._used: dict[str, Facts] = {}
        self._facts: dict[str, tuple[Stamp, Facts]] = {}
        self._files: dict[str, Path | None] = {}

    def closure(self, names: Iterable[str]) -> dict[str, str]:
        """Follow imports from some names through the package.

        Parameters
        ----------
        names : iterable of str
            Dotted names; those outside the package are left out.

        Returns
        -------
        dict of str to str
            Module name to digest of its code (without comments and layout), sorted by name.
        """
        found: dict[str, str] = {}
        seen: set[str] = set()
        waiting = list(names)
        while waiting:
            name = waiting.pop()
            if name in seen:
                continue
            seen.add(name)
            parent, _, _ = name.rpartition(".")
            waiting += [parent] if parent else []
            path = self._file(name)
            facts = self._read(name, path) if path is not None else None
            if facts is not None:
                found[name], imports = facts
                waiting += imports
        return dict(sorted(found.items()))

    def remember(self) -> None:
        """Write what was found to the memory file."""
        if self.memory is not None and self._used != self._remembered:
            write_json(
                self.memory, {key: [digest, list(names)] for key, (digest, names) in self._used.items()}
            )

    def _file(self, name: str) -> Path | None:
        if name not in self._files:
            self._files[name] = self._find(name)
        return self._files[name]

    def _find(self, name: str) -> Path | None:
        first, *rest = name.split(".")
        if first != self.package.name:
            return None
        base = self.package.joinpath(*rest)
        for path in (base / "__init__.py", base.with_suffix(".py")):
            if path.is_file():
                return path
        return None

    def _read(self, name: str, path: Path) -> Facts | None:
        """Give the facts of a file as it is now, and of its imports those inside the package."""
        try:
            stamp = _stamp(path)
        except FileNotFoundError:
            return None
        kept = self._facts.get(name)
        if kept is not None and kept[0] == stamp:
            return kept[1]
        content = path.read_bytes()
        # The name is part of it: relative imports mean other modules elsewhere.
        key = hashlib.sha256(name.encode() + b"\0" + content).hexdigest()
        facts = self._remembered.get(key)
        if facts is None:
            source = content.decode("utf-8", errors="replace")
            package = name if path.name == "__init__.py" else name.rpartition(".")[0]
            digest = hashlib.sha256(normalised_source(source).encode()).hexdigest()
            facts = (digest, imported_names(source, package))
        self._used[key] = facts
        inside = tuple(given for given in facts[1] if given.partition(".")[0] == self.package.name)
        self._facts[name] = stamp, (facts[0], inside)
        return facts[0], inside


def _base(node: ast.ImportFrom, package: str) -> str:
    if not node.level:
        return node.module or ""
    parts = package.split(".")
    return ".".join([*parts[: len(parts) - node.level + 1], *([node.module] if node.module else [])])


def _stamp(path: Path) -> Stamp:
    state = path.stat()
    return state.st_mtime_ns, state.st_size, state.st_ino


def _load(memory: Path | None) -> dict[str, Facts]:
    if memory is None or not memory.is_file():
        return {}
    try:
        content = json.loads(memory.read_text(encoding="utf-8"))
        return {key: (digest, tuple(names)) for key, (digest, names) in content.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}
