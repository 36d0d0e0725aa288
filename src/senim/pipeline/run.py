"""One run: look, decide, check, run what must run, audit, publish."""

from __future__ import annotations

import dataclasses
import datetime
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from senim.execution.failure import FailureKind, NotebookError
from senim.findings import Finding, InputError
from senim.pipeline.checks import check_inputs
from senim.pipeline.editions import LATEST, is_whole, latest_record
from senim.pipeline.endings import end_is_told, task_failed
from senim.pipeline.events import (
    Ahead,
    CellBegan,
    Note,
    Published,
    RunBegan,
    RunEnded,
    TaskFinished,
    TaskSkipped,
    TaskStarted,
)
from senim.pipeline.forecast import tasks_ahead
from senim.pipeline.graph import FIRST_GUESS, KIND_GUESS, USUAL_GUESS, build_tasks, edition_facts
from senim.pipeline.history import HISTORY, HistoryKeeper, read_history
from senim.pipeline.index_page import INDEX, write_index
from senim.pipeline.keys import file_items
from senim.pipeline.lock import run_lock
from senim.pipeline.planning import Planner
from senim.pipeline.progress import Announcer
from senim.pipeline.project import Options, Project
from senim.pipeline.publish import publish, sweep
from senim.pipeline.runner import run_tasks
from senim.pipeline.services import Services
from senim.pipeline.status_keeper import StatusKeeper
from senim.pipeline.store import Store, remove
from senim.pipeline.tasks import Decision, Done, Filled, Plan, Task, TaskKind


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
        If an input or an option is wrong; nothing was run.
    NotebookError
        If a notebook failed.
    AuditError
        If the new edition failed its audit.
    SourceUnavailableError
        If the sources cannot be read.
    LockedError
        If another run is at work.
    """
    with end_is_told(announcer), run_lock(project):
        _listen(project, announcer)
        # The end is told while the lock is held: no other run may find a status page that says "running".
        with end_is_told(announcer):
            outcome = _bring_up_to_date(project, options, services, announcer)
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


def _listen(project: Project, announcer: Announcer) -> None:
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
    try:
        with_date, _, plan = plan_run(project, options, services)
    except InputError:
        # A plan stops at the first kind of fault; the check lists every kind.
        check_inputs(project, options, services)
        raise
    if _nothing_to_do(project, plan):
        remove(project.failed)
        index = project.reports / INDEX
        if not index.is_file():
            write_index(project.reports)
        return Outcome((project.reports / LATEST).resolve(), index, published=False)
    check_inputs(project, with_date, services)
    announcer.tell(RunBegan(options.jobs, ahead(project, plan)))
    try:
        return _run_and_publish(project, with_date, services, announcer)
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
    record = latest_record(project.reports)
    today = options.date or datetime.datetime.now(tz=datetime.UTC).date().isoformat()
    dates = [options.date] if options.date else [*([record["edition"]["date"]] if record else []), today]
    for date in dates:
        planner = Planner(project, Store(project.cache, project.root))
        plan = planner.plan(build_tasks(project, options, services, planner, date))
        if _nothing_to_do(project, plan):
            break
    planner.remember()
    return dataclasses.replace(options, date=date), planner, plan


def _nothing_to_do(project: Project, plan: Plan) -> bool:
    record = latest_record(project.reports)
    if record is None or not plan.up_to_date:
        return False
    keys = {name: done.key.digest for name, done in plan.done.items()}
    published = {name: item["key"] for name, item in record["tasks"].items()}
    return keys == published and is_whole(project.reports / LATEST, record)


def _run_and_publish(project: Project, options: Options, services: Services, announcer: Announcer) -> Outcome:
    store = Store(project.cache, project.root)
    planner = Planner(project, store)

    def on_cell(task: str, number: int, of: int) -> None:
        announcer.tell(CellBegan(task, number, of))

    tasks = build_tasks(project, options, services, planner, options.date, on_cell)
    finished: dict[str, Done] = {}

    def perform(task: Task) -> Done:
        done = _perform(task, planner, finished, project, announcer)
        finished[task.name] = done
        return done

    try:
        run_tasks(tasks, perform, jobs=options.jobs, expected_seconds=lambda task: _expected(store, task))
        analysis = tuple(task.name for task in tasks if task.kind is TaskKind.NOTEBOOK)
        brief = next((task.name for task in tasks if task.kind is TaskKind.BRIEF), "")
        facts = edition_facts(project, planner, analysis, brief, options.languages, options.date, finished)
        edition = publish(project, services, facts, tasks, finished)
    finally:
        planner.remember()
    announcer.tell(Published(edition.name, str(project.reports / INDEX)))
    return Outcome(edition, project.reports / INDEX, published=True)


def _perform(
    task: Task, planner: Planner, finished: Mapping[str, Done], project: Project, announcer: Announcer
) -> Done:
    earlier = {name: finished[name] for name in task.depends}
    planned = planner.decide(task, earlier)
    if planned.decision is Decision.SKIP and planned.done is not None:
        planner.store.note(planned.done)
        remove(project.failed / task.name)
        announcer.tell(TaskSkipped(task.name))
        return planned.done
    announcer.tell(TaskStarted(task.name))
    began = time.monotonic()
    try:
        done = planner.store.fill(_guarded(task, planner, project), planner.key(task, earlier), earlier)
    except Exception as error:
        cancelled = isinstance(error, NotebookError) and error.failure.kind is FailureKind.CANCELLED
        if not cancelled:
            announcer.tell(task_failed(task.name, error, time.monotonic() - began))
        raise
    remove(project.failed / task.name)
    announcer.tell(TaskFinished(task.name, done.seconds, done.printed))
    return done


def _guarded(task: Task, planner: Planner, project: Project) -> Task:
    """Refuse a result whose inputs were edited while it was made: its key would name the wrong content."""

    def act(folder: Path, earlier: Mapping[str, Done]) -> Filled:
        filled = task.action(folder, earlier)
        before = planner.own_parts(task).inputs
        after = file_items(task.inputs, project.root)
        moved = sorted(name for name in {*before, *after} if before.get(name) != after.get(name))
        if moved:
            raise InputError(
                [Finding(name, "", f"it was edited while {task.name} ran", "Run again.") for name in moved],
                "input of the run",
            )
        return filled

    return dataclasses.replace(task, action=act)


def _expected(store: Store, task: Task) -> float:
    last = store.last(task.name)
    return last[1] if last else _guess(task)


def _guess(task: Task) -> float:
    return FIRST_GUESS.get(task.name, KIND_GUESS.get(task.kind, USUAL_GUESS))
