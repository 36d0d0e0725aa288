"""A sweep file checked against scenarios, parameters and the notebook, before anything runs."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from senim.execution.parameters import DeclaredParameter, check_parameters, declared_parameters
from senim.findings import Finding, InputError, unknown_word_remedy
from senim.parameters import ParameterSet, load_parameters
from senim.pipeline.actions import FOLDERS
from senim.pipeline.project import Options, Project
from senim.pipeline.references import reference_findings
from senim.scenarios import EstablishmentCut, Sweep, changed_scenario, load_scenarios, load_sweep
from senim.scenarios.grids import Value, exact
from senim.scenarios.sweep import Kind
from senim.scenarios.sweep_loading import KIND, SWEEPS

NOTEBOOK_NAME = "sweep"
OWN = ("notebook", "scenario", "combinations")
"""Parameters of the notebook that the sweep itself gives."""


def sweep_notebook(project: Project) -> Path:
    """Name the notebook that computes combinations; without a number it is no part of an edition.

    Parameters
    ----------
    project : Project
        The project.

    Returns
    -------
    Path
        The notebook.
    """
    return project.notebooks / f"{NOTEBOOK_NAME}.ipynb"


def read_sweep(project: Project, path: Path, options: Options) -> Sweep:
    """Read a sweep and check everything that a run of it would need.

    Parameters
    ----------
    project : Project
        The project.
    path : Path
        The sweep file.
    options : Options
        What the user asked for.

    Returns
    -------
    Sweep
        The sweep.

    Raises
    ------
    InputError
        Listing what is wrong in parameters, scenarios, the sweep and the options.
    """
    _want_place(project, path)
    findings: list[Finding] = []
    parameters, scenarios, sweep = None, None, None
    try:
        parameters = load_parameters(project.parameters)
    except InputError as error:
        findings += error.findings
    try:
        scenarios = load_scenarios(project.scenarios)
    except InputError as error:
        findings += error.findings
    try:
        sweep = load_sweep(path, scenarios)
    except InputError as error:
        findings += error.findings
    if sweep is not None:
        if parameters is not None:
            findings += _value_findings(sweep, parameters)
            findings += _reference_findings(sweep, parameters)
        findings += _notebook_findings(project, sweep, options)
    if findings or sweep is None:
        raise InputError(findings, KIND)
    return sweep


def _want_place(project: Project, path: Path) -> None:
    folder = project.scenarios / SWEEPS
    if path.is_file() and path.parent == folder:
        return
    known = [found.name for found in sorted(folder.glob("*.yaml"))]
    remedy = unknown_word_remedy(path.name, known) if known else "Write one there; docs/sweeps.md says how."
    problem = "is not in scenarios/sweeps" if path.is_file() else "there is no such file"
    raise InputError([Finding(project.shown(path), "", problem, remedy)], KIND)


def _given(sweep: Sweep, kind: Kind) -> dict[str, list[Value]]:
    """Collect every value that each target of a kind is given."""
    found: dict[str, dict[str, Value]] = {}
    for combination in sweep.grid:
        changes: Mapping[str, Value] = getattr(sweep.changes(combination), kind)
        for name, value in changes.items():
            found.setdefault(name, {})[exact(value)] = value
    return {name: list(values.values()) for name, values in found.items()}


def _value_findings(sweep: Sweep, parameters: ParameterSet) -> list[Finding]:
    findings = []
    for name, values in _given(sweep, Kind.VALUES).items():
        for value in values:
            assert isinstance(value, int | float)
            try:
                parameters.with_values({name: float(value)})
            except InputError as error:
                place = sweep.place_of(Kind.VALUES, name, value)
                found = error.findings[0]
                findings.append(sweep.document.finding(place, f"{name}: {found.problem}", found.remedy))
                if name not in parameters:
                    break
        findings += _unread(sweep, name)
    return findings


def _unread(sweep: Sweep, name: str) -> list[Finding]:
    """Find a value that would move nothing, because the lever picks a version of the parameter."""
    for combination in sweep.grid:
        scenario = changed_scenario(sweep.base, sweep.changes(combination).levers)
        for lever in scenario.levers:
            if isinstance(lever, EstablishmentCut) and lever.after == name and lever.version is not None:
                place = sweep.place_of(Kind.VALUES, name, None)
                problem = f"{name} would move nothing: the lever picks the version {lever.version!r} of it"
                remedy = "Set levers.establishment_cut.version: null under fixed."
                return [sweep.document.finding(place, problem, remedy)]
    return []


def _reference_findings(sweep: Sweep, parameters: ParameterSet) -> list[Finding]:
    """Find levers that a combination makes name a parameter that does not exist."""
    found: dict[Finding, None] = {}
    for combination in sweep.grid:
        changes = sweep.changes(combination)
        scenario = changed_scenario(sweep.base, changes.levers)
        for item in reference_findings({sweep.base.id: scenario}, parameters):
            field = item.where.rpartition(".")[2]
            position = int(item.where.partition("[")[2].partition("]")[0])
            name = f"{scenario.levers[position].lever}.{field}"
            if name in changes.levers:
                place = sweep.place_of(Kind.LEVERS, name, changes.levers[name])
                found[sweep.document.finding(place, item.problem, item.remedy)] = None
            else:
                found[item] = None
    return list(found)


def _notebook_findings(project: Project, sweep: Sweep, options: Options) -> list[Finding]:
    """Find notebook parameters that do not exist, do not fit, or are the pipeline's own."""
    path = sweep_notebook(project)
    shown = project.shown(path)
    try:
        declared = declared_parameters(path, shown)
    except InputError as error:
        return list(error.findings)
    findings: list[Finding] = []
    free = [name for name in declared if name not in (*OWN, *FOLDERS)]
    for name, values in _given(sweep, Kind.NOTEBOOK).items():
        place = sweep.place_of(Kind.NOTEBOOK, name, values[0])
        if name not in free:
            remedy = unknown_word_remedy(name, free)
            findings.append(sweep.document.finding(place, f"{name!r} is no parameter of {shown}", remedy))
            continue
        if name in options.parameters and any(
            words.changes == f"notebook.{name}" for words in sweep.axes.values()
        ):
            problem = f"{name} is an axis of this sweep and was given on the command line as well"
            findings.append(sweep.document.finding(place, problem, "Leave it out on the command line."))
        for value in values:
            findings += _fits(declared, name, value, sweep, shown)
    for name, value in options.parameters.items():
        if name not in free:
            remedy = unknown_word_remedy(name, free)
            problem = f"{shown} has no such parameter to give"
            findings.append(Finding("command line", f"--parameter {name}", problem, remedy))
            continue
        try:
            check_parameters(declared, {name: value}, shown)
        except InputError as error:
            findings += error.findings
    return findings


def _fits(
    declared: Mapping[str, DeclaredParameter], name: str, value: Any, sweep: Sweep, shown: str
) -> list[Finding]:
    try:
        check_parameters(declared, {name: value}, shown)
    except InputError as error:
        place = sweep.place_of(Kind.NOTEBOOK, name, value)
        return [
            sweep.document.finding(place, f"{name}: {found.problem}", found.remedy)
            for found in error.findings
        ]
    return []
