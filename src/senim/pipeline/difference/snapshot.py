"""One side of a comparison: a published edition, or a run that is about to be published."""

from __future__ import annotations

import json
import platform
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from senim.pipeline.difference.model import PlainClaim
from senim.pipeline.kept_inputs import kept_inputs, present_inputs
from senim.pipeline.keys import RunKey
from senim.pipeline.project import Project
from senim.pipeline.record import RECORD, package_versions
from senim.pipeline.tasks import Done

CLAIMS = Path("data") / "claims.json"


@dataclass(frozen=True)
class Snapshot:
    """What of an edition can be compared.

    Parameters
    ----------
    name : str
        Name of its folder, or its id before it has one.
    date : str
        ISO date.
    claims : mapping of str to mapping
        Claims of the analysis notebooks by id.
    keys : mapping of str to RunKey
        Keys of its tasks by name.
    inputs : mapping of str to Path
        Source tables, parameters and scenarios by name.
    packages : mapping of str to str
        Version by package.
    python : str
        Version of Python.
    pages : mapping of str to Path
        Brief by language; empty where there is none yet.
    """

    name: str
    date: str
    claims: Mapping[str, PlainClaim]
    keys: Mapping[str, RunKey]
    inputs: Mapping[str, Path]
    packages: Mapping[str, str]
    python: str
    pages: Mapping[str, Path] = field(default_factory=dict)


def edition_snapshot(folder: Path) -> Snapshot:
    """Read an edition that is known to be whole.

    Parameters
    ----------
    folder : Path
        The edition.

    Returns
    -------
    Snapshot
        What of it can be compared.
    """
    record = json.loads((folder / RECORD).read_text(encoding="utf-8"))
    return recorded_snapshot(record, folder, folder.name)


def recorded_snapshot(record: Mapping[str, Any], folder: Path, name: str) -> Snapshot:
    """Read an edition whose record is at hand, perhaps before it is written.

    Parameters
    ----------
    record : mapping of str to object
        The record.
    folder : Path
        The edition.
    name : str
        What the edition is called.

    Returns
    -------
    Snapshot
        What of it can be compared.
    """
    claims = json.loads((folder / CLAIMS).read_text(encoding="utf-8"))
    return Snapshot(
        name=name,
        date=str(record["edition"]["date"]),
        claims={claim["id"]: claim for claim in claims},
        keys={task: RunKey.from_parts(item["parts"]) for task, item in record["tasks"].items()},
        inputs=kept_inputs(folder),
        packages=record["packages"],
        python=record["python"],
        pages={path.parent.name: path for path in sorted(folder.glob("*/brief.html"))},
    )


def run_snapshot(
    project: Project, name: str, date: str, analysis: Mapping[str, Done], others: Mapping[str, RunKey]
) -> Snapshot:
    """Look at a run whose analysis notebooks are finished.

    Parameters
    ----------
    project : Project
        The project.
    name : str
        Id of the edition to be.
    date : str
        Its date.
    analysis : mapping of str to Done
        The notebooks.
    others : mapping of str to RunKey
        What is known of the keys of later tasks.

    Returns
    -------
    Snapshot
        What can be compared already.
    """
    claims: dict[str, PlainClaim] = {}
    for done in analysis.values():
        path = done.folder / "results" / "claims.json"
        if path.is_file():
            claims |= {claim["id"]: claim for claim in json.loads(path.read_text(encoding="utf-8"))}
    return Snapshot(
        name=name,
        date=date,
        claims=claims,
        keys={**{task: done.key for task, done in analysis.items()}, **others},
        inputs=present_inputs(project.root),
        packages=package_versions(project.lock_file),
        python=platform.python_version(),
    )
