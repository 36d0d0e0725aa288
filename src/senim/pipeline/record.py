"""The record of an edition: what went in, what came out, with which code and packages.

It promises that the same record means the same inputs, code, parameters and packages, and that every
file of the edition can be checked against its hash without a network. It does not certify that the
numbers are right, and it holds no times, so that two equal runs give equal records.
"""

from __future__ import annotations

import platform
import re
import subprocess
from collections.abc import Mapping
from importlib import metadata
from pathlib import Path
from typing import Any

from senim.execution.files import file_digest
from senim.pipeline.project import Project
from senim.pipeline.tasks import Done

RECORD = "record.json"
FORMAT = 1
_PINNED = re.compile(r"^([A-Za-z0-9][A-Za-z0-9._-]*)==", re.MULTILINE)


def edition_record(
    project: Project, folder: Path, facts: Mapping[str, str], done: Mapping[str, Done]
) -> dict[str, Any]:
    """Describe an edition that is complete but for its record.

    Parameters
    ----------
    project : Project
        Where the inputs are.
    folder : Path
        The edition.
    facts : mapping of str to str
        Date, run key, data cut-off and commit.
    done : mapping of str to Done
        The tasks it was made from.

    Returns
    -------
    dict
        The record, ready to be written as JSON.
    """
    outputs = {
        path.relative_to(folder).as_posix(): file_digest(path)
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != RECORD
    }
    return {
        "format": FORMAT,
        "edition": dict(facts),
        "python": platform.python_version(),
        "packages": package_versions(project.lock_file),
        "inputs": _inputs(done),
        "tasks": {
            name: {"key": item.key.digest, "parts": item.key.parts(), "files": dict(item.files)}
            for name, item in sorted(done.items())
        },
        "outputs": outputs,
    }


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
    # Each access to `metadata` parses the file again.
    about = [dist.metadata for dist in metadata.distributions()]
    installed = {item["Name"].lower().replace("_", "-"): item["Version"] for item in about}
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


def _git(root: Path, *words: str) -> str:
    try:
        answer = subprocess.run(
            ["git", "-C", str(root), *words], capture_output=True, text=True, timeout=20, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return answer.stdout.strip() if answer.returncode == 0 else ""


def _inputs(done: Mapping[str, Done]) -> dict[str, str]:
    found: dict[str, str] = {}
    for item in done.values():
        found |= {name: digest for name, digest in item.key.inputs.items() if len(digest) == 64}
        found |= item.key.environment
    return {name: digest for name, digest in sorted(found.items()) if not name.startswith("result of ")}
