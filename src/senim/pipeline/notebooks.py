"""The notebooks of a project, and the values their parameters get."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from senim.execution.parameters import DeclaredParameter, check_parameters, declared_parameters
from senim.findings import Finding, InputError, unknown_word_remedy
from senim.pipeline.actions import FOLDERS
from senim.pipeline.project import Options, Project

BRIEF_NOTEBOOK = "brief"


@dataclass(frozen=True)
class Declared:
    """The notebooks of a project and the parameters each declares.

    Parameters
    ----------
    analysis : mapping of Path to mapping of str to DeclaredParameter
        The numbered notebooks.
    brief : tuple of Path and mapping, or None
        The brief notebook.
    """

    analysis: Mapping[Path, Mapping[str, DeclaredParameter]]
    brief: tuple[Path, Mapping[str, DeclaredParameter]] | None

    @property
    def all(self) -> dict[Path, Mapping[str, DeclaredParameter]]:
        """Every notebook."""
        return {**self.analysis, **({self.brief[0]: self.brief[1]} if self.brief else {})}


def declared_notebooks(project: Project) -> Declared:
    """Find the notebooks of a project and read what they declare.

    Parameters
    ----------
    project : Project
        The project.

    Returns
    -------
    Declared
        ``NN-*.ipynb`` in order, and ``brief.ipynb``.

    Raises
    ------
    InputError
        If there is no notebook, or a declaration cannot be used; all findings at once.
    """
    findings: list[Finding] = []
    found: dict[Path, Mapping[str, DeclaredParameter]] = {}
    analysis = sorted(project.notebooks.glob("[0-9][0-9]-*.ipynb"))
    brief = project.notebooks / f"{BRIEF_NOTEBOOK}.ipynb"
    for path in [*analysis, *([brief] if brief.is_file() else [])]:
        try:
            found[path] = declared_parameters(path, project.shown(path))
        except InputError as error:
            findings += error.findings
    if not analysis:
        remedy = "Run inside the checkout, or set SENIM_ROOT to its folder."
        findings.append(Finding(str(project.notebooks), "", "there are no numbered notebooks here", remedy))
    if findings:
        raise InputError(findings, "notebooks")
    return Declared(
        {path: found[path] for path in analysis}, (brief, found[brief]) if brief in found else None
    )


def notebook_parameters(project: Project, options: Options, declared: Declared) -> dict[Path, dict[str, Any]]:
    """Give every notebook the typed values of its parameters.

    Parameters
    ----------
    project : Project
        The project.
    options : Options
        Values given; each goes to every notebook that declares the name.
    declared : Declared
        The notebooks.

    Returns
    -------
    dict of Path to dict
        Defaults and given values, without the folders that the pipeline sets.

    Raises
    ------
    InputError
        If a name is declared nowhere or a value does not fit; all findings at once.
    """
    given: dict[str, Any] = dict(options.parameters)
    known = {name for parameters in declared.all.values() for name in parameters}.difference(FOLDERS)
    findings = [
        Finding(
            "command line",
            f"--parameter {name}",
            "the pipeline sets this itself" if name in FOLDERS else "no notebook has this parameter",
            "Leave it out." if name in FOLDERS else unknown_word_remedy(name, known),
        )
        for name in given
        if name not in known
    ]
    if options.scenarios:
        given["scenarios"] = list(options.scenarios)
    values: dict[Path, dict[str, Any]] = {}
    refused: dict[Finding, list[str]] = {}
    for path, parameters in declared.all.items():
        own = {name: value for name, value in given.items() if name in parameters and name not in FOLDERS}
        try:
            typed = check_parameters(parameters, own, project.shown(path))
        except InputError as error:
            for found in error.findings:
                refused.setdefault(replace(found, file="command line"), []).append(path.stem)
            continue
        defaults = {name: item.default for name, item in parameters.items() if name not in FOLDERS}
        values[path] = {**defaults, **typed}
    for found, names in refused.items():
        findings.append(replace(found, remedy=f"{found.remedy} Asked for by {', '.join(names)}."))
    if findings:
        raise InputError(findings, "parameters of the notebooks")
    return values
