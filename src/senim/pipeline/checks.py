"""Everything a user can get wrong, checked before any kernel starts, with all findings at once."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path

from senim.execution.files import temporary_folder
from senim.findings import Finding, InputError
from senim.pipeline.notebooks import declared_notebooks, notebook_parameters
from senim.pipeline.project import Options, Project
from senim.pipeline.reads import notebook_reads
from senim.pipeline.services import Services


def check_inputs(project: Project, options: Options, services: Services) -> None:
    """Check parameters, scenarios, notebooks and options; where one is wrong, the sources as well.

    The sources are checked by the task ``prepare`` in any case, before any notebook; here they are only
    checked so that one message holds everything that is wrong.

    Parameters
    ----------
    project : Project
        Where the inputs are.
    options : Options
        What the user asked for.
    services : Services
        Other rooms.

    Raises
    ------
    InputError
        Listing all findings.
    """
    findings = [*_of(lambda: services.check_parameters(project.parameters))]
    findings += _of(lambda: services.check_scenarios(project.scenarios, options.scenarios))
    findings += _of(lambda: services.check_references(project.scenarios, project.parameters))
    findings += _of(lambda: _check_notebooks(project, options))
    findings += _check_reads(project, options)
    if findings and project.raw.is_dir():
        findings += _of(lambda: _check_sources(project, services))
    if findings:
        raise InputError(findings, "input of the run")


def _of(check: Callable[[], object]) -> tuple[Finding, ...]:
    try:
        check()
    except InputError as error:
        return error.findings
    return ()


def _check_notebooks(project: Project, options: Options) -> None:
    notebook_parameters(project, options, declared_notebooks(project))


def _check_reads(project: Project, options: Options) -> list[Finding]:
    try:
        values = notebook_parameters(project, options, declared_notebooks(project))
    except InputError:
        return []  # told by another check
    found: list[Finding] = []
    for path, parameters in values.items():
        found += _of(partial(notebook_reads, project, path, parameters))
    return found


def _check_sources(project: Project, services: Services) -> None:
    folder: Path = temporary_folder(project.reports / "check")
    try:
        services.prepare(project.raw, folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
