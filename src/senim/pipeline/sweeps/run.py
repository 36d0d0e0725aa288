"""One run of a sweep: read, decide, run what must run, publish its folder whole or not at all."""

from __future__ import annotations

import json
import platform
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from senim.execution.files import (
    TEMPORARY,
    file_digest,
    put_back,
    replace_folder,
    temporary_folder,
    write_json,
)
from senim.execution.supply import supplied_by
from senim.pipeline.deadline import RunDeadline
from senim.pipeline.durable import sync_folder, sync_tree
from senim.pipeline.endings import end_is_told
from senim.pipeline.events import Note, Published, RunBegan, RunEnded
from senim.pipeline.facts import data_cutoff
from senim.pipeline.failures import forget_failures
from senim.pipeline.index_page import SWEEPS as FOLDER
from senim.pipeline.index_page import write_index
from senim.pipeline.lock import run_lock
from senim.pipeline.performing import Performer, ear
from senim.pipeline.placement import placement
from senim.pipeline.progress import Announcer
from senim.pipeline.project import Options, Project
from senim.pipeline.publish import sweep as sweep_leftovers
from senim.pipeline.record import RECORD, commit, package_versions
from senim.pipeline.run import ahead, kernels_for, listen
from senim.pipeline.runner import run_tasks
from senim.pipeline.services import Services
from senim.pipeline.store import Store, remove
from senim.pipeline.sweeps.chunks import USUAL_SIZE
from senim.pipeline.sweeps.reading import read_sweep
from senim.pipeline.sweeps.tasks import (
    Chunk,
    SweepPlanner,
    chunks_of,
    expected_seconds,
    pages_name,
    sweep_tasks,
)
from senim.pipeline.tasks import Done, Plan
from senim.scenarios import Sweep

FORMAT = 1


@dataclass(frozen=True)
class SweepOutcome:
    """What a run of a sweep did.

    Parameters
    ----------
    index : Path
        The page to open.
    combinations, chunks : int
        How many there are.
    published : bool
        Whether its folder is new; False where there was nothing to do.
    """

    index: Path
    combinations: int
    chunks: int
    published: bool


def plan_sweep(
    project: Project, path: Path, options: Options, services: Services, per_kernel: int = USUAL_SIZE
) -> Plan:
    """Decide what a run of a sweep would do; nothing is run.

    Parameters
    ----------
    project : Project
        The project.
    path : Path
        The sweep file.
    options : Options
        What the user asked for.
    services : Services
        Other rooms.
    per_kernel : int
        Combinations a kernel, on average.

    Returns
    -------
    Plan
        The plan.

    Raises
    ------
    InputError
        If the sweep or an option is wrong.
    """
    sweep = read_sweep(project, path, options)
    chunks = chunks_of(project, sweep, options, per_kernel)
    planner = SweepPlanner(project, Store(project.cache, project.root))
    return planner.plan(sweep_tasks(project, sweep, options, services, planner, chunks))


def run_sweep(
    project: Project,
    path: Path,
    options: Options,
    services: Services,
    announcer: Announcer,
    per_kernel: int = USUAL_SIZE,
) -> SweepOutcome:
    """Bring the pages of a sweep up to date.

    Parameters
    ----------
    project : Project
        The project.
    path : Path
        The sweep file.
    options : Options
        What the user asked for.
    services : Services
        Other rooms.
    announcer : Announcer
        Is told what happens.
    per_kernel : int
        Combinations a kernel, on average.

    Returns
    -------
    SweepOutcome
        The page to open.

    Raises
    ------
    InputError
        If an input or an option is wrong; nothing was run.
    NotebookError
        If a notebook failed; finished combinations are kept.
    SourceUnavailableError
        If the sources cannot be read.
    LockedError
        If another run is at work.
    """
    with end_is_told(announcer, path.stem), run_lock(project, options.wait_seconds):
        listen(project, announcer)
        timed = replace(options, deadline=RunDeadline.after(options.run_seconds))
        with end_is_told(announcer, path.stem):
            outcome = _bring_up_to_date(project, path, timed, services, announcer, per_kernel)
        announcer.tell(RunEnded(0, outcome.published, index=str(outcome.index), sweep=path.stem))
        return outcome


