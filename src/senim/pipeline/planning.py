"""Decide what has to run, and why; nothing is run or written here."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterable, Mapping
from dataclasses import replace
from graphlib import TopologicalSorter

from senim.execution.code import load_notebook, normalised_cells
from senim.execution.prose import prose_items
from senim.pipeline.keys import (
    EDITION,
    UNDECLARED,
    Change,
    RunKey,
    changes,
    code_items,
    file_items,
    parameter_items,
)
from senim.pipeline.modules import ModuleIndex, imported_names
from senim.pipeline.project import Project
from senim.pipeline.store import Store
from senim.pipeline.tasks import Decision, Done, Plan, Planned, Task, TaskKind

_RESULT = "result of "
SEED_DIGITS = 8


class Planner:
    """Computes keys and decides.

    Parameters
    ----------
    project : Project
        Where everything is.
    store : Store
        What is finished.
    """

    def __init__(self, project: Project, store: Store) -> None:
        self.project = project
        self.store = store
        self.modules = ModuleIndex(project.package, project.cache / "modules.json")
        self._turn = threading.Lock()
        self._own_parts: dict[str, RunKey] = {}
        self._announced: dict[str, Task] = {}

    def plan(self, tasks: Iterable[Task]) -> Plan:
        """Decide about every task.

        Parameters
        ----------
        tasks : iterable of Task
            The tasks, in any order.

        Returns
        -------
        Plan
            The decisions, earlier tasks first.
        """
        done: dict[str, Done] = {}
        planned = []
        for task in in_order(tasks):
            decided = self.decide(task, done)
            if decided.done is not None:
                done[task.name] = decided.done
            planned.append(decided)
        return Plan(tuple(planned))

    def decide(self, task: Task, done: Mapping[str, Done]) -> Planned:
        """Decide about one task, as far as its earlier tasks are known.

        Parameters
        ----------
        task : Task
            The task.
        done : mapping of str to Done
            Finished tasks by name.

        Returns
        -------
        Planned
            The decision, with what moved since the task last ran.
        """
        # One at a time: many at once would all be late, and what is decided first starts first.
        with self._turn:
            return self._decide(task, done)

    def _decide(self, task: Task, done: Mapping[str, Done]) -> Planned:
        missing = [name for name in task.depends if name not in done]
        last = self.store.last(task.name)
        seconds = last[1] if last else None
        if missing:
            return self._without_earlier(task, missing, seconds)
        key = self.key(task, done)
        found = self.store.find(task.name, key)
        if found is not None:
            return Planned(task, Decision.SKIP, seconds=seconds, done=found)
        if last is None:
            return Planned(task, Decision.RUN, first=True)
        moved = changes(last[0], key)
        note = "" if moved else "its results are missing or damaged"
        return Planned(task, Decision.RUN, moved, seconds=seconds, note=note)

    def key(self, task: Task, done: Mapping[str, Done]) -> RunKey:
        """Compute the run key of a task whose earlier tasks are finished.

        Parameters
        ----------
        task : Task
            The task.
        done : mapping of str to Done
            Finished tasks by name.

        Returns
        -------
        RunKey
            The key.
        """
        return _with_earlier(self.own_parts(task), task, done)

    def announce(self, task: Task) -> None:
        """Make a task known before it is planned, for those whose key is made from its code.

        Parameters
        ----------
        task : Task
            The task.
        """
        self._announced[task.name] = task

    def announced(self, name: str) -> RunKey | None:
        """Give what of the key of an announced task does not hang on earlier tasks.

        Parameters
        ----------
        name : str
            Name of the task.

        Returns
        -------
        RunKey or None
            None where no such task was announced.
        """
        task = self._announced.get(name)
        return self.own_parts(task) if task else None

    def seed(self, name: str, done: Mapping[str, Done]) -> int:
        """Derive the seed of an announced task from its key, so that equal keys give equal results.

        Parameters
        ----------
        name : str
            Name of the task.
        done : mapping of str to Done
            Finished tasks by name, those it depends on among them.

        Returns
        -------
        int
            From 0 up to 2³² − 1.
        """
        return int(self.key(self._announced[name], done).digest[:SEED_DIGITS], 16)

    def own_parts(self, task: Task) -> RunKey:
        """Compute what of a key does not hang on earlier tasks.

        Parameters
        ----------
        task : Task
            The task.

        Returns
        -------
        RunKey
            The key without results of earlier tasks.
        """
        if task.name not in self._own_parts:
            self._own_parts[task.name] = self._parts_now(task)
        return self._own_parts[task.name]

    def repeats(self, task: Task, published: RunKey) -> bool:
        """Tell whether a task is the one that was published, as far as that hangs on no earlier task.

        Parameters
        ----------
        task : Task
            The task.
        published : RunKey
            Its key in the record of an edition.

        Returns
        -------
        bool
            True where its notebook, its modules, its files and its parameters are the same; its results may
            have been removed.
        """
        later = (_RESULT, EDITION, UNDECLARED) if task.kind is TaskKind.BRIEF else (_RESULT,)
        known = {name: value for name, value in published.inputs.items() if not name.startswith(later)}
        own = self.own_parts(task)
        if task.facts is not None and task.kind is not TaskKind.BRIEF:
            own = replace(own, inputs={**own.inputs, **task.facts({})})
        return not changes(replace(published, inputs=known), own)

    def moved_since(self, task: Task, key: RunKey, done: Mapping[str, Done]) -> tuple[Change, ...]:
        """List what was edited since the key of a task was computed.

        Parameters
        ----------
        task : Task
            The task.
        key : RunKey
            The key it ran with.
        done : mapping of str to Done
            Finished tasks by name, those it depends on among them.

        Returns
        -------
        tuple of Change
            Empty where its notebook, its modules, its files and its facts are as they were.
        """
        return changes(key, _with_earlier(self._parts_now(task), task, done))

    def _parts_now(self, task: Task) -> RunKey:
        notebook = load_notebook(task.notebook) if task.notebook else None
        # A task that only lays out prose does not run the code.
        runs = notebook is not None and task.kind is not TaskKind.TEXT
        cells = normalised_cells(notebook) if runs and notebook else ()
        imports = {name for cell in cells for name in imported_names(cell)}
        inputs = file_items(task.inputs, self.project.root)
        if notebook and task.notebook and task.prose:
            inputs |= {f"{task.notebook.name}: {item}": text for item, text in prose_items(notebook).items()}
        return RunKey(
            code=code_items(cells),
            modules=self.modules.closure([*task.modules, *sorted(imports)]),
            parameters=parameter_items(task.parameters),
            inputs=inputs,
            environment=self._environment() if runs or notebook is None else {},
        )

    def remember(self) -> None:
        """Keep what was learned about modules, so that the next plan need not parse them again."""
        if self.project.cache.is_dir():
            self.modules.remember()

    def _environment(self) -> dict[str, str]:
        python = f"{sys.version_info.major}.{sys.version_info.minor}"
        return {"Python": python, **file_items([self.project.lock_file], self.project.root)}

    def _without_earlier(self, task: Task, missing: list[str], seconds: float | None) -> Planned:
        last = self.store.last(task.name)
        note = f"after {', '.join(missing)}"
        if last is None:
            return Planned(task, Decision.RUN, first=True)
        own = self.own_parts(task)
        known = {item: value for item, value in last[0].inputs.items() if item in own.inputs}
        moved = changes(replace(last[0], inputs=known), own)
        decision = Decision.RUN if moved else Decision.WAIT
        return Planned(task, decision, moved, seconds=seconds, note=note)


def _with_earlier(own: RunKey, task: Task, done: Mapping[str, Done]) -> RunKey:
    """Add to a task's own key what it reads of earlier tasks, and what is only known after them."""
    inputs = dict(own.inputs)
    for name, beginnings in task.depends.items():
        for file, digest in done[name].files.items():
            if file.startswith(beginnings):
                inputs[f"{_RESULT}{name}: {file}"] = digest
    if task.facts is not None:
        inputs |= task.facts(done)
    return replace(own, inputs=dict(sorted(inputs.items())))


def in_order(tasks: Iterable[Task]) -> tuple[Task, ...]:
    """Sort tasks so that each comes after those it depends on.

    Parameters
    ----------
    tasks : iterable of Task
        The tasks.

    Returns
    -------
    tuple of Task
        The same tasks.

    Raises
    ------
    graphlib.CycleError
        If tasks wait for each other.
    """
    by_name = {task.name: task for task in tasks}
    order = TopologicalSorter({name: sorted(task.depends) for name, task in by_name.items()})
    return tuple(by_name[name] for name in order.static_order())
