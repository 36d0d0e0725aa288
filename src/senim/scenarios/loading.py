"""Reading ``scenarios/*.yaml``, all errors at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from pydantic import ValidationError

from senim.documents import read_document, validation_findings
from senim.findings import Finding, InputError, unknown_word_remedy
from senim.scenarios.levers import LEVER_MODELS
from senim.scenarios.scenario import Scenario, Translated

KIND = "scenarios"


def load_scenarios(folder: Path) -> dict[str, Scenario]:
    """Read every scenario of a folder.

    Parameters
    ----------
    folder : Path
        Folder with one ``<id>.yaml`` a scenario.

    Returns
    -------
    dict of str to Scenario
        The baseline first, then by ``order``, then by id.

    Raises
    ------
    InputError
        Listing, over all files: unknown keys and levers, dates out of order, an id that
        differs from the file's name, a missing or second baseline.
    """
    findings: list[Finding] = []
    scenarios: dict[str, Scenario] = {}
    for path in sorted(folder.glob("*.yaml")):
        try:
            document = read_document(path, folder.parent)
        except InputError as error:
            findings += error.findings
            continue
        try:
            scenario = Scenario.model_validate(document.content)
        except ValidationError as error:
            findings += validation_findings(error, document, (), (Scenario, Translated, *LEVER_MODELS))
            continue
        if scenario.id != path.stem:
            findings.append(
                document.finding(("id",), f"{scenario.id!r} differs from the file's name", "Make them equal.")
            )
        scenarios[scenario.id] = scenario
    findings += _same_titles(scenarios)
    baselines = [name for name, scenario in scenarios.items() if scenario.baseline]
    if not findings and len(baselines) != 1:
        findings.append(
            Finding(folder.name, "", f"{len(baselines)} baselines", "Keep exactly one scenario a baseline.")
        )
    if findings:
        raise InputError(findings, KIND)
    return dict(sorted(scenarios.items(), key=lambda item: _order(item[1])))


def _same_titles(scenarios: Mapping[str, Scenario]) -> list[Finding]:
    """Readers see titles, so two scenarios may not share one."""
    first: dict[tuple[str, str], str] = {}
    findings = []
    for name, scenario in scenarios.items():
        for language, title in scenario.title.model_dump().items():
            other = first.setdefault((language, title), name)
            if other != name:
                where, problem = f"key title.{language}", f"is also the title of {other!r}"
                findings.append(
                    Finding(f"scenarios/{name}.yaml", where, problem, "Say what is different about it.")
                )
    return findings


def select_scenarios(scenarios: Mapping[str, Scenario], names: Sequence[str]) -> dict[str, Scenario]:
    """Choose scenarios by id; the baseline always comes along.

    Parameters
    ----------
    scenarios : mapping of str to Scenario
        All scenarios.
    names : sequence of str
        Wanted ids; none means all.

    Returns
    -------
    dict of str to Scenario
        The chosen ones in the order of `scenarios`.

    Raises
    ------
    InputError
        Listing every unknown id.
    """
    unknown = [name for name in names if name not in scenarios]
    if unknown:
        raise InputError(
            [
                Finding("scenarios", name, "is not a known scenario", unknown_word_remedy(name, scenarios))
                for name in unknown
            ],
            KIND,
        )
    return {
        name: scenario
        for name, scenario in scenarios.items()
        if not names or name in names or scenario.baseline
    }


def _order(scenario: Scenario) -> tuple[bool, int, str]:
    return not scenario.baseline, scenario.order, scenario.id
