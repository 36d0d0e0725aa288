"""What tasks do: fill an empty folder from declared inputs."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from senim.execution.canonical import canonical_notebook, notebook_text
from senim.execution.code import load_notebook
from senim.execution.failure import Failure, FailureKind, NotebookError
from senim.execution.files import replace_folder, temporary_folder, write_json, write_text
from senim.execution.guard.session import Watch, run_watched
from senim.execution.results import check_results
from senim.execution.run import run_notebook
from senim.pipeline.errors import SourceUnavailableError
from senim.pipeline.project import Options, Project
from senim.pipeline.reads import NOTHING, NotebookReads, rules_for
from senim.pipeline.services import Services
from senim.pipeline.tasks import Action, Done, Filled

NOTEBOOK = "notebook.ipynb"
RESULTS = "results"
SEEN = "seen.json"
BRIEF = "brief.html"
# Parameters that say where a notebook reads and writes; the pipeline gives them, a user cannot.
FOLDERS = ("results", "inputs", "edition")


def prepare_action(project: Project, services: Services) -> Action:
    """Make the action that checks the sources and writes ``data/processed``.

    Parameters
    ----------
    project : Project
        Where the sources are.
    services : Services
        Gives ``prepare``.

    Returns
    -------
    callable
        The action; raises InputError, or SourceUnavailableError where the sources cannot be read.
    """

    def act(folder: Path, earlier: Mapping[str, Done]) -> Filled:
        if not project.raw.is_dir():
            raise SourceUnavailableError(project.raw, "there is no such folder")
        try:
            files = services.prepare(project.raw, project.processed)
        except (FileNotFoundError, ConnectionError, TimeoutError) as error:
            raise SourceUnavailableError(project.raw, str(error)) from error
        return Filled(elsewhere=project.processed, files=tuple(sorted(files)))

    return act


def notebook_action(
    project: Project,
    options: Options,
    notebook: Path,
    parameters: Mapping[str, Any],
    *,
    folders: frozenset[str],
    reads: NotebookReads,
    facts: Callable[[Mapping[str, Done]], Mapping[str, str]] | None = None,
    on_cell: Callable[[int, int], None] | None = None,
    name: str = "",
) -> Action:
    """Make the action that runs a notebook and keeps its canonical form and its results.

    Parameters
    ----------
    project : Project
        Where everything is.
    options : Options
        Deadlines.
    notebook : Path
        The notebook.
    parameters : mapping of str to object
        Typed parameters.
    folders : frozenset of str
        Which of the folder parameters the notebook declares.
    reads : NotebookReads
        What the notebook may read; all else is refused where the options are strict.
    facts : callable, optional
        Gives the edition facts, written to a file for the notebook.
    on_cell : callable, optional
        Called before each cell.
    name : str
        Name of the task, where one notebook makes several.

    Returns
    -------
    callable
        The action; raises NotebookError.
    """
    task = name or notebook.stem

    def act(folder: Path, earlier: Mapping[str, Done]) -> Filled:
        places = {
            "results": folder / RESULTS,
            "inputs": folder / "inputs",
            "edition": folder / "edition.json",
        }
        if "inputs" in folders:
            _gather(earlier, places["inputs"])
        if "edition" in folders and facts is not None:
            write_json(places["edition"], dict(facts(earlier)))
        given = {**parameters, **{word: str(places[word]) for word in FOLDERS if word in folders}}
        settings: dict[str, Any] = {
            "folder": project.notebooks,
            "environment": {"SENIM_ROOT": str(project.root)},
            "cell_seconds": options.cell_seconds,
            "notebook_seconds": options.notebook_seconds,
            "on_cell": on_cell,
        }
        try:
            if options.strict or options.recording:
                rules = rules_for(project, NOTHING if options.recording else reads, folder)
                watch = Watch(rules, project.shown(notebook), refuse=not options.recording)
                run, seen = run_watched(
                    run_notebook, notebook, folder / NOTEBOOK, given, watch=watch, **settings
                )
                if options.recording:
                    write_json(folder / SEEN, [asdict(sighting) for sighting in seen])
            else:
                run = run_notebook(notebook, folder / NOTEBOOK, given, **settings)
            if "results" in folders:
                _require_results(task, folder, run.printed)
        except NotebookError as error:
            failure = replace(error.failure, notebook=task)
            raise NotebookError(keep_partial(project, task, failure)) from error
        hidden = {**{str(place): "" for place in places.values()}, str(folder): "", str(project.root): "."}
        canonical = canonical_notebook(load_notebook(run.output), hidden)
        write_text(run.output, notebook_text(canonical))
        run.output.with_suffix(".log").unlink(missing_ok=True)
        shutil.rmtree(places["inputs"], ignore_errors=True)
        return Filled(printed=run.printed)

    return act


def render_action(services: Services, language: str, brief: str) -> Action:
    """Make the action that renders an executed brief notebook to one HTML file.

    Parameters
    ----------
    services : Services
        Gives ``render``.
    language : str
        Language of the brief.
    brief : str
        Name of the task that ran the notebook.

    Returns
    -------
    callable
        The action.
    """

    def act(folder: Path, earlier: Mapping[str, Done]) -> Filled:
        write_text(folder / BRIEF, services.render(earlier[brief].folder / NOTEBOOK, language))
        return Filled()

    return act


def keep_partial(project: Project, task: str, failure: Failure) -> Failure:
    """Move a partial notebook to where a user finds it, with the failure in words.

    Parameters
    ----------
    project : Project
        Where failed runs are kept.
    task : str
        Name of the task; an older failure of it is replaced.
    failure : Failure
        What happened; nothing is kept where the user ended the run.

    Returns
    -------
    Failure
        The failure with the new place of the partial notebook.
    """
    if failure.kind is FailureKind.CANCELLED or failure.partial is None:
        return replace(failure, partial=None)
    target = project.failed / task
    folder = temporary_folder(target)
    kept = replace(failure, partial=target / NOTEBOOK)
    shutil.copyfile(failure.partial, folder / NOTEBOOK)
    write_text(folder / "failure.txt", f"{kept}\n\n{failure.log}\n")
    replace_folder(folder, target)
    return kept


def _gather(earlier: Mapping[str, Done], inputs: Path) -> None:
    """Put the results of earlier notebooks side by side, as the notebook wants them."""
    for name, done in earlier.items():
        results = done.folder / RESULTS
        if results.is_dir():
            shutil.copytree(results, inputs / name)


def _require_results(task: str, folder: Path, printed: str) -> None:
    findings = check_results(folder / RESULTS)
    if findings:
        cause = "the notebook ended without writing its results (write_results, in its last code cell)"
        partial = folder / NOTEBOOK
        raise NotebookError(Failure(FailureKind.CODE, task, None, cause, log=printed, partial=partial))
