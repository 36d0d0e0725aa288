"""What tasks do: fill an empty folder from declared inputs. Plain data, so that any of them can travel."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any

from senim.execution.canonical import canonical_notebook, notebook_text
from senim.execution.code import load_notebook
from senim.execution.failure import Failure, FailureKind, NotebookError
from senim.execution.files import write_json, write_text
from senim.execution.prose import woven
from senim.findings import Finding, InputError
from senim.pipeline.editions import LATEST
from senim.pipeline.errors import SourceUnavailableError
from senim.pipeline.project import Options, Project
from senim.pipeline.reads import NOTHING, NotebookReads, rules_for
from senim.pipeline.services import Services
from senim.pipeline.tasks import Done, Filled

NOTEBOOK = "notebook.ipynb"
RESULTS = "results"
SEEN = "seen.json"
BRIEF = "brief.html"
BRIEF_PDF = "brief.pdf"
# Parameters that say where a notebook reads and writes; the pipeline gives them, a user cannot.
FOLDERS = ("results", "inputs", "edition")

SeedOf = Callable[[Mapping[str, Done]], int]


@dataclass(frozen=True)
class Seed:
    """A seed that is known already.

    Parameters
    ----------
    number : int
        The seed.
    """

    number: int

    def __call__(self, earlier: Mapping[str, Done]) -> int:
        """Give the seed."""
        return self.number


def _unheard(*_: object) -> None:
    """Tell nobody.

    Parameters
    ----------
    *_ : object
        What nobody wants to know.
    """


@dataclass(frozen=True)
class Ear:
    """Who hears what a running notebook says.

    Parameters
    ----------
    cell : callable
        Told (cells begun, number of cells) before each cell.
    retry : callable
        Told the failure before each further attempt.
    """

    cell: Callable[[int, int], None] = _unheard
    retry: Callable[[Failure], None] = _unheard


@dataclass(frozen=True)
class PrepareAction:
    """Check the sources and write ``data/processed``.

    Parameters
    ----------
    project : Project
        Where the sources are.
    services : Services
        Gives ``prepare``.
    """

    project: Project
    services: Services

    def __call__(self, folder: Path, earlier: Mapping[str, Done]) -> Filled:
        """Write the tables; raises InputError, or SourceUnavailableError where the sources cannot be read."""
        project = self.project
        if not project.raw.is_dir():
            raise SourceUnavailableError(project.raw, "there is no such folder")
        try:
            files = self.services.prepare(project.raw, project.processed)
        except (FileNotFoundError, ConnectionError, TimeoutError) as error:
            raise SourceUnavailableError(project.raw, str(error)) from error
        return Filled(elsewhere=project.processed, files=tuple(sorted(files)))


@dataclass(frozen=True)
class NotebookAction:
    """Run a notebook in a kernel; keep its canonical form and its results.

    Parameters
    ----------
    name : str
        Name of the task.
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
    seed : callable, optional
        Gives the seed of random streams that a notebook does not seed itself.
    ear : Ear
        Hears what the notebook says.
    """

    name: str
    project: Project
    options: Options
    notebook: Path
    parameters: Mapping[str, Any]
    folders: frozenset[str]
    reads: NotebookReads
    seed: SeedOf | None = None
    ear: Ear = field(default=Ear(), compare=False)

    def __call__(self, folder: Path, earlier: Mapping[str, Done]) -> Filled:
        """Run the notebook; raises NotebookError."""
        from senim.execution.guard.session import Watch
        from senim.execution.run import run_notebook

        given = _given(folder, self.parameters, self.folders, earlier)

        def clear(failure: Failure) -> None:
            shutil.rmtree(folder / RESULTS, ignore_errors=True)
            self.ear.retry(failure)

        options = self.options
        settings: dict[str, Any] = {
            "folder": self.project.notebooks,
            "environment": {"SENIM_ROOT": str(self.project.root)},
            "cell_seconds": options.cell_seconds,
            "notebook_seconds": options.notebook_seconds,
            "run_seconds": options.deadline.seconds_left(),
            "memory_cap_bytes": options.memory_cap_bytes,
            "retries": options.retries,
            "on_cell": self.ear.cell,
            "on_retry": clear,
            "seed": self.seed(earlier) if self.seed is not None else None,
        }
        if options.strict or options.recording:
            rules = rules_for(self.project, NOTHING if options.recording else self.reads, folder)
            shown = self.project.shown(self.notebook)
            settings["watch"] = Watch(rules, shown, refuse=not options.recording)
        try:
            run = run_notebook(self.notebook, folder / NOTEBOOK, given, **settings)
            if options.recording:
                write_json(folder / SEEN, [asdict(sighting) for sighting in run.sightings])
            _require_results(self.name, folder, self.folders, run.printed)
        except NotebookError as error:
            failure = replace(error.failure, notebook=self.name)
            raise NotebookError(keep_partial(self.project, self.name, failure)) from error
        _keep(folder, self.project)
        return Filled(printed=run.printed, peak_memory_bytes=run.peak_memory_bytes, attempts=run.attempts)


@dataclass(frozen=True)
class LayoutAction:
    """Run a notebook that lays out the results of others, without a kernel.

    Parameters
    ----------
    name : str
        Name of the task.
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
    reads : NotebookReads or None
        What the notebook may read; all else is refused. None refuses nothing.
    facts : callable
        Gives the facts of the edition from the finished tasks; written to a file for the notebook.
    ear : Ear
        Hears what the notebook says.
    """

    name: str
    project: Project
    options: Options
    notebook: Path
    parameters: Mapping[str, Any]
    folders: frozenset[str]
    reads: NotebookReads | None
    facts: Callable[[Mapping[str, Done]], Mapping[str, Any]]
    ear: Ear = field(default=Ear(), compare=False)

    def __call__(self, folder: Path, earlier: Mapping[str, Done]) -> Filled:
        """Run the notebook; raises NotebookError."""
        from senim.execution.guard.session import Watch
        from senim.execution.layout import lay_out

        given = _given(folder, self.parameters, self.folders, earlier)
        if "edition" in self.folders:
            write_json(folder / "edition.json", dict(self.facts(earlier)))
        watch = None
        if self.reads is not None:
            watch = Watch(rules_for(self.project, self.reads, folder), self.project.shown(self.notebook))
        try:
            run = lay_out(
                self.notebook,
                folder / NOTEBOOK,
                given,
                on_cell=self.ear.cell,
                watch=watch,
                cell_seconds=self.options.cell_seconds,
                notebook_seconds=self.options.notebook_seconds,
                run_seconds=self.options.deadline.seconds_left(),
            )
            _require_results(self.name, folder, self.folders, run.printed)
        except NotebookError as error:
            failure = replace(error.failure, notebook=self.name)
            raise NotebookError(keep_partial(self.project, self.name, failure)) from error
        _keep(folder, self.project)
        return Filled(printed=run.printed)


@dataclass(frozen=True)
class WeaveAction:
    """Put the outputs of a notebook into its present prose.

    Parameters
    ----------
    project : Project
        Its folder is hidden in the executed notebook, so it is hidden here too.
    notebook : Path
        The notebook as it is written.
    ran : str
        Name of the task that ran it.
    """

    project: Project
    notebook: Path
    ran: str

    def __call__(self, folder: Path, earlier: Mapping[str, Done]) -> Filled:
        """Write the woven notebook."""
        executed = load_notebook(earlier[self.ran].folder / NOTEBOOK)
        try:
            hidden = {str(self.project.root): "."}
            notebook = woven(executed, canonical_notebook(load_notebook(self.notebook), hidden))
        except ValueError as error:
            finding = Finding(self.notebook.name, "", f"it was edited while it ran ({error})", "Run again.")
            raise InputError([finding], "input of the run") from error
        write_text(folder / NOTEBOOK, notebook_text(notebook))
        return Filled()


@dataclass(frozen=True)
class RenderAction:
    """Render an executed brief notebook to one HTML file, and to a PDF beside it.

    Parameters
    ----------
    services : Services
        Gives ``render``.
    language : str
        Language of the brief.
    brief : str
        Name of the task that ran the notebook.
    pdf : bool
        Whether there is a PDF.
    """

    services: Services
    language: str
    brief: str
    pdf: bool = False

    def __call__(self, folder: Path, earlier: Mapping[str, Done]) -> Filled:
        """Write the page and its twin; raises InputError where a font is missing."""
        from senim.execution.apart import apart

        notebook = earlier[self.brief].folder / NOTEBOOK
        write = self.services.pdf if self.pdf else None
        page, twin = apart(partial(_rendered, self.services.render, write, notebook, self.language))
        write_text(folder / BRIEF, page)
        if twin is not None:
            (folder / BRIEF_PDF).write_bytes(twin)
        return Filled()


def _rendered(
    render: Callable[[Path, str], str],
    write: Callable[[str, str], tuple[bytes, str]] | None,
    notebook: Path,
    language: str,
    tell: object,
) -> tuple[str, bytes | None]:
    page = render(notebook, language)
    if write is None:
        return page, None
    twin, page = write(page, language)
    return page, twin


def keep_partial(project: Project, task: str, failure: Failure) -> Failure:
    """Put a partial notebook where a user finds it, with a page and a record of the failure.

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
    if failure.kind is FailureKind.CANCELLED:
        return replace(failure, partial=None)
    # Only a run that fails needs the page, and a run with nothing to do must start fast.
    from senim.execution.failure_folder import keep_failure

    latest = project.reports / LATEST
    return keep_failure(
        project.failed, task, failure, edition=latest.resolve().name if latest.exists() else ""
    )


