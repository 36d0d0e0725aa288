"""The editions in a reports folder: which there are, what they are called, which is the newest."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from senim.execution.files import file_digest
from senim.findings import Finding, InputError, unknown_word_remedy
from senim.pipeline.record import read_record

LATEST = "latest"
PREVIOUS = "previous"
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


def newest(reports: Path) -> Path | None:
    """Give the edition that ``latest`` points at.

    Parameters
    ----------
    reports : Path
        The reports folder.

    Returns
    -------
    Path or None
        Its folder; None where nothing was published, or where the link leads nowhere.
    """
    folder = (reports / LATEST).resolve()
    return folder if folder.is_dir() and folder.parent == reports.resolve() else None


def find_edition(word: str, reports: Path | None) -> Path:
    """Find an edition by what a user calls it.

    Parameters
    ----------
    word : str
        Its name, ``latest``, ``previous``, or the path of a folder anywhere.
    reports : Path or None
        The reports folder; None where there is none, and only paths can be found.

    Returns
    -------
    Path
        The folder.

    Raises
    ------
    InputError
        If there is no such edition.
    """
    place = Path(word).expanduser()
    if reports is not None and place.name == word:
        found = _named(word, reports)
        if found is not None:
            return found
    if word and place.is_dir():
        return place.resolve()
    known = [path.name for path in editions(reports)] if reports is not None else []
    if known and word in (LATEST, PREVIOUS):
        raise InputError([_without_folder(word, known)], "options")
    remedy = unknown_word_remedy(word, [*known, LATEST, PREVIOUS]) if known else "Give the path of a folder."
    raise InputError([Finding("command line", word, "there is no such edition", remedy)], "options")


def edition_id_of(folder: Path) -> str:
    """Give the id in the name of an edition's folder.

    Parameters
    ----------
    folder : Path
        The folder.

    Returns
    -------
    str
        Date and key, without the number of a second publication; empty where the folder is named otherwise.
    """
    found = _EDITION.fullmatch(folder.name)
    return found["id"] if found else ""


def _named(word: str, reports: Path) -> Path | None:
    latest = newest(reports)
    if word == LATEST:
        return latest
    if word == PREVIOUS:
        record = latest_record(reports)
        compared = str((record or {"edition": {}})["edition"].get("compared_with") or "")
        if latest and _EDITION.fullmatch(compared) and (reports / compared).is_dir():
            return (reports / compared).resolve()
        names = [path.name for path in editions(reports)]
        older = names[names.index(latest.name) + 1 :] if latest and latest.name in names else []
        return (reports / older[0]).resolve() if older else None
    return next((path.resolve() for path in editions(reports) if path.name == word), None)


def _without_folder(word: str, known: list[str]) -> Finding:
    """Say why a word that everybody may use leads to no edition here."""
    if word == LATEST:
        problem = "this link leads to no edition"
        return Finding("command line", word, problem, f"Name an edition: {known[0]}, or run again.")
    problem = "no edition came before the latest"
    return Finding("command line", word, problem, f"Name an edition ({known[0]}), or publish another.")


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
        The id, or with ``-2``, ``-3`` … where the same id was published before; never the number of one
        that was removed while a later one stayed, so that a cited name means one edition.
    """
    found = [_EDITION.fullmatch(path.name) for path in editions(reports)]
    taken = [int(name["again"] or 1) for name in found if name and name["id"] == edition]
    number = max(taken, default=0) + 1
    while (reports / _numbered(edition, number)).exists():
        number += 1
    return _numbered(edition, number)


def _numbered(edition: str, number: int) -> str:
    return edition if number == 1 else f"{edition}-{number}"


def latest_record(reports: Path) -> dict[str, Any] | None:
    """Read the record of the newest edition.

    Parameters
    ----------
    reports : Path
        The reports folder.

    Returns
    -------
    dict or None
        None where there is no edition, or its record is not one that this version can trust.
    """
    return read_record(reports / LATEST)


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
