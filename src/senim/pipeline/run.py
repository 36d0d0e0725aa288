"""One run: look, decide, check, run what must run, audit, publish."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from senim.execution.apart import worked_in
from senim.execution.supply import KernelSupply, open_kernels, supplied_by, wanted_modules
from senim.findings import InputError
from senim.pipeline.address import starts_here
from senim.pipeline.checks import check_inputs
from senim.pipeline.damage import damage_of_latest
from senim.pipeline.deadline import RunDeadline
from senim.pipeline.editions import is_whole, newest
from senim.pipeline.endings import end_is_told
from senim.pipeline.errors import NotPublishedError
from senim.pipeline.events import Ahead, Note, Published, RunBegan, RunEnded
from senim.pipeline.facts import Lineage
from senim.pipeline.failures import forget_failures
from senim.pipeline.forecast import tasks_ahead
from senim.pipeline.graph import FIRST_GUESS, KIND_GUESS, USUAL_GUESS, build_tasks, edition_facts, lineages
from senim.pipeline.head_start import FORKED, workshop_for
from senim.pipeline.history import HISTORY, HistoryKeeper, read_history
from senim.pipeline.index_page import INDEX, write_index
from senim.pipeline.keys import RunKey
from senim.pipeline.lineage import recorded_lineage, standing_editions
from senim.pipeline.lock import run_lock
from senim.pipeline.performing import Performer, ear
from senim.pipeline.placement import Placement, placement
from senim.pipeline.planning import Planner
from senim.pipeline.progress import Announcer
from senim.pipeline.project import Options, Project
from senim.pipeline.publish import NameTakenError, point_latest, publish, sweep
from senim.pipeline.record import read_record
from senim.pipeline.runner import run_tasks
from senim.pipeline.services import Services
from senim.pipeline.status_keeper import StatusKeeper
from senim.pipeline.store import Store
from senim.pipeline.tasks import Decision, Plan, Task, TaskKind


@dataclass(frozen=True)
class Outcome:
    """What a run did.

    Parameters
    ----------
    edition : Path
        The newest edition.
    index : Path
        The page to open.
    published : bool
        Whether the edition is new; False where there was nothing to do.
    """

    edition: Path
    index: Path
    published: bool


def run(project: Project, options: Options, services: Services, announcer: Announcer) -> Outcome:
    """Bring the reports up to date.

    Parameters
    ----------
    project : Project
        The project.
    options : Options
        What the user asked for.
    services : Services
        Other rooms.
    announcer : Announcer
        Is told what happens, from here to the exit code.

    Returns
    -------
    Outcome
        The newest edition and the page to open.

    Raises
    ------
    InputError
        If an input or an option is wrong; nothing was published.
    NotebookError
        If a notebook failed.
    AuditError
        If the new edition failed its audit.
    SourceUnavailableError
        If the sources cannot be read.
    LockedError
        If another run is at work.
    """
    with end_is_told(announcer), run_lock(project, options.wait_seconds):
        listen(project, announcer)
        # The end is told while the lock is held: no other run may find a status page that says "running".
        with end_is_told(announcer):
            timed = dataclasses.replace(options, deadline=RunDeadline.after(options.run_seconds))
            outcome = _bring_up_to_date(project, timed, services, announcer)
            if options.keep is not None:
                # Before the lock is given away: another run could take it, and old editions would stay.
                _keep_newest(project, options.keep, announcer)
        announcer.tell(RunEnded(0, outcome.published, outcome.edition.name, str(outcome.index)))
        return outcome


def ahead(project: Project, plan: Plan) -> tuple[Ahead, ...]:
    """Give every task of a plan the time it is expected to take.

    Parameters
    ----------
    project : Project
        Where the history is.
    plan : Plan
        The plan.

    Returns
    -------
    tuple of Ahead
        The tasks, in the order of the plan.
    """
    return tasks_ahead(plan, read_history(project.cache / HISTORY), _guess)


def listen(project: Project, announcer: Announcer) -> None:
    """Let the status page and the history hear a run; only to be called under the lock.

    Parameters
    ----------
    project : Project
        Where they are.
    announcer : Announcer
        Tells them.
    """
    keeper = StatusKeeper(project.reports)
    announcer.join(keeper)
    announcer.join(HistoryKeeper(project.cache / HISTORY))
    if keeper.problem:
        announcer.tell(Note(keeper.problem, warning=True))
    if keeper.cut_off:
        announcer.tell(Note(f"The run before this one was cut off; its last word was at {keeper.cut_off}."))


def _bring_up_to_date(
    project: Project, options: Options, services: Services, announcer: Announcer
) -> Outcome:
    swept = sweep(project) + Store(project.cache, project.root).sweep()
    if swept:
        announcer.tell(Note(f"Removed {swept} leftovers of a run that was cut off."))
    with_date, plan = _decided(project, options, services)
    note = damage_of_latest(project.reports)
    if note:
        announcer.tell(Note(note, warning=True))
    if plan.standing is not None and plan.nothing_to_do:
        for done in plan.done.values():
            Store(project.cache, project.root).restore(done)
        forget_failures(project.failed)
        return _left_standing(project, plan.standing, announcer)
    if options.pdf and services.pdf is not None and (hindrance := services.pdf_hindrance()):
        announcer.tell(Note(f"The briefs get no PDF: {hindrance}.", warning=True))
    try:
        # Opened first: kernels are made ready while this process imports what it needs itself.
        with (
            supplied_by(kernels_for(plan, options, announcer)) as kernels,
            worked_in(workshop_for(plan, options, services.layout_modules, kernels)),
        ):
            check_inputs(project, with_date, services)
            kernels.check()
            with placement(project, with_date, announcer, kernels) as place:
                coming = ahead(project, plan)
                announcer.tell(RunBegan(place.threads, coming))
                make = partial(_run_and_publish, project, with_date, services, announcer, coming, place)
                try:
                    return make(plan.standing)
                except NameTakenError:
                    return make(None)
    except KeyboardInterrupt:
        sweep(project)
        Store(project.cache, project.root).sweep()
        raise


def plan_run(project: Project, options: Options, services: Services) -> tuple[Options, Planner, Plan]:
    """Decide what a run would do; nothing is run.

    Where no date is asked for, the newest edition keeps its date as long as nothing has changed.

    Parameters
    ----------
    project : Project
        The project.
    options : Options
        What the user asked for.
    services : Services
        Other rooms.

    Returns
    -------
    tuple of Options, Planner and Plan
        The options with the date decided, what knows the keys, and the plan.
    """
    for folder in standing_editions(project.reports):
        record = read_record(folder)
        if record is None or options.date not in ("", record["edition"]["date"]):
            continue
        dated = dataclasses.replace(options, date=record["edition"]["date"])
        planner, plan = _planned(project, dated, services, recorded_lineage(folder, record))
        if _repeats(planner, plan, record) and is_whole(folder, record):
            planner.remember()
            return dated, planner, dataclasses.replace(plan, standing=folder)
    today = options.date or datetime.datetime.now(tz=datetime.UTC).date().isoformat()
    dated = dataclasses.replace(options, date=today)
    planner, plan = _planned(project, dated, services, None)
    planner.remember()
    return dated, planner, plan


def checked_plan(project: Project, options: Options, services: Services) -> Plan:
    """Decide what a run would do, and refuse what a run would refuse.

    Parameters
    ----------
    project : Project
        The project.
    options : Options
        What the user asked for.
    services : Services
        Other rooms.

    Returns
    -------
    Plan
        The plan; nothing is run.

    Raises
    ------
    InputError
        With every finding, as a run would raise it.
    """
    with_date, plan = _decided(project, options, services)
    if plan.standing is None or not plan.nothing_to_do:
        check_inputs(project, with_date, services)
    return plan


def _decided(project: Project, options: Options, services: Services) -> tuple[Options, Plan]:
    try:
        dated, _, plan = plan_run(project, options, services)
    except InputError:
        # A plan stops at the first kind of fault; the check lists every kind.
        check_inputs(project, options, services)
        raise
    return dated, plan


def _planned(
    project: Project, options: Options, services: Services, standing: Lineage | None
) -> tuple[Planner, Plan]:
    planner = Planner(project, Store(project.cache, project.root))
    lineage_of = lineages(project.reports, standing)
    tasks = build_tasks(project, options, services, planner, options.date, lineage_of=lineage_of)
    return planner, planner.plan(tasks)


def _repeats(planner: Planner, plan: Plan, record: Mapping[str, Any]) -> bool:
    published = record["tasks"]
    if plan.up_to_date:
        keys = {name: done.key.digest for name, done in plan.done.items()}
        return keys == {name: item["key"] for name, item in published.items()}
    # Results were removed: what is made again is the same edition, and no new one.
    tasks = [planned.task for planned in plan.tasks]
    return published.keys() == {task.name for task in tasks} and all(
        planner.repeats(task, RunKey.from_parts(published[task.name]["parts"])) for task in tasks
    )


def _left_standing(project: Project, edition: Path, announcer: Announcer) -> Outcome:
    """Publish nothing, but finish what a run left that was cut off after it gave the edition its name."""
    linked = newest(project.reports) == edition.resolve()
    if not linked:
        try:
            point_latest(project.reports, edition.name)
        except OSError as error:
            raise NotPublishedError(project.reports, error) from error
    index = write_index(project.reports)
    if not linked:
        announcer.tell(Published(edition.name, str(index)))
    return Outcome(edition.resolve(), index, published=not linked)


def kernels_for(plan: Plan, options: Options, announcer: Announcer) -> KernelSupply:
    """Begin to make kernels ready, for the notebooks that are to run.

    Parameters
    ----------
    plan : Plan
        What is to run.
    options : Options
        How kernels are made.
    announcer : Announcer
        Is told where another way is taken.

    Returns
    -------
    KernelSupply
        Gives kernels until it is closed.
    """
    undecided = [planned.task for planned in plan.tasks if planned.decision is not Decision.SKIP]
    # Briefs and prose are laid out in this process: they need no kernel.
    in_kernels = (task for task in undecided if task.kind is TaskKind.NOTEBOOK)
    notebooks = [task.notebook for task in in_kernels if task.notebook is not None]
    # Workers that are started here take their kernels from this process; others make their own.
    here = not options.cluster or (starts_here(options.cluster) and options.kernels in FORKED)
    mode = options.kernels if notebooks and here else "plain"

    def told(message: str) -> None:
        announcer.tell(Note(message))

    return open_kernels(mode, modules=wanted_modules(notebooks), ahead=options.jobs, told=told)


def _run_and_publish(
    project: Project,
    options: Options,
    services: Services,
    announcer: Announcer,
    coming: Sequence[Ahead],
    place: Placement,
    standing: Path | None,
) -> Outcome:
    planner = Planner(project, Store(project.cache, project.root))
    expected = {item.name: item.seconds for item in coming}
    heard = partial(ear, announcer, options.retries)
    # Decided once: pages and record must name the same.
    record = read_record(standing) if standing else None
    lineage_of = lineages(
        project.reports, recorded_lineage(standing, record) if standing and record else None
    )
    tasks = build_tasks(project, options, services, planner, options.date, heard, lineage_of)
    performer = Performer(project, options, planner, announcer, place)
    try:
        run_tasks(
            tasks,
            performer,
            jobs=place.threads,
            expected_seconds=lambda task: expected.get(task.name, 0.0),
            deadline=options.deadline,
        )
        analysis = tuple(task.name for task in tasks if task.kind is TaskKind.NOTEBOOK)
        brief = next((task.name for task in tasks if task.kind is TaskKind.BRIEF), "")
        done = performer.finished
        facts = edition_facts(
            project,
            planner,
            analysis,
            brief,
            options.languages,
            options.date,
            done,
            lineage_of=lineage_of,
        )
        edition = publish(project, services, facts, tasks, done)
        planner.store.collect()
    finally:
        planner.remember()
    announcer.tell(Published(edition.name, str(project.reports / INDEX)))
    return Outcome(edition, project.reports / INDEX, published=True)


def _keep_newest(project: Project, keep: int, announcer: Announcer) -> None:
    from senim.pipeline.retention import left_words, removal, remove_editions

    chosen = removal(project.reports, keep)
    remove_editions(project.reports, chosen.gone)
    for folder in chosen.gone:
        announcer.tell(Note(f"Removed edition {folder.name}."))
    for folder in chosen.damaged:
        announcer.tell(Note(left_words(folder), warning=True))


def _guess(task: Task) -> float:
    return FIRST_GUESS.get(task.name, KIND_GUESS.get(task.kind, USUAL_GUESS))
