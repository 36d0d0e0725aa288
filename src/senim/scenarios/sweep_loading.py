"""Reading ``scenarios/sweeps/*.yaml``, all errors at once."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from senim.documents import Document, Place, examine_document
from senim.findings import Finding, InputError, unknown_word_remedy
from senim.scenarios.changing import changed_scenario, lever_fields
from senim.scenarios.grid_reading import GridReader
from senim.scenarios.grids import Value, exact
from senim.scenarios.scenario import Scenario, Translated
from senim.scenarios.sweep import AxisWords, Kind, Sweep, SweepFile
from senim.validation import about_the_whole, validated

SWEEPS = "sweeps"
KIND = "sweep"
_SHOWN = 10


def load_sweep(path: Path, scenarios: Mapping[str, Scenario] | None) -> Sweep:
    """Read a sweep file.

    Parameters
    ----------
    path : Path
        The file.
    scenarios : mapping of str to Scenario, or None
        Scenarios it can start from; None where they cannot be read: then everything else is checked.

    Returns
    -------
    Sweep
        The sweep; every combination makes a scenario that can be run.

    Raises
    ------
    InputError
        Listing unknown keys, axes, levers and fields, values that do not fit, combinations that make no
        scenario, repeats, exclusions that leave nothing out. Without findings of its own where the
        scenarios cannot be read.
    """
    document = examine_document(path, path.parents[2])
    written = document.content
    file, found = validated(SweepFile, written, document, (), (AxisWords, Translated))
    findings = [*document.findings, *found]
    name, base = written.get("id"), None
    if isinstance(name, str) and name != path.stem:
        findings.append(
            document.finding(("id",), f"{name!r} differs from the file's name", "Make them equal.")
        )
    if scenarios is not None and isinstance(written.get("base"), str):
        base = scenarios.get(written["base"])
        if base is None:
            remedy = unknown_word_remedy(written["base"], scenarios)
            findings.append(document.finding(("base",), f"{written['base']!r} is no scenario", remedy))
    reader = GridReader(document, tuple(_mapping(written.get("axes"))))
    grid = None
    if "grid" in written and reader.declared:
        rules = written.get("exclude")
        rules = rules if isinstance(rules, list) and all(isinstance(rule, dict) for rule in rules) else []
        grid = reader.read(written["grid"], rules)
    findings += reader.findings
    findings += _target_findings(document, base)
    if findings or file is None or grid is None or base is None:
        raise InputError(findings, KIND)
    sweep = Sweep(
        file.id, file.title, file.question, base, file.fixed, file.axes, grid, document, reader.places
    )
    findings = [*_label_findings(sweep), *_scenario_findings(sweep)]
    if findings:
        raise InputError(findings, KIND)
    return sweep


def _mapping(content: object) -> dict[str, Any]:
    return content if isinstance(content, dict) else {}


def _target_findings(document: Document, base: Scenario | None) -> list[Finding]:
    """Find targets that are no target, and targets that are changed twice."""
    fixed = {str(target): value for target, value in _mapping(document.content.get("fixed")).items()}
    places: list[tuple[str, tuple[str, ...]]] = [(target, ("fixed", target)) for target in fixed]
    for axis, words in _mapping(document.content.get("axes")).items():
        target = _mapping(words).get("changes")
        if isinstance(target, str):
            places.append((target, ("axes", str(axis), "changes")))
    findings = [
        document.finding(("fixed", target), f"{value!r} is no single value", "Write one value.")
        for target, value in fixed.items()
        if not isinstance(value, str | int | float | dt.date | None)
    ]
    seen: set[str] = set()
    for target, place in places:
        kind, _, name = target.partition(".")
        if kind not in set(Kind) or not name:
            remedy = "Write levers.<lever>.<field>, values.<parameter> or notebook.<parameter>."
            findings.append(document.finding(place, f"{target!r} is nothing that a sweep changes", remedy))
        elif kind == Kind.LEVERS and base is not None:
            findings += _lever_findings(document, place, name, base)
        if target in seen:
            findings.append(document.finding(place, f"{target!r} is changed twice", "Keep one of the two."))
        seen.add(target)
    return findings


def _lever_findings(document: Document, place: Place, name: str, base: Scenario) -> list[Finding]:
    fields = lever_fields(base)
    if name not in fields:
        problem = f"{name!r} is no field of a lever of scenario {base.id!r}"
        return [document.finding(place, problem, unknown_word_remedy(name, fields))]
    lever = name.partition(".")[0]
    if sum(found.lever == lever for found in base.levers) > 1:
        problem = f"scenario {base.id!r} has several levers {lever!r}"
        return [document.finding(place, problem, "Start from a scenario with one of them.")]
    return []


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
    if name in levers and not about_the_whole(item):
        place = sweep.place_of(Kind.LEVERS, name, levers[name])
        stated = f"{name} cannot be {levers[name]}: {problem[:1].lower()}{problem[1:]}"
        return sweep.document.finding(place, stated, remedy or "Correct it.")
    return sweep.document.finding(
        ("grid",), f"{lever} {problem[:1].lower()}{problem[1:]}", remedy or "Correct it."
    )
