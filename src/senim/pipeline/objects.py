"""Files by their content: each is kept once, under its own hash, and given out only if that still fits."""

from __future__ import annotations

import os
import shutil
import uuid
from collections.abc import Collection, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Protocol

from senim.execution.files import TEMPORARY, file_digest

_PREFIX = 2


class Storage(Protocol):
    """Files by their SHA-256; a file is only ever given out if it still fits its name."""

    def add(self, path: Path, digest: str, *, shared: bool = False) -> None:
        """Keep a file.

        Parameters
        ----------
        path : Path
            The file.
        digest : str
            Its SHA-256.
        shared : bool
            Whether nobody will write to `path` any more, so that both names may be one file on the disk.
        """

    def holds(self, digest: str) -> bool:
        """Tell whether a file is here as it was written.

        Parameters
        ----------
        digest : str
            Its SHA-256.

        Returns
        -------
        bool
            False where it is missing or damaged.
        """

    def give(self, digest: str, target: Path, *, shared: bool = False) -> bool:
        """Put a file where it is wanted.

        Parameters
        ----------
        digest : str
            Its SHA-256.
        target : Path
            Where it is wanted; what is there is replaced.
        shared : bool
            Whether nobody will write to `target`.

        Returns
        -------
        bool
            False where it is not here, or not as it was written; nothing is touched then.
        """


class Objects:
    """A folder of files named by their SHA-256.

    Parameters
    ----------
    folder : Path
        The folder; made at the first file.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def add(self, path: Path, digest: str, *, shared: bool = False) -> None:
        """Keep a file, or link to the copy that is here."""
        place = self._place(digest)
        if self.holds(digest):
            if shared and not place.samefile(path):
                _put(place, path, link=True)
            return
        place.parent.mkdir(parents=True, exist_ok=True)
        _put(path, place, link=shared)

    def holds(self, digest: str) -> bool:
        """Compare a file with its name."""
        return is_intact(self._place(digest), digest)

    def give(self, digest: str, target: Path, *, shared: bool = False) -> bool:
        """Copy or link a file to its place."""
        if not self.holds(digest):
            return False
        target.parent.mkdir(parents=True, exist_ok=True)
        _put(self._place(digest), target, link=shared)
        return True

    def keep_only(self, wanted: Collection[str]) -> int:
        """Remove every file that nobody refers to.

        Parameters
        ----------
        wanted : collection of str
            Hashes of files to keep.

        Returns
        -------
        int
            How many were removed.
        """
        unwanted = [path for path in self._all() if path.name not in wanted]
        for path in unwanted:
            path.unlink(missing_ok=True)
        return len(unwanted)

    def _all(self) -> Iterator[Path]:
        yield from self.folder.glob(f"{'?' * _PREFIX}/*")

    def _place(self, digest: str) -> Path:
        return self.folder / digest[:_PREFIX] / digest


def is_intact(path: Path, digest: str) -> bool:
    """Tell whether a file holds what it should.

    Parameters
    ----------
    path : Path
        The file.
    digest : str
        SHA-256 that it should have.

    Returns
    -------
    bool
        False where it is missing, unreadable or changed.
    """
    try:
        return file_digest(path) == digest
    except OSError:
        return False


def _put(source: Path, target: Path, *, link: bool) -> None:
    """Copy or link a file, so that the target is whole at every moment."""
    temporary = target.parent / f"{TEMPORARY}{target.name[:16]}-{uuid.uuid4().hex[:8]}"
    try:
        if not link or not _linked(source, temporary):
            shutil.copyfile(source, temporary)
        os.replace(temporary, target)
    finally:
        temporary.unlink(missing_ok=True)


def _linked(source: Path, target: Path) -> bool:
    # Some file systems have no links, and some limit their number.
    with suppress(OSError):
        os.link(source, target)
        return True
    return False
