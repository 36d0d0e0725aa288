"""The run as a graph: which task there is, and what each reads."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache, partial
from pathlib import Path
from typing import Any

from senim.execution.parameters import DeclaredParameter
from senim.pipeline.actions import (
    FOLDERS,
    NOTEBOOK,
    RESULTS,
    Ear,
    LayoutAction,
    NotebookAction,
    PrepareAction,
    RenderAction,
    WeaveAction,
)
from senim.pipeline.difference.snapshot import run_snapshot
from senim.pipeline.facts import EditionFacts, Lineage, data_cutoff, edition_id, run_key
from senim.pipeline.keys import EDITION, UNDECLARED, WORDS, file_items
from senim.pipeline.lineage import belongs, next_lineage
from senim.pipeline.notebooks import declared_notebooks, notebook_parameters
from senim.pipeline.planning import Planner
from senim.pipeline.project import Options, Project
from senim.pipeline.reads import notebook_reads
from senim.pipeline.record import commit_of_run
from senim.pipeline.services import Services
from senim.pipeline.since import brief_changes, changes_since
from senim.pipeline.tasks import Done, Task, TaskKind

PREPARE = "prepare"
TEXT = "text"
PROSE = "senim.brief.prose"
WRITTEN = "written"
# What ran without the guard never stands for what ran with it.
NOT_WATCHED: Mapping[str, str] = {UNDECLARED: "not refused"}


# Seconds a notebook takes beside another one, before there is a history: only their order matters.
FIRST_GUESS: Mapping[str, float] = {
    "02-staffing-471-to-424": 7.0,
    "04-crime-response": 4.0,
    "06-scenarios-compared": 6.0,
    "07-who-is-examined": 15.0,
    "08-what-studies-say": 8.0,
    "09-england-and-wales": 12.0,
    "10-russia-2011": 15.0,
    "11-can-kazakh-data-tell": 10.0,
    "12-official-claims-checked": 5.0,
    "13-specification-curve": 16.0,
    "14-recorded-and-true-crime": 8.0,
    "15-trust-in-depth": 6.0,
    "16-money-and-break-even": 16.0,
    "17-what-would-change-our-mind": 17.0,
    "18-regions": 8.0,
    "19-checked-against-history": 18.0,
    "20-the-force-that-is-left": 14.0,
    "21-more-police-more-offences": 6.0,
}
KIND_GUESS: Mapping[TaskKind, float] = {TaskKind.PREPARE: 1.0, TaskKind.RENDER: 0.5}
USUAL_GUESS = 3.0


EarOf = Callable[[str], Ear]
LineageOf = Callable[[str], Lineage]


def build_tasks(
    project: Project,
    options: Options,
    services: Services,
    planner: Planner,
    date: str,
    ear_of: EarOf = lambda task: Ear(),
    lineage_of: LineageOf | None = None,
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
    ear_of : callable
        Gives the ear of a task by its name.
    lineage_of : callable or None
        Gives the place of the edition by its id; None where a new one is to be made.

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
    tasks = [prepare_task(project, services)]
    for path, parameters in declared.analysis.items():
        ran = _analysis(project, options, services, planner, path, parameters, values[path], ear_of)
        tasks += [ran, _text(project, path, ran.name)]
    if declared.brief is not None:
        lineage = lineage_of or lineages(project.reports)
        path, parameters = declared.brief
        analysis = tuple(task.name for task in tasks if task.kind is TaskKind.NOTEBOOK)
        for language in options.languages:
            name = _brief_name(language)
            facts = partial(
                edition_facts,
                project,
                planner,
                analysis,
                name,
                options.languages,
                date,
                lineage_of=lineage,
            )
            chosen = {**values[path], **({"language": language} if "language" in parameters else {})}
            brief = _brief(
                project, options, planner, path, parameters, chosen, analysis, facts, ear_of, language
            )
            planner.announce(brief)
            tasks += [brief, _render(project, services, language, brief.name, wanted=options.pdf)]
    return tuple(tasks)


def edition_facts(
    project: Project,
    planner: Planner,
    analysis: tuple[str, ...],
    brief: str,
    languages: tuple[str, ...],
    date: str,
    done: Mapping[str, Done],
    *,
    lineage_of: LineageOf,
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
    lineage_of : callable
        Gives the place of an edition by its id.

    Returns
    -------
    EditionFacts
        The facts.
    """
    own = planner.announced(brief)
    key = run_key({name: done[name] for name in analysis}, own)
    return EditionFacts(
        date=date,
        run_key=key,
        data_cutoff=data_cutoff(project.raw) or None,
        commit=commit_of_run(project.root) or None,
        languages=languages,
        lineage=lineage_of(edition_id(date, key)),
    )


def lineages(reports: Path, standing: Lineage | None = None) -> LineageOf:
    """Make what tells the place of the edition of a run; it is looked for once.

    Parameters
    ----------
    reports : Path
        The reports folder.
    standing : Lineage or None
        A published edition, which has its place already.

    Returns
    -------
    callable
        Gives the place by id.
    """

    @cache
    def lineage_of(edition: str) -> Lineage:
        if standing is not None and belongs(standing, edition):
            return standing
        return next_lineage(reports, edition)

    return lineage_of


