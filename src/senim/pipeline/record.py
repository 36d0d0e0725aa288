"""The record of an edition: what went in, what came out, with which code and packages.

It promises that the same record means the same inputs, code, parameters and packages, and that every
file of the edition can be checked against its hash without a network. A seal, a hash over all the rest
of the record, does the same for the record itself. It does not certify that the numbers are right or who
made them: whoever changes a file can write a new record, and its seal and run key will then be others.
It holds no times, so that two equal runs give equal records.
"""

from __future__ import annotations

import json
import platform
import re
import subprocess
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from senim.execution.files import file_digest
from senim.pipeline.keys import EDITION, digest_of
from senim.pipeline.packages import installed_versions
from senim.pipeline.project import Project
from senim.pipeline.tasks import Done, Task

RECORD = "record.json"
SEAL = "seal"
FORMAT = 2
_PINNED = re.compile(r"^([A-Za-z0-9][A-Za-z0-9._-]*)==", re.MULTILINE)


def run_record(
    project: Project, facts: Mapping[str, Any], tasks: Iterable[Task], done: Mapping[str, Done]
) -> dict[str, Any]:
    """Describe a finished run.

    Parameters
    ----------
    project : Project
        Where the inputs are.
    facts : mapping of str to object
        Date, run key, data cut-off, commit, and the edition it is compared with.
    tasks : iterable of Task
        The tasks it was made from.
    done : mapping of str to Done
        Their results.

    Returns
    -------
    dict
        All of the record but what came out of the run.
    """
    return {
        "format": FORMAT,
        "edition": dict(facts),
        "python": platform.python_version(),
        "packages": package_versions(project.lock_file),
        "inputs": input_digests(done),
        "tasks": {task.name: _task(task, done[task.name]) for task in sorted(tasks, key=_name)},
    }


def sealed_record(run: Mapping[str, Any], folder: Path) -> dict[str, Any]:
    """Complete a record with every file of the edition, and seal it.

    Parameters
    ----------
    run : mapping of str to object
        As `run_record` gives it.
    folder : Path
        The edition, complete but for its record.

    Returns
    -------
    dict
        The record, ready to be written as JSON.
    """
    outputs = {
        path.relative_to(folder).as_posix(): file_digest(path)
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path != folder / RECORD
    }
    record = {**run, "outputs": outputs}
    return {**record, SEAL: seal_of(record)}


def seal_of(record: Mapping[str, Any]) -> str:
    """Hash a record.

    Parameters
    ----------
    record : mapping of str to object
        The record; its own seal does not count.

    Returns
    -------
    str
        64 hexadecimal digits.
    """
    return digest_of({name: value for name, value in record.items() if name != SEAL})


def read_record(folder: Path) -> dict[str, Any] | None:
    """Read the record of an edition, if it is one that this version can trust.

    Parameters
    ----------
    folder : Path
        The edition.

    Returns
    -------
    dict or None
        None where there is none, where its seal is broken, or where another version wrote it.
    """
    record = _content(folder)
    if record is None or record.get("format") != FORMAT:
        return None
    return record if record.get(SEAL) == seal_of(record) else None


def other_format(folder: Path) -> int | None:
    """Tell whether another version of Senim wrote the record of an edition.

    Parameters
    ----------
    folder : Path
        The edition.

    Returns
    -------
    int or None
        The format of its record, which this version cannot check; None where it has the format of this
        version, or is no record.
    """
    record = _content(folder)
    written = record.get("format") if record and {"edition", "outputs"} <= record.keys() else None
    return written if type(written) is int and written != FORMAT else None


def input_digests(done: Mapping[str, Done]) -> dict[str, str]:
    """Collect the files that a run read, from the keys of its tasks.

    Parameters
    ----------
    done : mapping of str to Done
        The tasks.

    Returns
    -------
    dict of str to str
        File, relative to the checkout, to SHA-256; sorted.
    """
    found: dict[str, str] = {}
    for item in done.values():
        found |= {name: digest for name, digest in item.key.inputs.items() if _is_file(name, digest)}
        found |= item.key.environment
    return dict(sorted(found.items()))


def package_versions(lock_file: Path) -> dict[str, str]:
    """Give the installed versions of the packages that the lock names.

    Parameters
    ----------
    lock_file : Path
        ``requirements.lock``; without one, all installed packages are given.

    Returns
    -------
    dict of str to str
        Version by package, sorted; packages that are not installed here are left out.
    """
    installed = installed_versions()
    if lock_file.is_file():
        names = _PINNED.findall(lock_file.read_text(encoding="utf-8"))
        wanted = {name.lower().replace("_", "-") for name in names}
        installed = {name: version for name, version in installed.items() if name in wanted}
    return dict(sorted(installed.items()))


def commit(root: Path) -> str:
    """Name the commit of the checkout.

    Parameters
    ----------
    root : Path
        The checkout.

    Returns
    -------
    str
        The commit, with ``+changes`` where files differ from it; empty without git or without commits.
    """
    name = _git(root, "rev-parse", "--verify", "HEAD")
    if name and _git(root, "status", "--porcelain"):
        return f"{name}+changes"
    return name


@cache
def commit_of_run(root: Path) -> str:
    """Name the commit of the checkout as it was when this process first asked.

    Files may be edited while notebooks run; all languages of an edition must name the same state.

    Parameters
    ----------
    root : Path
        The checkout.

    Returns
    -------
    str
        As `commit` gives it.
    """
    return commit(root)


def _content(folder: Path) -> dict[str, Any] | None:
    try:
        content = json.loads((folder / RECORD).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return None
    return content if isinstance(content, dict) else None


def _task(task: Task, done: Done) -> dict[str, Any]:
    return {
        "kind": task.kind.value,
        "key": done.key.digest,
        "parts": done.key.parts(),
        "files": dict(done.files),
    }


def _name(task: Task) -> str:
    return task.name


def _git(root: Path, *words: str) -> str:
    try:
        answer = subprocess.run(
            ["git", "-C", str(root), *words], capture_output=True, text=True, timeout=20, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return answer.stdout.strip() if answer.returncode == 0 else ""


def _is_file(name: str, digest: str) -> bool:
    # facts of the edition stand among the inputs of a brief; its seals and keys look like digests
    return len(digest) == 64 and not name.startswith(("result of ", EDITION))
