"""The editions in a reports folder: which there are, which is the newest, and whether one is whole."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from senim.execution.files import file_digest
from senim.pipeline.record import RECORD

LATEST = "latest"
_EDITION = re.compile(r"(?P<id>\d{4}-\d{2}-\d{2}-[0-9a-f]{8})(-(?P<again>\d+))?")


def editions(reports: Path) -> tuple[Path, ...]:
    """List the editions, newest first.

    Parameters
    ----------
    reports : Path
        The reports folder.

    Returns
    -------
    tuple of Path
        Their folders.
    """
    if not reports.is_dir():
        return ()
    found = [path for path in reports.iterdir() if path.is_dir() and _EDITION.fullmatch(path.name)]
    return tuple(sorted(found, key=_order, reverse=True))


def other_editions(reports: Path, edition: str) -> tuple[Path, ...]:
    """List the editions with another id.

    Parameters
    ----------
    reports : Path
        The reports folder.
    edition : str
        The id: date and key.

    Returns
    -------
    tuple of Path
        Their folders, newest first; the same id published again does not count.
    """
    return tuple(path for path in editions(reports) if not path.name.startswith(edition))


def free_name(reports: Path, edition: str) -> str:
    """Find the folder name for a new edition.

    Parameters
    ----------
    reports : Path
        The reports folder.
    edition : str
        The id.

    Returns
    -------
    str
        The id, or with ``-2``, ``-3`` … where the same id was published before with another look.
    """
    name, number = edition, 1
    while (reports / name).exists():
        number += 1
        name = f"{edition}-{number}"
    return name


def latest_record(reports: Path) -> dict[str, Any] | None:
    """Read the record of the newest edition.

    Parameters
    ----------
    reports : Path
        The reports folder.

    Returns
    -------
    dict or None
        None where there is no edition or its record cannot be read.
    """
    try:
        record = json.loads((reports / LATEST / RECORD).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return record if isinstance(record, dict) and {"edition", "tasks", "outputs"} <= record.keys() else None


def is_whole(folder: Path, record: dict[str, Any]) -> bool:
    """Tell whether every file of an edition is as it was published.

    Parameters
    ----------
    folder : Path
        The edition.
    record : dict
        Its record.

    Returns
    -------
    bool
        False where a file is missing or changed.
    """
    return all(
        (folder / name).is_file() and file_digest(folder / name) == digest
        for name, digest in record["outputs"].items()
    )


def _order(path: Path) -> tuple[str, float, int]:
    found = _EDITION.fullmatch(path.name)
    again = int(found["again"] or 1) if found else 0
    return path.name[:10], path.stat().st_mtime, again