def _given(
    folder: Path, parameters: Mapping[str, Any], folders: frozenset[str], earlier: Mapping[str, Done]
) -> dict[str, Any]:
    """Add the places a notebook reads and writes to its parameters; lay out what it reads."""
    places = {word: folder / name for word, name in _PLACES.items() if word in folders}
    if "inputs" in folders:
        for name, done in earlier.items():
            results = done.folder / RESULTS
            if results.is_dir():
                shutil.copytree(results, folder / "inputs" / name)
    return {**parameters, **{word: str(place) for word, place in places.items()}}


_PLACES = {"results": RESULTS, "inputs": "inputs", "edition": "edition.json"}


def _keep(folder: Path, project: Project) -> None:
    """Bring the executed notebook into its canonical form, and remove what was only read."""
    places = {str(folder / name): "" for name in _PLACES.values()}
    hidden = {**places, str(folder): "", str(project.root): "."}
    output = folder / NOTEBOOK
    write_text(output, notebook_text(canonical_notebook(load_notebook(output), hidden)))
    output.with_suffix(".log").unlink(missing_ok=True)
    shutil.rmtree(folder / "inputs", ignore_errors=True)


def _require_results(task: str, folder: Path, folders: frozenset[str], printed: str) -> None:
    from senim.execution.results import check_results

    if "results" not in folders:
        return
    findings = check_results(folder / RESULTS)
    if findings:
        cause = "the notebook ended without writing its results (write_results, in its last code cell)"
        partial = folder / NOTEBOOK
        raise NotebookError(Failure(FailureKind.CODE, task, None, cause, log=printed, partial=partial))
