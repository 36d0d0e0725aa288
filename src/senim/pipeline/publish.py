"""Make an edition: written whole under a temporary name, audited, renamed; only then does ``latest`` move."""

from __future__ import annotations

import os
import shutil
import uuid
from collections.abc import Iterable, Mapping
from pathlib import Path

from senim.execution.files import TEMPORARY, replace_folder, temporary_folder, write_json
from senim.execution.results import read_results
from senim.pipeline.actions import BRIEF, NOTEBOOK, RESULTS
from senim.pipeline.editions import LATEST, free_name
from senim.pipeline.errors import AuditError
from senim.pipeline.facts import EditionFacts
from senim.pipeline.index_page import write_index
from senim.pipeline.project import Project
from senim.pipeline.record import RECORD, edition_record
from senim.pipeline.services import Services
from senim.pipeline.store import remove
from senim.pipeline.tasks import Done, Task, TaskKind

AUDIT = "audit"


def publish(
    project: Project,
    services: Services,
    facts: EditionFacts,
    tasks: Iterable[Task],
    done: Mapping[str, Done],
) -> Path:
    """Publish an edition from finished tasks.

    Parameters
    ----------
    project : Project
        Where to publish.
    services : Services
        Gives the audit.
    facts : EditionFacts
        What the edition says about itself.
    tasks : iterable of Task
        The tasks.
    done : mapping of str to Done
        Their results.

    Returns
    -------
    Path
        The folder of the edition.

    Raises
    ------
    AuditError
        If the audit finds anything; the refused edition is kept aside and ``latest`` does not move.
    """
    target = project.reports / free_name(project.reports, facts.id)
    stage = temporary_folder(target)
    try:
        _fill(stage, tuple(tasks), done)
        write_json(stage / RECORD, edition_record(project, stage, facts.as_dict(), done))
        findings = services.audit(stage)
        if findings:
            kept = project.failed / AUDIT
            kept.parent.mkdir(parents=True, exist_ok=True)
            replace_folder(stage, kept)
            raise AuditError(findings, kept)
        stage.rename(target)
    finally:
        shutil.rmtree(stage, ignore_errors=True)
    point_latest(project.reports, target.name)
    write_index(project.reports)
    remove(project.failed / AUDIT)
    return target


def point_latest(reports: Path, name: str) -> None:
    """Let ``latest`` point at an edition, in one step.

    Parameters
    ----------
    reports : Path
        The reports folder.
    name : str
        Name of the edition's folder.
    """
    link = reports / f"{TEMPORARY}{LATEST}-{uuid.uuid4().hex[:8]}"
    link.symlink_to(name, target_is_directory=True)
    os.replace(link, reports / LATEST)


def sweep(project: Project) -> int:
    """Remove what a run that was killed left half-made outside the store; only to be called under the lock.

    Parameters
    ----------
    project : Project
        The project.

    Returns
    -------
    int
        How many leftovers were removed.
    """
    leftovers = [
        *project.reports.glob(f"{TEMPORARY}*"),
        *project.failed.glob(f"{TEMPORARY}*"),
        *project.processed.glob(".preparing-*"),
    ]
    for path in leftovers:
        remove(path)
    return len(leftovers)


def _fill(stage: Path, tasks: tuple[Task, ...], done: Mapping[str, Done]) -> None:
    (stage / "notebooks").mkdir()
    for task in tasks:
        folder = done[task.name].folder
        if task.kind in (TaskKind.TEXT, TaskKind.BRIEF):
            name = task.notebook.stem if task.kind is TaskKind.TEXT and task.notebook else task.name
            shutil.copyfile(folder / NOTEBOOK, stage / "notebooks" / f"{name}.ipynb")
        if task.kind is TaskKind.RENDER:
            (stage / task.language).mkdir()
            shutil.copyfile(folder / BRIEF, stage / task.language / BRIEF)
    analysis = [done[task.name].folder / RESULTS for task in tasks if task.kind is TaskKind.NOTEBOOK]
    ledger = _write_data(stage / "data", [folder for folder in analysis if folder.is_dir()])
    for task in tasks:
        if task.kind is TaskKind.BRIEF:
            # A brief that lists the claims it shows is believed; else all claims are given.
            own = done[task.name].folder / RESULTS
            claims = (
                [claim.model_dump(mode="json") for claim in read_results(own).claims] if own.is_dir() else []
            )
            write_json(stage / task.language / "claims.json", claims or ledger)


def _write_data(folder: Path, results: list[Path]) -> list[dict[str, object]]:
    """Write the outcome table, the claims, and the numbers behind each figure; give back the claims."""
    from pandas import concat

    folder.mkdir()
    read = [read_results(path) for path in results]
    frames = [item.outcomes for item in read if item.outcomes is not None]
    if frames:
        outcomes = concat(frames, ignore_index=True)
        outcomes.to_csv(folder / "outcomes.csv", index=False, lineterminator="\n")
        outcomes.to_parquet(folder / "outcomes.parquet", index=False)
    claims = sorted((claim for item in read for claim in item.claims), key=lambda claim: claim.id)
    ledger: list[dict[str, object]] = [claim.model_dump(mode="json") for claim in claims]
    write_json(folder / "claims.json", ledger)
    for item in read:
        for name, figure in item.figures.items():
            place = folder / "figures" / item.notebook
            place.mkdir(parents=True, exist_ok=True)
            figure.table.to_csv(place / f"{name}.csv", index=False, lineterminator="\n")
    return ledger
