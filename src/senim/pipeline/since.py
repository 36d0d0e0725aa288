"""Which edition a new one is compared with, and what the brief is told of the difference."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from senim.execution.claims import Claim
from senim.execution.files import file_digest, write_json
from senim.findings import Finding, InputError
from senim.pipeline.difference.compare import compare
from senim.pipeline.difference.model import Difference
from senim.pipeline.difference.snapshot import CLAIMS, Snapshot, edition_snapshot
from senim.pipeline.editions import edition_id_of, editions, other_editions
from senim.pipeline.record import SEAL, read_record

CHANGES = Path("data") / "changes.json"


def compared_edition(reports: Path, edition: str) -> tuple[str, str] | None:
    """Choose the edition to compare with.

    Once an edition is published, its record says what it was compared with; that holds for good. Else it
    is the newest edition with another id whose record and claims are as they were published.

    Parameters
    ----------
    reports : Path
        The reports folder.
    edition : str
        Id of the edition to be: date and key.

    Returns
    -------
    tuple of str, or None
        Name of its folder and the seal of its record; None for a first edition.
    """
    for folder in _same_id(reports, edition):
        record = read_record(folder)
        if record is not None:
            facts = record["edition"]
            return (facts["compared_with"], facts["compared_seal"]) if facts["compared_with"] else None
    for folder in other_editions(reports, edition):
        record = read_record(folder)
        claims = folder / CLAIMS
        if record and claims.is_file() and file_digest(claims) == record["outputs"].get(CLAIMS.as_posix()):
            return folder.name, record[SEAL]
    return None


def changes_since(reports: Path, compared: tuple[str, str], now: Snapshot) -> dict[str, Any]:
    """Tell what changed since another edition.

    Parameters
    ----------
    reports : Path
        The reports folder.
    compared : tuple of str
        Name and seal of the other edition.
    now : Snapshot
        The edition to be.

    Returns
    -------
    dict
        Plain data: `edition` and `date` of the other one, and the difference.

    Raises
    ------
    InputError
        If the other edition is gone, or another, and no earlier publication of this one tells the difference.
    """
    name, seal = compared
    folder = reports / name
    record = read_record(folder)
    if record is not None and record[SEAL] == seal:
        before = edition_snapshot(folder)
        # built later than the pages it compares: words of pages are left to `diff`
        difference = compare(replace(before, pages={}), replace(now, pages={}))
        return told(difference, before.date)
    for earlier in _same_id(reports, now.name):
        path = earlier / CHANGES
        if (known := read_record(earlier)) and _is_published(path, known):
            kept: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
            return kept
    problem = "the edition to compare with is gone or changed"
    raise InputError([Finding(str(folder), "", problem, "Restore it, or run again.")], "editions")


def told(difference: Difference, date: str) -> dict[str, Any]:
    """Write a difference as an edition keeps it.

    Parameters
    ----------
    difference : Difference
        The difference.
    date : str
        Date of the earlier edition.

    Returns
    -------
    dict
        Plain data.
    """
    return {"edition": difference.before, "date": date, "difference": difference.as_dict()}


def brief_changes(changes: Mapping[str, Any]) -> dict[str, Any]:
    """Give the brief what it shows of the difference.

    Parameters
    ----------
    changes : mapping of str to object
        As `changes_since` gives it.

    Returns
    -------
    dict
        For the edition file of the brief notebook.
    """
    difference = changes["difference"]
    claims = [
        {"id": claim["id"], "before": _readable(claim["before"]), "causes": claim["causes"]}
        for claim in difference["claims"]
    ]
    rows = {table["table"]: _counts(table["rows"]) for table in difference["data"]}
    return {
        "edition": changes["edition"],
        "date": changes["date"],
        "claims": claims,
        "unchanged": difference["unchanged"],
        "rows": rows,
        "texts": any(text["item"].endswith(".po") for text in difference["texts"]),
    }


def write_changes(edition: Path, changes: Mapping[str, Any]) -> None:
    """Write the whole difference into an edition.

    Parameters
    ----------
    edition : Path
        The edition.
    changes : mapping of str to object
        As `changes_since` gives it.
    """
    write_json(edition / CHANGES, changes)


def _same_id(reports: Path, edition: str) -> list[Path]:
    return [folder for folder in editions(reports) if edition_id_of(folder) == edition]


def _is_published(path: Path, record: Mapping[str, Any]) -> bool:
    return path.is_file() and file_digest(path) == record["outputs"].get(CHANGES.as_posix())


def _readable(claim: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """Give a claim of another version as this one reads it; None where it cannot."""
    if claim is None:
        return None
    try:
        fields = {name: value for name, value in claim.items() if name in Claim.model_fields}
        return Claim.model_validate(fields).model_dump(mode="json")
    except ValidationError:
        return None


def _counts(rows: list[Mapping[str, Any]]) -> dict[str, int]:
    added = sum(row["before"] is None for row in rows)
    removed = sum(row["now"] is None for row in rows)
    return {"added": added, "removed": removed, "changed": len(rows) - added - removed}
