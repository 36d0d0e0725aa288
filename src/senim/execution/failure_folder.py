"""What is kept of a failed run: the repaired notebook, a page for people, a record for machines."""

from __future__ import annotations

import datetime
import platform
import shutil
from dataclasses import replace
from importlib import metadata
from pathlib import Path
from typing import Any

from senim.execution.error_page import Circumstances, error_page
from senim.execution.failure import LOG, Failure
from senim.execution.files import folder_name, replace_folder, temporary_folder, write_json, write_text
from senim.execution.retry import attempt_as_dict

NOTEBOOK = "notebook.ipynb"
PAGE = "error.html"
RECORD = "failure.json"
FORMAT = 1
_PACKAGES = ("senim", "papermill", "nbclient", "jupyter-client", "ipykernel", "numpy", "pandas")


def keep_failure(failed: Path, task: str, failure: Failure, *, edition: str = "") -> Failure:
    """Put what is left of a failed notebook where a user finds it.

    Parameters
    ----------
    failed : Path
        The folder of failed runs.
    task : str
        Name of the task; an older failure of it is replaced.
    failure : Failure
        What happened.
    edition : str
        Name of the last edition; empty where there is none.

    Returns
    -------
    Failure
        The failure with the new place of its notebook; where the disk refuses, with that said.
    """
    target = failed / folder_name(task)
    try:
        return _keep(target, replace(failure, notebook=task), edition)
    except OSError as error:
        # A full disk must not hide why the notebook failed.
        detail = f"{failure.detail} What was left of it could not be kept: {error}.".strip()
        return replace(failure, notebook=task, detail=detail, partial=None)


def _keep(target: Path, failure: Failure, edition: str) -> Failure:
    folder = temporary_folder(target)
    try:
        files = {"Record for machines": RECORD, "The same as text": LOG}
        kept = replace(failure, partial=None, page=target / PAGE)
        if failure.partial is not None:
            shutil.copyfile(failure.partial, folder / NOTEBOOK)
            files = {"The notebook as far as it came": NOTEBOOK, **files}
            kept = replace(kept, partial=target / NOTEBOOK)
        when = datetime.datetime.now(tz=datetime.UTC)
        around = Circumstances(f"{when:%Y-%m-%d %H:%M} UTC", edition, versions(), files)
        write_text(folder / PAGE, error_page(kept, around))
        write_json(folder / RECORD, failure_record(kept, around))
        write_text(folder / LOG, f"{kept}\n\n{kept.unsaid}\n")
        replace_folder(folder, target)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return kept


def failure_record(failure: Failure, around: Circumstances) -> dict[str, Any]:
    """Give a failure as plain values.

    Parameters
    ----------
    failure : Failure
        What happened.
    around : Circumstances
        When, with what, and what is published.

    Returns
    -------
    dict
        Ready to be written as JSON.
    """
    return {
        "format": FORMAT,
        "class": failure.kind.value,
        "cause": failure.cause,
        "detail": failure.detail,
        "remedy": failure.remedy,
        "notebook": failure.notebook,
        "cell": failure.cell,
        "line": failure.line_number,
        "code_line": failure.line,
        "seconds": round(failure.seconds, 3),
        "cells": [
            {"number": cell.number, "status": cell.status, "seconds": cell.seconds, "opening": cell.opening}
            for cell in failure.cells
        ],
        "memory": failure.memory.as_dict() if failure.memory else None,
        "log": {"printed": failure.printed, "kernel": failure.kernel_log},
        "undeclared": [
            {"access": item.access, "name": item.name, "code_line": item.line, "remedy": item.told}
            for item in failure.undeclared
        ],
        "attempts": [attempt_as_dict(attempt) for attempt in failure.attempts],
        "when": around.when,
        "last_edition": around.edition or None,
        "versions": dict(around.versions),
    }


def versions() -> dict[str, str]:
    """Give the versions that matter when a notebook fails.

    Returns
    -------
    dict of str to str
        Python, the system, and the packages that run notebooks.
    """
    found = {"Python": platform.python_version(), "System": platform.platform(terse=True)}
    for name in _PACKAGES:
        try:
            found[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            found[name] = "not installed"
    return found
