"""What is installed on a machine, in a form that two machines can compare before anything runs."""

from __future__ import annotations

import hashlib
import os
import platform
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from senim import __version__
from senim.execution.files import file_digest
from senim.pipeline.keys import SHOWN_DIGITS, digest_of
from senim.pipeline.packages import installed_version

LOCK = "requirements.lock"
_PIN = re.compile(r"^([A-Za-z0-9][A-Za-z0-9._-]*)==", re.MULTILINE)
_SOURCE = frozenset({".py", ".po", ".css", ".j2", ".html", ".js", ".json", ".yaml", ".typed"})


@dataclass(frozen=True)
class Installation:
    """What decides whether two machines compute the same.

    Parameters
    ----------
    senim, python : str
        Versions.
    machine : str
        System and processor: other processors round otherwise.
    sources : str
        SHA-256 over the files of the package.
    lock : str
        SHA-256 of ``requirements.lock``; empty where there is none.
    packages : mapping of str to str
        Versions installed of the packages that the lock names; empty text where one is missing.
    """

    senim: str
    python: str
    machine: str
    sources: str
    lock: str
    packages: Mapping[str, str] = field(default_factory=dict)

    @property
    def digest(self) -> str:
        """SHA-256 over all of it."""
        return digest_of(
            [self.senim, self.python, self.machine, self.sources, self.lock, dict(self.packages)]
        )


def installation(root: Path, package: Path | None = None) -> Installation:
    """Look at what is installed here.

    Parameters
    ----------
    root : Path
        The checkout, for its lock.
    package : Path, optional
        Sources of the library; those that were imported by default.

    Returns
    -------
    Installation
        What was found.
    """
    lock = root / LOCK
    pinned = sorted(set(_PIN.findall(lock.read_text(encoding="utf-8")))) if lock.is_file() else []
    return Installation(
        __version__,
        platform.python_version(),
        f"{platform.system()} {platform.machine()}",
        _sources(package or imported_package()),
        file_digest(lock) if lock.is_file() else "",
        {name: installed_version(name) for name in pinned},
    )


def imported_package() -> Path:
    """Give the folder of the library that this process has imported.

    Returns
    -------
    Path
        The folder.
    """
    return Path(__file__).resolve().parents[1]


def stamp(package: Path) -> tuple[int, int]:
    """Give what moves when a source file of the library is written: cheap enough to ask before every task.

    Parameters
    ----------
    package : Path
        Folder of the library.

    Returns
    -------
    tuple of int
        Number of files, and the newest time of writing in nanoseconds.
    """
    times = [os.stat(path).st_mtime_ns for path in _source_files(package)]
    return len(times), max(times, default=0)


def differences(here: Installation, there: Installation) -> tuple[str, ...]:
    """Say in words in what another machine differs.

    Parameters
    ----------
    here, there : Installation
        This machine and the other.

    Returns
    -------
    tuple of str
        One phrase for each difference; empty where they are the same.
    """
    found = [
        f"{name} {theirs or '(none)'}, here {ours or '(none)'}"
        for name, ours, theirs in (
            ("senim", here.senim, there.senim),
            ("Python", here.python, there.python),
            ("machine", here.machine, there.machine),
            ("sources of senim", here.sources[:SHOWN_DIGITS], there.sources[:SHOWN_DIGITS]),
            (LOCK, here.lock[:SHOWN_DIGITS], there.lock[:SHOWN_DIGITS]),
        )
        if ours != theirs
    ]
    if here.lock == there.lock:
        names = sorted(set(here.packages) | set(there.packages))
        found += [
            f"{name} {there.packages.get(name) or '(none)'}, here {here.packages.get(name) or '(none)'}"
            for name in names
            if here.packages.get(name) != there.packages.get(name)
        ]
    return tuple(found)


def _sources(package: Path) -> str:
    found = {path.relative_to(package).as_posix(): file_digest(path) for path in _source_files(package)}
    return hashlib.sha256(digest_of(found).encode()).hexdigest()


def _source_files(package: Path) -> list[Path]:
    return [path for path in package.rglob("*") if path.suffix in _SOURCE and "__pycache__" not in path.parts]
