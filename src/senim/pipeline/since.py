"""What changed since the edition that a new one is compared with, and what the brief is told of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from senim.execution.claims import Claim
from senim.execution.files import write_json
from senim.findings import Finding, InputError
from senim.pipeline.difference.compare import compare
from senim.pipeline.difference.model import Difference
from senim.pipeline.difference.snapshot import Snapshot, edition_snapshot
from senim.pipeline.facts import Lineage
from senim.pipeline.record import SEAL, read_record

CHANGES = Path("data") / "changes.json"


def changes_since(reports: Path, lineage: Lineage, now: Snapshot) -> dict[str, Any]:
    """Tell what changed since another edition.

    Parameters
    ----------
    reports : Path
        The reports folder.
    lineage : Lineage
        The place of the edition to be, which follows another.
    now : Snapshot
        The edition to be.

    Returns
    -------
    dict
        Plain data: `edition` and `date` of the other one, and the difference.

    Raises
    ------
    InputError
        If the other edition is gone, or another.
    """
    folder = reports / str(lineage.compared_with)
    record = read_record(folder)
    if record is not None and record[SEAL] == lineage.compared_seal:
        before = edition_snapshot(folder)
        # built later than the pages it compares: words of pages are left to `diff`
        difference = compare(replace(before, pages={}), replace(now, pages={}))
        return told(difference, before.date)
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
