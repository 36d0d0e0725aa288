"""Run one notebook and write down what it reads, as the declaration to paste into it."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from senim.execution.files import temporary_folder, write_json
from senim.execution.guard.sightings import Access, Sighting, entry_of
from senim.execution.parameters import declared_parameters
from senim.findings import Finding, InputError, unknown_word_remedy
from senim.pipeline.actions import FOLDERS, SEEN, LayoutAction, NotebookAction, PrepareAction
from senim.pipeline.graph import PREPARE
from senim.pipeline.lock import run_lock
from senim.pipeline.project import Options, Project
from senim.pipeline.reads import NOTHING, TABLES, known_tables
from senim.pipeline.run import plan_run
from senim.pipeline.services import Services
from senim.pipeline.tasks import Action, Done, Plan, Task, TaskKind


@dataclass(frozen=True)
class Recorded:
    """What one notebook was seen to do.

    Parameters
    ----------
    notebook : str
        The notebook file, as the reader knows it.
    reads : tuple of str
        The declaration that fits it, sorted.
    refused : tuple of Sighting
        What no declaration can allow.
    """

    notebook: str
    reads: tuple[str, ...]
    refused: tuple[Sighting, ...]

    def __str__(self) -> str:
        metadata = json.dumps({"senim": {"reads": list(self.reads)}}, ensure_ascii=False, indent=1)
        lines = [f'In the metadata of {self.notebook}, beside "kernelspec":', metadata[2:-2]]
        lines += [f"Not to be declared: {one.what}. {one.remedy(self.notebook)}" for one in self.refused]
        return "\n".join(lines)


def record_reads(project: Project, options: Options, services: Services, target: str) -> Recorded:
    """Run one notebook without refusing anything, and list what it reads.

    Parameters
    ----------
    project : Project
        The project.
    options : Options
        Parameters of the notebook; a brief is run in the last of the languages: what it reads of English
        stands apart then.
    services : Services
        Other rooms.
    target : str
        Name of the notebook, with or without ending.

    Returns
    -------
    Recorded
        The declaration, and what cannot be declared.

    Raises
    ------
    InputError
        If there is no such notebook, or it needs results that are not there.
    NotebookError
        If it fails.
    SourceUnavailableError
        If the sources cannot be read.
    """
    with run_lock(project):
        PrepareAction(project, services)(project.processed, {})
        task, done = _chosen(project, options, services, target.rpartition("/")[2].removesuffix(".ipynb"))
        folder = temporary_folder(project.reports / "reads")
        try:
            earlier = {name: done[name] for name in task.depends if name in done}
            _in_a_kernel(task, options, folder, earlier)(folder, earlier)
            content = json.loads((folder / SEEN).read_text(encoding="utf-8"))
        finally:
            shutil.rmtree(folder, ignore_errors=True)
    seen = [Sighting(Access(one["access"]), one["name"], one["line"]) for one in content]
    assert task.notebook is not None
    return Recorded(
        project.shown(task.notebook),
        declaration(seen, task.parameters, known_tables(project)),
        tuple(one for one in seen if one.access not in (Access.READ, Access.LIST)),
    )


def _in_a_kernel(task: Task, options: Options, folder: Path, earlier: Mapping[str, Done]) -> Action:
    """Give an action that runs the notebook in a kernel, where everything it reads can be seen."""
    action = task.action
    if isinstance(action, LayoutAction):
        if "edition" in action.folders:
            write_json(folder / "edition.json", dict(action.facts(earlier)))
        recording = replace(options, recording=True)
        return NotebookAction(
            action.name,
            action.project,
            recording,
            action.notebook,
            action.parameters,
            action.folders,
            NOTHING,
        )
    assert isinstance(action, NotebookAction)
    return replace(action, seed=None)


def declaration(
    seen: Iterable[Sighting], parameters: Mapping[str, Any], tables: Iterable[str]
) -> tuple[str, ...]:
    """Make the shortest declaration of what was seen.

    Parameters
    ----------
    seen : iterable of Sighting
        What was read without being declared.
    parameters : mapping of str to object
        Parameters of the run: a file named after the value of one is declared with the name of that.
    tables : iterable of str
        Every table; where all are read, the folder is declared.

    Returns
    -------
    tuple of str
        Entries of ``metadata.senim.reads``, sorted.

    Examples
    --------
    >>> sighting = Sighting(Access.READ, "src/senim/brief/locale/kk.po")
    >>> declaration([sighting], {"language": "kk"}, [])
    ('src/senim/brief/locale/{language}.po',)
    """
    entries = {
        _with_slots(entry_of(one), parameters) for one in seen if one.access in (Access.READ, Access.LIST)
    }
    every = {TABLES + table for table in tables}
    if every and every <= entries:
        entries.add(TABLES)
    folders = tuple(entry for entry in entries if entry.endswith("/"))
    return tuple(
        sorted(
            entry
            for entry in entries
            if not any(entry != folder and entry.startswith(folder) for folder in folders)
        )
    )


def _with_slots(entry: str, parameters: Mapping[str, Any]) -> str:
    folder, slash, file = entry.rpartition("/")
    stem, dot, ending = file.partition(".")
    for name, value in parameters.items():
        if dot and isinstance(value, str) and value == stem and re.fullmatch(r"[\w-]+", value):
            return f"{folder}{slash}{{{name}}}{dot}{ending}"
    return entry


def _chosen(
    project: Project, options: Options, services: Services, target: str
) -> tuple[Task, dict[str, Done]]:
    """Find the task of a notebook and the results it needs, made with the guard or without."""
    for strict in (True, False):
        _, _, plan = plan_run(project, replace(options, recording=True, strict=strict), services)
        chosen = _task_of(project, options, plan, target)
        # Prepared tables were just made; results of other notebooks come from the last run.
        missing = [name for name in chosen.depends if name not in plan.done and name != PREPARE]
        if not missing:
            return chosen, plan.done
    remedy = "Run them first: python pipeline.py run --no-strict."
    raise InputError([Finding(target, name, "its results are missing", remedy) for name in missing])


def _task_of(project: Project, options: Options, plan: Plan, target: str) -> Task:
    kinds = (TaskKind.NOTEBOOK, TaskKind.BRIEF)
    found = {
        one.task.notebook.stem: one.task
        for one in plan.tasks
        if one.task.notebook is not None and one.task.kind in kinds
    }
    alone = project.notebooks / f"{target}.ipynb"
    if target not in found and alone.is_file():
        return _task_alone(project, options, alone)
    if target not in found:
        remedy = unknown_word_remedy(target, found)
        raise InputError([Finding("command line", target, "there is no such notebook", remedy)])
    return found[target]


def _task_alone(project: Project, options: Options, notebook: Path) -> Task:
    """Make a task of a notebook that is no part of an edition, with its own parameters."""
    declared = declared_parameters(notebook, project.shown(notebook))
    values = {name: item.default for name, item in declared.items() if name not in FOLDERS}
    given = {name: value for name, value in options.parameters.items() if name in values}
    folders = frozenset(FOLDERS).intersection(declared)
    recording = replace(options, recording=True)
    action = NotebookAction(
        notebook.stem, project, recording, notebook, {**values, **given}, folders, NOTHING
    )
    return Task(notebook.stem, TaskKind.NOTEBOOK, {}, action, notebook=notebook, parameters=values)
