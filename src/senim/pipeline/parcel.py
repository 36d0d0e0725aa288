"""What travels to a worker and back: a task with the content hashes of all it reads, and what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from senim.execution.failure import Attempt, Failure
from senim.execution.files import file_digest
from senim.findings import Finding, InputError
from senim.pipeline.actions import Ear, NotebookAction, Seed
from senim.pipeline.deadline import NO_DEADLINE, RunDeadline
from senim.pipeline.installation import Installation
from senim.pipeline.keys import RunKey, file_items
from senim.pipeline.objects import Storage
from senim.pipeline.project import Project
from senim.pipeline.tasks import Done, Task

MISSING = "missing"
_ROOT, _PACKAGE = "project", "package"
NOWHERE = Project(Path(), Path("reports"))


@dataclass(frozen=True)
class Parcel:
    """One task on its way to a worker.

    Parameters
    ----------
    run : str
        Name of the run, for what is said while the task is at work.
    action : NotebookAction
        What to do, with paths relative to the project.
    storage : str
        Address of the storage.
    project : mapping of str to str
        Files of the project that it reads: path to SHA-256.
    earlier : mapping of str to mapping
        Results of earlier tasks that it reads: task to path to SHA-256.
    installation : str
        Digest of what must be installed.
    """

    run: str
    action: NotebookAction
    storage: str
    project: Mapping[str, str]
    earlier: Mapping[str, Mapping[str, str]]
    installation: str


@dataclass(frozen=True)
class Returned:
    """What came of a parcel; the files are in the storage.

    Parameters
    ----------
    worker : str
        Address of the worker.
    files : mapping of str to str
        What the task wrote: path in its folder to SHA-256.
    printed : str
        What it printed.
    seconds : float
        How long it took there.
    failure : Failure or None
        Why it did not finish; `files` then holds the partial notebook, where there is one.
    peak_memory_bytes : int
        Most memory its kernel held.
    attempts : tuple of Attempt
        Attempts that failed before.
    """

    worker: str
    files: Mapping[str, str]
    printed: str = ""
    seconds: float = 0.0
    failure: Failure | None = None
    peak_memory_bytes: int = 0
    attempts: tuple[Attempt, ...] = ()


@dataclass(frozen=True)
class Refused:
    """A worker that does not take part, because it would compute something else.

    Parameters
    ----------
    worker : str
        Its address.
    installation : Installation
        What is installed there.
    problems : tuple of str
        What else is wrong with it.
    """

    worker: str
    installation: Installation
    problems: tuple[str, ...]


@dataclass(frozen=True)
class Lost:
    """A file that the storage does not hold as it was written.

    Parameters
    ----------
    worker : str
        Who missed it.
    digest : str
        Its SHA-256.
    """

    worker: str
    digest: str


Reply = Returned | Refused | Lost


def travelling(action: NotebookAction, earlier: Mapping[str, Done]) -> NotebookAction:
    """Take from an action what only this machine can use.

    Parameters
    ----------
    action : NotebookAction
        The action.
    earlier : mapping of str to Done
        Finished tasks, those it depends on among them.

    Returns
    -------
    NotebookAction
        The same, with paths relative to the project, a seed that is known, and nobody who hears it.
    """
    project = action.project
    # The values for this notebook are in the action; those for all of them stay here. Clocks differ.
    options = replace(
        action.options,
        parameters={},
        cluster="",
        storage="",
        run_seconds=action.options.deadline.seconds_left(),
        deadline=NO_DEADLINE,
    )
    inputs = tuple(_relative(path, project) for path in action.reads.inputs)
    return replace(
        action,
        project=NOWHERE,
        options=options,
        notebook=action.notebook.relative_to(project.root),
        reads=replace(action.reads, inputs=inputs),
        seed=Seed(action.seed(earlier)) if action.seed is not None else None,
        ear=Ear(),
    )


def arrived(action: NotebookAction, root: Path) -> NotebookAction:
    """Give an action the places of the machine it has come to.

    Parameters
    ----------
    action : NotebookAction
        As `travelling` made it.
    root : Path
        The project there.

    Returns
    -------
    NotebookAction
        An action that can be called.
    """
    project = Project(root, root / "reports")
    inputs = tuple(_absolute(path, project) for path in action.reads.inputs)
    return replace(
        action,
        project=project,
        options=replace(action.options, deadline=RunDeadline.after(action.options.run_seconds)),
        notebook=root / action.notebook,
        reads=replace(action.reads, inputs=inputs),
    )


def _relative(path: Path, project: Project) -> Path:
    """Say where a declared file is, in words that hold on every machine."""
    for name, folder in ((_PACKAGE, project.package), (_ROOT, project.root)):
        if path.is_relative_to(folder):
            return Path(name) / path.relative_to(folder)
    return path


def _absolute(path: Path, project: Project) -> Path:
    places = {_PACKAGE: project.package, _ROOT: project.root}
    first = path.parts[0] if path.parts else ""
    return places[first].joinpath(*path.parts[1:]) if first in places else path


def files_read(
    task: Task, action: NotebookAction, earlier: Mapping[str, Done]
) -> tuple[dict[str, Path], dict[str, dict[str, Path]]]:
    """List the files a task may read: its notebook, the sources, its declared inputs, earlier results.

    Parameters
    ----------
    task : Task
        The task.
    action : NotebookAction
        What it does.
    earlier : mapping of str to Done
        Finished tasks.

    Returns
    -------
    tuple of dict
        Files of the project by path, and by task the files of earlier results.

    Raises
    ------
    InputError
        If an input is outside the project: no other machine would have it.
    """
    root = action.project.root
    # Source tables travel too: a notebook asks whether the prepared table is younger than its source.
    raw = [action.project.raw] if action.project.raw.is_dir() else []
    found = {name: root / name for name in file_items([action.notebook, *raw, *task.inputs], root)}
    outside = [path for path in task.inputs if not path.is_relative_to(root)]
    if outside:
        remedy = "Put it into the project, or run without --cluster."
        problem = "this input lies outside the project and cannot travel"
        raise InputError([Finding(str(path), task.name, problem, remedy) for path in outside], "inputs")
    results: dict[str, dict[str, Path]] = {}
    for name, beginnings in task.depends.items():
        done = earlier[name]
        files = {file: done.folder / file for file in done.files if file.startswith(beginnings)}
        if done.folder.is_relative_to(root) and _is_place_of_project(done, action.project):
            found |= {path.relative_to(root).as_posix(): path for path in files.values()}
        else:
            results[name] = files
    return {name: path for name, path in found.items() if path.is_file()}, results


def hashed(files: Mapping[str, Path]) -> dict[str, str]:
    """Hash files.

    Parameters
    ----------
    files : mapping of str to Path
        Files by name.

    Returns
    -------
    dict of str to str
        Name to SHA-256.
    """
    return {name: file_digest(path) for name, path in files.items()}


def unpacked(
    files: Mapping[str, str], storage: Storage, cache: Storage, folder: Path, *, shared: bool = False
) -> str | None:
    """Lay out files from the storage in a folder, by way of a cache on this machine.

    Parameters
    ----------
    files : mapping of str to str
        Path in the folder to SHA-256.
    storage, cache : Storage
        Where they come from, and where they are kept; the same storage twice where there is no cache.
    folder : Path
        Where they are wanted.
    shared : bool
        Whether nobody will write to them.

    Returns
    -------
    str or None
        The SHA-256 of the first file that is not to be had; None where all are there.

    Raises
    ------
    ValueError
        If a path leads out of the folder.
    """
    for name, digest in sorted(files.items()):
        path = PurePosixPath(name)
        if path.is_absolute() or ".." in path.parts or not path.parts:
            raise ValueError(f"{name!r} leads out of the folder it belongs to")
        target = folder.joinpath(*path.parts)
        if cache.give(digest, target, shared=shared):
            continue
        if cache is storage or not storage.give(digest, target):
            return digest
        cache.add(target, digest)
    return None


def earlier_done(task: str, folder: Path, files: Mapping[str, str]) -> Done:
    """Make the record of an earlier task as an action reads it on another machine.

    Parameters
    ----------
    task : str
        Its name.
    folder : Path
        Where its files are now.
    files : mapping of str to str
        Path to SHA-256.

    Returns
    -------
    Done
        With an empty key: the key has done its work where the task was decided upon.
    """
    return Done(task, RunKey(), folder, files)


def _is_place_of_project(done: Done, project: Project) -> bool:
    """Tell whether a task wrote to a folder of the project that notebooks know by its name."""
    return not done.folder.is_relative_to(project.cache)
