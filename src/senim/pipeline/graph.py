"""The run as a graph: which task there is, and what each reads."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from senim.execution.parameters import DeclaredParameter
from senim.pipeline.actions import FOLDERS, NOTEBOOK, RESULTS, notebook_action, prepare_action, render_action
from senim.pipeline.difference.snapshot import run_snapshot
from senim.pipeline.facts import EditionFacts, data_cutoff, edition_id, run_key
from senim.pipeline.notebooks import declared_notebooks, notebook_parameters
from senim.pipeline.planning import Planner
from senim.pipeline.project import Options, Project
from senim.pipeline.record import commit_of_run
from senim.pipeline.services import Services
from senim.pipeline.since import brief_changes, changes_since, compared_edition
from senim.pipeline.tasks import Done, Task, TaskKind

PREPARE = "prepare"


@dataclass(frozen=True)
class Needs:
    """What a notebook reads; the widest by default.

    Parameters
    ----------
    tables : tuple of str
        Beginnings of the names of tables in ``data/processed``; "" for every table.
    parameters, scenarios : bool
        Whether it reads ``parameters/`` and ``scenarios/``.
    """

    tables: tuple[str, ...] = ("",)
    parameters: bool = True
    scenarios: bool = True


# A notebook that is not named here is taken to read everything: it may run once too often, never too rarely.
NEEDS: Mapping[str, Needs] = {}

# Seconds a notebook takes beside another one, before there is a history: only their order matters.
FIRST_GUESS: Mapping[str, float] = {
    "02-staffing-471-to-424": 7.0,
    "04-crime-response": 4.0,
    "06-scenarios-compared": 6.0,
}
USUAL_GUESS = 3.0


OnCell = Callable[[str, int, int], None]


def build_tasks(
    project: Project,
    options: Options,
    services: Services,
    planner: Planner,
    date: str,
    on_cell: OnCell = lambda task, number, of: None,
) -> tuple[Task, ...]:
    """Make the tasks of a run: the sources, the notebooks, the briefs, the pages.

    Parameters
    ----------
    project : Project
        The project.
    options : Options
        What the user asked for.
    services : Services
        Other rooms.
    planner : Planner
        Knows the keys that the run key of the edition is made of.
    date : str
        ISO date of the edition.
    on_cell : callable
        Called with (task, cells begun, number of cells).

    Returns
    -------
    tuple of Task
        The tasks.

    Raises
    ------
    InputError
        If a parameter or a notebook cannot be used.
    """
    declared = declared_notebooks(project)
    values = notebook_parameters(project, options, declared)
    tasks = [_prepare(project, services)]
    for path, parameters in declared.analysis.items():
        tasks.append(_analysis(project, options, path, parameters, values[path], on_cell))
    if declared.brief is not None:
        path, parameters = declared.brief
        analysis = tuple(task.name for task in tasks if task.kind is TaskKind.NOTEBOOK)
        for language in options.languages:
            name = _brief_name(language)
            facts = partial(edition_facts, project, planner, analysis, name, options.languages, date)
            chosen = {**values[path], **({"language": language} if "language" in parameters else {})}
            brief = _brief(
                project, options, planner, path, parameters, chosen, analysis, facts, on_cell, language
            )
            planner.announce(brief)
            tasks += [brief, _render(project, services, language, brief.name)]
    return tuple(tasks)


def edition_facts(
    project: Project,
    planner: Planner,
    analysis: tuple[str, ...],
    brief: str,
    languages: tuple[str, ...],
    date: str,
    done: Mapping[str, Done],
) -> EditionFacts:
    """Compute the facts of an edition from its finished analysis notebooks.

    Parameters
    ----------
    project : Project
        The project.
    planner : Planner
        Knows the code of the brief.
    analysis : tuple of str
        Names of the analysis tasks.
    brief : str
        Name of a brief task; empty where there are no briefs.
    languages : tuple of str
        Languages built.
    date : str
        ISO date.
    done : mapping of str to Done
        Finished tasks, the analysis among them.

    Returns
    -------
    EditionFacts
        The facts.
    """
    own = planner.announced(brief)
    key = run_key({name: done[name] for name in analysis}, own)
    compared = compared_edition(project.reports, edition_id(date, key)) or (None, None)
    return EditionFacts(
        date=date,
        run_key=key,
        data_cutoff=data_cutoff(project.raw) or None,
        commit=commit_of_run(project.root) or None,
        languages=languages,
        compared_with=compared[0],
        compared_seal=compared[1],
    )


def _prepare(project: Project, services: Services) -> Task:
    return Task(
        PREPARE,
        TaskKind.PREPARE,
        {},
        prepare_action(project, services),
        modules=("senim.sources",),
        inputs=(project.raw,),
    )


def _analysis(
    project: Project,
    options: Options,
    path: Path,
    declared: Mapping[str, DeclaredParameter],
    values: Mapping[str, Any],
    on_cell: OnCell,
) -> Task:
    needs = NEEDS.get(path.stem, Needs())
    inputs = [project.raw / "datapackage.json"]
    inputs += [project.parameters] if needs.parameters else []
    inputs += [project.scenarios] if needs.scenarios else []
    return Task(
        path.stem,
        TaskKind.NOTEBOOK,
        {PREPARE: needs.tables},
        notebook_action(
            project,
            options,
            path,
            values,
            folders=frozenset(FOLDERS).intersection(declared),
            on_cell=partial(on_cell, path.stem),
        ),
        notebook=path,
        inputs=tuple(inputs),
        parameters=values,
    )


def _brief(
    project: Project,
    options: Options,
    planner: Planner,
    path: Path,
    declared: Mapping[str, DeclaredParameter],
    values: Mapping[str, Any],
    analysis: tuple[str, ...],
    facts: Callable[[Mapping[str, Done]], EditionFacts],
    on_cell: OnCell,
    language: str,
) -> Task:
    name = _brief_name(language)

    def shown(done: Mapping[str, Done]) -> dict[str, Any]:
        known = facts(done)
        return {**known.as_dict(), "changes": _changes(project, planner, known, done, name)}

    def keyed(done: Mapping[str, Done]) -> dict[str, str]:
        # The commit is shown but does not decide: a commit that changes nothing runs nothing. The changes
        # follow from the edition compared with and from the results, which are in the key already.
        told = facts(done).as_dict()
        return {f"edition {word}": str(value) for word, value in told.items() if word != "commit"}

    return Task(
        name,
        TaskKind.BRIEF,
        dict.fromkeys(analysis, (f"{RESULTS}/",)),
        notebook_action(
            project,
            options,
            path,
            values,
            folders=frozenset(FOLDERS).intersection(declared),
            facts=shown,
            on_cell=partial(on_cell, name),
            name=name,
        ),
        notebook=path,
        inputs=(
            project.raw / "datapackage.json",
            project.scenarios,
            project.package / "brief" / "locale" / f"{language}.po",
        ),
        parameters=values,
        facts=keyed,
        language=language,
    )


def _changes(
    project: Project, planner: Planner, facts: EditionFacts, done: Mapping[str, Done], brief: str
) -> dict[str, Any] | None:
    if facts.compared_with is None or facts.compared_seal is None:
        return None
    own = planner.announced(brief)
    now = run_snapshot(project, facts.id, facts.date, done, {brief: own} if own else {})
    return brief_changes(changes_since(project.reports, (facts.compared_with, facts.compared_seal), now))


def _render(project: Project, services: Services, language: str, brief: str) -> Task:
    return Task(
        f"page.{language}",
        TaskKind.RENDER,
        {brief: (NOTEBOOK,)},
        render_action(services, language, brief),
        modules=("senim.brief.exporter",),
        inputs=(
            project.package / "brief" / "template",
            project.package / "brief" / "locale" / f"{language}.po",
        ),
        parameters={"language": language},
        language=language,
    )


def _brief_name(language: str) -> str:
    return f"brief.{language}"
