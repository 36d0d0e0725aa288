"""Make sure that what was written survives a power failure before anything points at it."""

from __future__ import annotations

import errno
import os
from pathlib import Path

# Some file systems, such as network shares, cannot sync a folder; their files are synced all the same.
_CANNOT = frozenset({errno.EINVAL, errno.ENOTSUP, errno.EACCES, errno.EBADF, errno.EISDIR})


def sync_tree(folder: Path) -> None:
    """Bring every file of a folder, then the folders themselves, to the disk.

    Parameters
    ----------
    folder : Path
        The folder; links are not followed.

    Raises
    ------
    OSError
        If a file cannot be written out, such as on a full disk.
    """
    for place, _, names in os.walk(folder, topdown=False):
        for name in names:
            path = Path(place, name)
            if not path.is_symlink():
                _sync(path, os.O_RDONLY)
        sync_folder(Path(place))


def sync_folder(folder: Path) -> None:
    """Bring the names in a folder to the disk, such as after a rename.

    Parameters
    ----------
    folder : Path
        The folder.

    Raises
    ------
    OSError
        If the disk refuses; a file system that cannot do it at all is left alone.
    """
    try:
        _sync(folder, os.O_RDONLY | getattr(os, "O_DIRECTORY", 0))
    except OSError as error:
        if error.errno not in _CANNOT:
            raise


def _sync(path: Path, flags: int) -> None:
    descriptor = os.open(path, flags)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
