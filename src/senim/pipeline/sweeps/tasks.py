"""A sweep as tasks: the sources, the chunks of combinations, the pages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from senim.execution.parameters import check_parameters, declared_parameters
from senim.pipeline.actions import FOLDERS, RESULTS, Ear, NotebookAction
from senim.pipeline.graph import PREPARE, EarOf, prepare_task, watched_or_not
from senim.pipeline.keys import RunKey, parameter_items
from senim.pipeline.planning import Planner
from senim.pipeline.project import SCENARIO_FILES, Options, Project
from senim.pipeline.reads import notebook_reads
from senim.pipeline.services import Services
from senim.pipeline.store import Store
from senim.pipeline.sweeps.chunks import chunked
from senim.pipeline.sweeps.pages import PagesAction
from senim.pipeline.sweeps.reading import NOTEBOOK_NAME, sweep_notebook
from senim.pipeline.tasks import Task, TaskKind
from senim.scenarios import Sweep
from senim.scenarios.grids import Combination, Value, exact

START_SECONDS, COMBINATION_SECONDS = 1.5, 0.35


@dataclass(frozen=True)
class Chunk:
    """Combinations that one kernel computes.

    Parameters
    ----------
    name : str
        Name of the task.
    combinations : tuple of Combination
        The combinations.
    parameters : mapping of str to object
        What the notebook is given.
    """

    name: str
    combinations: tuple[Combination, ...]
    parameters: Mapping[str, Any]


class SweepPlanner(Planner):
    """A planner for thousands of tasks that differ in nothing but their parameters.

    Parameters
    ----------
    project : Project
        Where everything is.
    store : Store
        What is finished.
    """

    def __init__(self, project: Project, store: Store) -> None:
        super().__init__(project, store)
        self._alike: dict[tuple[object, ...], RunKey] = {}

    def own_parts(self, task: Task) -> RunKey:
        """Compute what of a key does not hang on earlier tasks; code and files are read once for all.

        Parameters
        ----------
        task : Task
            The task.

        Returns
        -------
        RunKey
            The key without results of earlier tasks.
        """
        same = (task.notebook, task.modules, task.inputs)
        if same not in self._alike:
            self._alike[same] = super().own_parts(task)
        return replace(self._alike[same], parameters=parameter_items(task.parameters))


def chunks_of(project: Project, sweep: Sweep, options: Options, per_kernel: int) -> tuple[Chunk, ...]:
    """Divide a sweep into chunks.

    Parameters
    ----------
    project : Project
        The project.
    sweep : Sweep
        The sweep.
    options : Options
        Values for parameters of the notebook.
    per_kernel : int
        Combinations a kernel, on average.

    Returns
    -------
    tuple of Chunk
        Every combination in one of them.
    """
    path = sweep_notebook(project)
    declared = declared_parameters(path, project.shown(path))
    defaults = {name: item.default for name, item in declared.items() if name not in FOLDERS}
    given = check_parameters(declared, options.parameters, project.shown(path))
    alike: dict[str, tuple[Mapping[str, Value], list[Combination]]] = {}
    for one in sweep.grid:
        own = sweep.changes(one).notebook
        same = repr(sorted((name, exact(value)) for name, value in own.items()))
        alike.setdefault(same, (own, []))[1].append(one)
    chunks = []
    for own, combinations in alike.values():
        typed = {**defaults, **check_parameters(declared, own, project.shown(path)), **given}
        for members in chunked(combinations, per_kernel):
            listed = [_described(sweep, one) for one in members]
            parameters = {**typed, "scenario": sweep.base.id, "combinations": listed}
            chunks.append(Chunk(_chunk_name(sweep, members), members, parameters))
    return tuple(chunks)


def sweep_tasks(
    project: Project,
    sweep: Sweep,
    options: Options,
    services: Services,
    planner: Planner,
    chunks: tuple[Chunk, ...],
    ear_of: EarOf = lambda task: Ear(),
) -> tuple[Task, ...]:
    """Make the tasks of a sweep.

    Parameters
    ----------
    project : Project
        The project.
    sweep : Sweep
        The sweep.
    options : Options
        Deadlines.
    services : Services
        Other rooms.
    planner : Planner
        Gives the seeds.
    chunks : tuple of Chunk
        The division.
    ear_of : callable
        Gives the ear of a task by its name.

    Returns
    -------
    tuple of Task
        Sources, chunks, pages.
    """
    path = sweep_notebook(project)
    declared = declared_parameters(path, project.shown(path))
    reads = notebook_reads(project, path, {})
    # Of the scenarios two count: the others are read only to be told apart.
    declared_too = (path for path in reads.counted if path != project.scenarios / SCENARIO_FILES)
    inputs = dict.fromkeys(
        (
            project.raw / "datapackage.json",
            project.parameters,
            project.scenarios / f"{sweep.base.id}.yaml",
            project.scenarios / "baseline.yaml",
            *declared_too,
        )
    )
    computed = tuple(
        Task(
            chunk.name,
            TaskKind.NOTEBOOK,
            {PREPARE: reads.beginnings},
            NotebookAction(
                chunk.name,
                project,
                options,
                path,
                chunk.parameters,
                frozenset(FOLDERS).intersection(declared),
                reads,
                partial(planner.seed, chunk.name),
                ear_of(chunk.name),
            ),
            notebook=path,
            inputs=tuple(inputs),
            parameters=chunk.parameters,
            facts=partial(watched_or_not, options.strict),
        )
        for chunk in chunks
    )
    for task in computed:
        planner.announce(task)
    return (prepare_task(project, services), *computed, _pages(project, sweep, chunks))


def expected_seconds(chunks: tuple[Chunk, ...]) -> Callable[[Task], float]:
    """Guess how long tasks take: only their order matters.

    Parameters
    ----------
    chunks : tuple of Chunk
        The division.

    Returns
    -------
    callable
        Seconds of a task.
    """
    sizes = {chunk.name: len(chunk.combinations) for chunk in chunks}
    return lambda task: START_SECONDS + COMBINATION_SECONDS * sizes.get(task.name, 0)


def pages_name(sweep: Sweep) -> str:
    """Name the task that makes the pages.

    Parameters
    ----------
    sweep : Sweep
        The sweep.

    Returns
    -------
    str
        Its name.
    """
    return f"{NOTEBOOK_NAME}-pages.{sweep.id}"


def _pages(project: Project, sweep: Sweep, chunks: tuple[Chunk, ...]) -> Task:
    locale = project.package / "brief" / "locale"
    return Task(
        pages_name(sweep),
        TaskKind.RENDER,
        {chunk.name: (f"{RESULTS}/",) for chunk in chunks},
        PagesAction(sweep, chunks),
        modules=("senim.brief.sweeps", "senim.pipeline.sweeps.pages"),
        inputs=(
            project.scenarios / "sweeps" / f"{sweep.id}.yaml",
            *(locale / f"{language}.po" for language in ("en", "kk", "ru")),
            project.package / "brief" / "template",
            project.package / "brief" / "sweeps" / "sweep.css",
        ),
        parameters={"chunks": {chunk.name: [one.id for one in chunk.combinations] for chunk in chunks}},
    )


def _chunk_name(sweep: Sweep, members: tuple[Combination, ...]) -> str:
    more = f".and-{len(members) - 1}-more" if len(members) > 1 else ""
    return f"{NOTEBOOK_NAME}.{sweep.id}.{members[0].id}{more}"


def _described(sweep: Sweep, one: Combination) -> dict[str, Any]:
    changes = sweep.changes(one)
    return {"id": one.id, "levers": _plain(changes.levers), "values": _plain(changes.values)}


def _plain(values: Mapping[str, Value]) -> dict[str, Any]:
    return {
        name: value.isoformat() if isinstance(value, dt.date) else value for name, value in values.items()
    }