def _bring_up_to_date(
    project: Project, path: Path, options: Options, services: Services, announcer: Announcer, per_kernel: int
) -> SweepOutcome:
    store = Store(project.cache, project.root)
    swept = sweep_leftovers(project) + store.sweep() + _sweep_own(project)
    if swept:
        announcer.tell(Note(f"Removed {swept} leftovers of a run that was cut off."))
    sweep = read_sweep(project, path, options)
    chunks = chunks_of(project, sweep, options, per_kernel)
    planner = SweepPlanner(project, store)
    tasks = sweep_tasks(
        project, sweep, options, services, planner, chunks, partial(ear, announcer, options.retries)
    )
    target = project.reports / FOLDER / sweep.id
    plan = planner.plan(tasks)
    if plan.up_to_date and _is_published(target, plan.done):
        planner.remember()
        forget_failures(project.failed, sweep.id)
        write_index(project.reports)
        return SweepOutcome(target / "index.html", len(sweep.grid), len(chunks), published=False)
    with (
        supplied_by(kernels_for(plan, options, announcer)) as kernels,
        placement(project, options, announcer, kernels) as place,
    ):
        kernels.check()
        performer = Performer(project, options, planner, announcer, place)
        announcer.tell(RunBegan(place.threads, ahead(project, plan), sweep.id))
        try:
            run_tasks(
                tasks,
                performer,
                jobs=place.threads,
                expected_seconds=expected_seconds(chunks),
                deadline=options.deadline,
            )
            _publish(project, sweep, chunks, performer.finished, target)
            # Those of chunks too that the sweep was divided into before.
            forget_failures(project.failed, sweep.id)
            write_index(project.reports)
        finally:
            planner.remember()
    announcer.tell(Published("", str(target / "index.html"), sweep.id))
    return SweepOutcome(target / "index.html", len(sweep.grid), len(chunks), published=True)


def _sweep_own(project: Project) -> int:
    leftovers = list((project.reports / FOLDER).glob(f"{TEMPORARY}*"))
    for path in leftovers:
        # Pages that were about to be replaced when a run was killed are the newest there are.
        if not put_back(path):
            remove(path)
    return len(leftovers)


def _publish(
    project: Project, sweep: Sweep, chunks: tuple[Chunk, ...], done: Mapping[str, Done], target: Path
) -> None:
    stage = temporary_folder(target)
    try:
        pages = done[pages_name(sweep)]
        for name in pages.files:
            (stage / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(pages.folder / name, stage / name)
        write_json(stage / RECORD, _record(project, sweep, chunks, done))
        sync_tree(stage)
        replace_folder(stage, target)
        sync_folder(target.parent)
    finally:
        shutil.rmtree(stage, ignore_errors=True)


def _record(
    project: Project, sweep: Sweep, chunks: tuple[Chunk, ...], done: Mapping[str, Done]
) -> dict[str, Any]:
    """Describe a sweep; parts of keys that all combinations share stand once."""
    shared = done[chunks[0].name].key.parts()
    del shared["parameters"]
    return {
        "format": FORMAT,
        "sweep": {
            "id": sweep.id,
            "combinations": len(sweep.grid),
            "data_cutoff": data_cutoff(project.raw) or None,
            "commit": commit(project.root) or None,
        },
        "python": platform.python_version(),
        "packages": package_versions(project.lock_file),
        "shared": shared,
        "tasks": {
            name: {
                "key": item.key.digest,
                "parameters": dict(item.key.parameters),
                "files": dict(item.files),
            }
            for name, item in sorted(done.items())
        },
        "outputs": dict(done[pages_name(sweep)].files),
    }


def _is_published(target: Path, done: Mapping[str, Done]) -> bool:
    """Tell whether what would be published is there already, byte by byte."""
    try:
        record = json.loads((target / RECORD).read_text(encoding="utf-8"))
        keys = {name: item["key"] for name, item in record["tasks"].items()}
        outputs = dict(record["outputs"])
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return False
    same = keys == {name: item.key.digest for name, item in done.items()}
    whole = set(_names(target)) == {*outputs, RECORD}
    return same and whole and all(file_digest(target / name) == digest for name, digest in outputs.items())


def _names(folder: Path) -> list[str]:
    return [path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()]
