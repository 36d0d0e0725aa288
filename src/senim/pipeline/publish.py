"""Make an edition: written whole under a temporary name, audited, renamed; only then does ``latest`` move."""

from __future__ import annotations

import os
import shutil
import uuid
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path

from senim.execution.apart import apart
from senim.execution.files import TEMPORARY, replace_folder, temporary_folder, write_json
from senim.execution.results import read_claims, read_results
from senim.findings import Finding
from senim.pipeline.actions import BRIEF, BRIEF_PDF, NOTEBOOK, RESULTS
from senim.pipeline.crate import CRATE, crate
from senim.pipeline.difference.snapshot import recorded_snapshot
from senim.pipeline.durable import sync_folder, sync_tree
from senim.pipeline.editions import LATEST
from senim.pipeline.errors import AuditError, NotPublishedError
from senim.pipeline.exports import require_safe_name, write_csv
from senim.pipeline.facts import EditionFacts
from senim.pipeline.index_page import write_index
from senim.pipeline.kept_inputs import keep_inputs
from senim.pipeline.project import Project
from senim.pipeline.record import RECORD, read_record, run_record, sealed_record
from senim.pipeline.services import Services
from senim.pipeline.since import changes_since, write_changes
from senim.pipeline.store import remove
from senim.pipeline.tasks import Done, Task, TaskKind
from senim.pipeline.verify import verify_edition

AUDIT = "audit"


class NameTakenError(Exception):
    """What was to repeat an edition came out otherwise: it has to be laid out as a new one."""


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
    InputError
        If an input was edited since a notebook read it, or a name cannot be a file name.
    NameTakenError
        If it repeats an edition by its key, and a file of it differs.
    NotPublishedError
        If the machine does not let it be written; the last edition is as it was.
    """
    target = project.reports / facts.name
    chosen = tuple(tasks)
    try:
        stage = temporary_folder(target)
        try:
            _complete(project, stage, facts, chosen, done)
            findings = services.audit(stage)
            if findings:
                _refuse(project, stage, findings)
            sync_tree(stage)
            if not target.exists():
                # A run that was cut off after this leaves the edition complete: the next one sets the link.
                stage.rename(target)
            elif read_record(target) != read_record(stage) or verify_edition(target):
                raise NameTakenError(target.name)
        finally:
            shutil.rmtree(stage, ignore_errors=True)
        sync_folder(project.reports)
        point_latest(project.reports, target.name)
    except OSError as error:
        raise NotPublishedError(project.reports, error) from error
    sync_folder(project.reports)
    write_index(project.reports)
    remove(project.failed / AUDIT)
    return target


def _complete(
    project: Project, stage: Path, facts: EditionFacts, tasks: tuple[Task, ...], done: Mapping[str, Done]
) -> None:
    _fill(stage, tasks, done)
    record = run_record(project, facts.as_dict(), tasks, done)
    keep_inputs(project.root, record["inputs"], stage)
    if facts.lineage.compared_with is not None:
        now = recorded_snapshot(record, stage, facts.name)
        write_changes(stage, changes_since(project.reports, facts.lineage, now))
    write_json(stage / CRATE, crate(stage, record, project.root))
    write_json(stage / RECORD, sealed_record(record, stage))


def _refuse(project: Project, stage: Path, findings: Sequence[Finding]) -> None:
    kept = project.failed / AUDIT
    kept.parent.mkdir(parents=True, exist_ok=True)
    replace_folder(stage, kept)
    raise AuditError(findings, kept)


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
    try:
        os.replace(link, reports / LATEST)
    finally:
        link.unlink(missing_ok=True)


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
            for name in (BRIEF, BRIEF_PDF):
                if name == BRIEF or (folder / name).is_file():
                    shutil.copyfile(folder / name, stage / task.language / name)
    analysis = [done[task.name].folder / RESULTS for task in tasks if task.kind is TaskKind.NOTEBOOK]
    # Apart, where pandas is there already.
    ledger = apart(partial(_write_data, stage / "data", [folder for folder in analysis if folder.is_dir()]))
    for task in tasks:
        if task.kind is TaskKind.BRIEF:
            # A brief that lists the claims it shows is believed; else all claims are given.
            own = done[task.name].folder / RESULTS
            claims = [claim.model_dump(mode="json") for claim in read_claims(own)] if own.is_dir() else []
            write_json(stage / task.language / "claims.json", claims or ledger)


def _write_data(folder: Path, results: list[Path], tell: object) -> list[dict[str, object]]:
    """Write the outcome table, the claims, and the numbers behind each figure; give back the claims."""
    folder.mkdir()
    read = [read_results(path) for path in results]
    frames = [item.outcomes for item in read if item.outcomes is not None]
    if frames:
        from pandas import concat

        outcomes = concat(frames, ignore_index=True)
        write_csv(outcomes, folder / "outcomes.csv")
        outcomes.to_parquet(folder / "outcomes.parquet", index=False)
    claims = sorted((claim for item in read for claim in item.claims), key=lambda claim: claim.id)
    ledger: list[dict[str, object]] = [claim.model_dump(mode="json") for claim in claims]
    write_json(folder / "claims.json", ledger)
    for item in read:
        for name, figure in item.figures.items():
            place = folder / "figures" / require_safe_name(item.notebook, "name of a notebook")
            write_csv(figure.table, place / f"{require_safe_name(name, f'figure of {item.notebook}')}.csv")
    return ledger