def prepare_task(project: Project, services: Services) -> Task:
    """Make the task that checks the sources; editions and sweeps share its result.

    Parameters
    ----------
    project : Project
        The project.
    services : Services
        Other rooms.

    Returns
    -------
    Task
        The task.
    """
    return Task(
        PREPARE,
        TaskKind.PREPARE,
        {},
        PrepareAction(project, services),
        modules=("senim.sources",),
        inputs=(project.raw,),
    )


def watched_or_not(strict: bool, done: Mapping[str, Done]) -> dict[str, str]:
    """Give what a key holds of the guard: nothing where it watches.

    Parameters
    ----------
    strict : bool
        Whether it watches.
    done : mapping of str to Done
        Finished tasks; nothing hangs on them.

    Returns
    -------
    dict of str to str
        An item of the inputs part.
    """
    return {} if strict else dict(NOT_WATCHED)


def _analysis(
    project: Project,
    options: Options,
    services: Services,
    planner: Planner,
    path: Path,
    declared: Mapping[str, DeclaredParameter],
    values: Mapping[str, Any],
    ear_of: EarOf,
) -> Task:
    reads = notebook_reads(project, path, values)

    catalogues = [path for path in reads.counted if path.suffix == ".po"]

    def words(done: Mapping[str, Done]) -> dict[str, str]:
        watched = watched_or_not(options.strict, done)
        # Sentences of notebooks take a few words from the English catalogue: those count, the others do not.
        if PROSE not in planner.own_parts(task).modules:
            return watched | file_items(catalogues, project.root)
        return watched | {f"{WORDS}{name}": text for name, text in services.number_words().items()}

    task = Task(
        path.stem,
        TaskKind.NOTEBOOK,
        {PREPARE: reads.beginnings},
        NotebookAction(
            path.stem,
            project,
            options,
            path,
            values,
            frozenset(FOLDERS).intersection(declared),
            reads,
            partial(planner.seed, path.stem),
            ear_of(path.stem),
        ),
        notebook=path,
        inputs=tuple(path for path in reads.counted if path not in catalogues),
        parameters=values,
        facts=words,
    )
    planner.announce(task)
    return task


def _text(project: Project, path: Path, ran: str) -> Task:
    """Make the task that brings prose and outputs together: an edit of prose runs this and no kernel."""
    action = WeaveAction(project, path, ran)
    return Task(
        f"{TEXT}.{ran}",
        TaskKind.TEXT,
        {ran: (NOTEBOOK,)},
        action,
        notebook=path,
        modules=("senim.execution.prose",),
        prose=True,
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
    ear_of: EarOf,
    language: str,
) -> Task:
    name = _brief_name(language)
    reads = notebook_reads(project, path, values)

    def shown(done: Mapping[str, Done]) -> dict[str, Any]:
        known = facts(done)
        return {**known.as_dict(), "changes": _changes(project, planner, known, done, name)}

    def keyed(done: Mapping[str, Done]) -> dict[str, str]:
        # The commit is shown but does not decide: a commit that changes nothing runs nothing. The changes
        # follow from the edition compared with and from the results, which are in the key already.
        told = facts(done).as_dict()
        known = {f"{EDITION}{word}": str(value) for word, value in told.items() if word != "commit"}
        return known | watched_or_not(options.strict, done)

    return Task(
        name,
        TaskKind.BRIEF,
        dict.fromkeys(analysis, (f"{RESULTS}/",)),
        LayoutAction(
            name,
            project,
            options,
            path,
            values,
            frozenset(FOLDERS).intersection(declared),
            reads if options.strict else None,
            shown,
            ear_of(name),
        ),
        notebook=path,
        inputs=reads.counted,
        parameters=values,
        facts=keyed,
        language=language,
        prose=True,
    )


def _changes(
    project: Project, planner: Planner, facts: EditionFacts, done: Mapping[str, Done], brief: str
) -> dict[str, Any] | None:
    if facts.lineage.compared_with is None:
        return None
    own = planner.announced(brief)
    now = run_snapshot(project, facts.name, facts.date, done, {brief: own} if own else {})
    return brief_changes(changes_since(project.reports, facts.lineage, now))


def _render(project: Project, services: Services, language: str, brief: str, *, wanted: bool) -> Task:
    parameters = {"language": language}
    if services.pdf is not None:
        # The record of the edition says with this why it has no PDF.
        hindrance = services.pdf_hindrance() if wanted else "not asked for"
        parameters["pdf"] = f"not written: {hindrance}" if hindrance else WRITTEN
    return Task(
        f"page.{language}",
        TaskKind.RENDER,
        {brief: (NOTEBOOK,)},
        RenderAction(services, language, brief, pdf=parameters.get("pdf") == WRITTEN),
        modules=("senim.brief.exporter", *(("senim.brief.pdf",) if services.pdf is not None else ())),
        inputs=(
            project.package / "brief" / "template",
            project.package / "brief" / "locale" / f"{language}.po",
        ),
        parameters=parameters,
        language=language,
    )


def _brief_name(language: str) -> str:
    return f"brief.{language}"
