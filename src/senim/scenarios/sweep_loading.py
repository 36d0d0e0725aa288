"""Reading ``scenarios/sweeps/*.yaml``, all errors at once."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from senim.documents import Document, read_document, validation_findings
from senim.findings import Finding, InputError, unknown_word_remedy
from senim.scenarios.changing import changed_scenario, lever_fields
from senim.scenarios.grid_reading import GridReader
from senim.scenarios.grids import Value, exact
from senim.scenarios.scenario import Scenario, Translated
from senim.scenarios.sweep import AxisWords, Kind, Sweep, SweepFile

SWEEPS = "sweeps"
KIND = "sweep"
_SHOWN = 10


def load_sweep(path: Path, scenarios: Mapping[str, Scenario]) -> Sweep:
    """Read a sweep file.

    Parameters
    ----------
    path : Path
        The file.
    scenarios : mapping of str to Scenario
        Scenarios it can start from.

    Returns
    -------
    Sweep
        The sweep; every combination makes a scenario that can be run.

    Raises
    ------
    InputError
        Listing unknown keys, axes, levers and fields, values that do not fit, combinations that make no
        scenario, repeats, exclusions that leave nothing out.
    """
    document = read_document(path, path.parents[2])
    try:
        file = SweepFile.model_validate(document.content)
    except ValidationError as error:
        models = (SweepFile, AxisWords, Translated)
        raise InputError(validation_findings(error, document, (), models), KIND) from None
    findings: list[Finding] = []
    if file.id != path.stem:
        findings.append(
            document.finding(("id",), f"{file.id!r} differs from the file's name", "Make them equal.")
        )
    base = scenarios.get(file.base)
    if base is None:
        remedy = unknown_word_remedy(file.base, scenarios)
        findings.append(document.finding(("base",), f"{file.base!r} is no scenario", remedy))
    reader = GridReader(document, tuple(file.axes))
    grid = reader.read(file.grid, file.exclude)
    findings += reader.findings
    if base is not None:
        findings += _target_findings(file, document, base)
    if findings or grid is None or base is None:
        raise InputError(findings, KIND)
    sweep = Sweep(
        file.id, file.title, file.question, base, file.fixed, file.axes, grid, document, reader.places
    )
    findings = [*_label_findings(sweep), *_scenario_findings(sweep)]
    if findings:
        raise InputError(findings, KIND)
    return sweep


def _target_findings(file: SweepFile, document: Document, base: Scenario) -> list[Finding]:
    """Find targets that are no target, and targets that are changed twice."""
    places: list[tuple[str, tuple[str, ...]]] = [(target, ("fixed", target)) for target in file.fixed]
    places += [(words.changes, ("axes", axis, "changes")) for axis, words in file.axes.items()]
    findings = [
        document.finding(("fixed", target), f"{value!r} is no single value", "Write one value.")
        for target, value in file.fixed.items()
        if not isinstance(value, str | int | float | dt.date | None)
    ]
    seen: set[str] = set()
    fields = lever_fields(base)
    for target, place in places:
        kind, _, name = target.partition(".")
        if kind not in set(Kind) or not name:
            remedy = "Write levers.<lever>.<field>, values.<parameter> or notebook.<parameter>."
            findings.append(document.finding(place, f"{target!r} is nothing that a sweep changes", remedy))
        elif kind == Kind.LEVERS and name not in fields:
            problem = f"{name!r} is no field of a lever of scenario {base.id!r}"
            findings.append(document.finding(place, problem, unknown_word_remedy(name, fields)))
        elif kind == Kind.LEVERS and sum(lever.lever == name.partition(".")[0] for lever in base.levers) > 1:
            problem = f"scenario {base.id!r} has several levers {name.partition('.')[0]!r}"
            findings.append(document.finding(place, problem, "Start from a scenario with one of them."))
        if target in seen:
            findings.append(document.finding(place, f"{target!r} is changed twice", "Keep one of the two."))
        seen.add(target)
    return findings


def _label_findings(sweep: Sweep) -> list[Finding]:
    """Ask for words where a value has none in three languages, and for numbers where they are printed."""
    findings = []
    for axis, written in sweep.places:
        words, value = sweep.axes[axis], json.loads(written)
        place = sweep.places[axis, written]
        key = value if isinstance(value, str) else written
        number = isinstance(value, int | float) and not isinstance(value, bool)
        if words.unit == "text" and key not in words.labels:
            remedy = f"Add {key}: {{en: …, kk: …, ru: …}} under labels of the axis."
            findings.append(sweep.document.finding(place, f"{key!r} has no label", remedy))
        elif words.unit != "text" and not number:
            problem = f"{key!r} is no number, but the unit of the axis is {words.unit}"
            findings.append(sweep.document.finding(place, problem, "Write a number, or set unit: text."))
        elif sweep.axes[axis].changes.startswith(f"{Kind.VALUES}.") and not number:
            findings.append(sweep.document.finding(place, f"{key!r} is no number", "A parameter is one."))
    for target, value in sweep.fixed.items():
        number = isinstance(value, int | float) and not isinstance(value, bool)
        if target.startswith(f"{Kind.VALUES}.") and not number:
            findings.append(
                sweep.document.finding(("fixed", target), f"{value!r} is no number", "A parameter is one.")
            )
    return findings


def _scenario_findings(sweep: Sweep) -> list[Finding]:
    """Make the scenario of every combination: what is wrong with a field is told where its value stands."""
    findings: dict[Finding, None] = {}
    made: set[str] = set()
    for combination in sweep.grid:
        levers = sweep.changes(combination).levers
        same = json.dumps({name: exact(value) for name, value in levers.items()}, sort_keys=True)
        if same in made:
            continue
        made.add(same)
        try:
            changed_scenario(sweep.base, levers)
        except ValidationError as error:
            for item in error.errors():
                findings[_finding(sweep, levers, item)] = None
        if len(findings) >= _SHOWN:
            break
    return list(findings)


def _finding(sweep: Sweep, levers: Mapping[str, Value], item: Any) -> Finding:
    problem, _, remedy = item["msg"].removeprefix("Value error, ").partition(" | ")
    loc = item["loc"]
    lever = sweep.base.levers[loc[1]].lever if len(loc) > 1 and isinstance(loc[1], int) else ""
    name = f"{lever}.{loc[-1]}"
    if name in levers:
        place = sweep.place_of(Kind.LEVERS, name, levers[name])
        stated = f"{name} cannot be {levers[name]}: {problem[:1].lower()}{problem[1:]}"
        return sweep.document.finding(place, stated, remedy or "Correct it.")
    return sweep.document.finding(
        ("grid",), f"{lever} {problem[:1].lower()}{problem[1:]}", remedy or "Correct it."
    )
