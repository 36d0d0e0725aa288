"""Reading ``scenarios/*.yaml``, all errors at once."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

from senim.documents import Document, examine_document
from senim.findings import Finding, InputError, unknown_word_remedy
from senim.scenarios.levers import LEVER_MODELS
from senim.scenarios.scenario import Scenario, Translated
from senim.validation import validated

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
    documents, findings = written_scenarios(folder)
    unread = bool(findings)
    scenarios: dict[str, Scenario] = {}
    for stem, document in documents.items():
        scenario, found = validated(Scenario, document.content, document, (), (Translated, *LEVER_MODELS))
        findings += (*document.findings, *found)
        name = document.content.get("id", stem)
        if isinstance(name, str) and name != stem:
            findings.append(
                document.finding(("id",), f"{name!r} differs from the file's name", "Make them equal.")
            )
        if scenario is not None:
            scenarios[scenario.id] = scenario
    findings += _same_titles(documents)
    baselines = sum(document.content.get("baseline") is True for document in documents.values())
    if not unread and baselines != 1:
        findings.append(
            Finding(folder.name, "", f"{baselines} baselines", "Keep exactly one scenario a baseline.")
        )
    if findings:
        raise InputError(findings, KIND)
    return dict(sorted(scenarios.items(), key=lambda item: _order(item[1])))


def written_scenarios(folder: Path) -> tuple[dict[str, Document], list[Finding]]:
    """Read every scenario file of a folder as it is written, right or wrong.

    Parameters
    ----------
    folder : Path
        Folder with one ``<id>.yaml`` a scenario.

    Returns
    -------
    tuple of dict of str to Document, and list of Finding
        Documents by name of the file; what is wrong with files that cannot be read at all.
    """
    documents: dict[str, Document] = {}
    findings: list[Finding] = []
    for path in sorted(folder.glob("*.yaml")):
        try:
            documents[path.stem] = examine_document(path, folder.parent)
        except InputError as error:
            findings += error.findings
    return documents, findings


def _same_titles(documents: Mapping[str, Document]) -> list[Finding]:
    """Readers see titles, so two scenarios may not share one."""
    first: dict[tuple[str, str], str] = {}
    findings = []
    for name, document in documents.items():
        titles = document.content.get("title")
        for language, title in titles.items() if isinstance(titles, dict) else ():
            other = first.setdefault((str(language), str(title).strip()), name)
            if other != name:
                problem = f"is also the title of {other!r}"
                findings.append(
                    document.finding(("title", str(language)), problem, "Say what is different about it.")
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
    unknown = unknown_scenarios(scenarios, names)
    if unknown:
        raise InputError(unknown, KIND)
    return {
        name: scenario
        for name, scenario in scenarios.items()
        if not names or name in names or scenario.baseline
    }


def unknown_scenarios(known: Collection[str], names: Sequence[str]) -> list[Finding]:
    """Find ids that no scenario has.

    Parameters
    ----------
    known : collection of str
        Ids that exist.
    names : sequence of str
        Wanted ids.

    Returns
    -------
    list of Finding
        One for each that does not exist.
    """
    return [
        Finding("scenarios", name, "is not a known scenario", unknown_word_remedy(name, known))
        for name in names
        if name not in known
    ]


def _order(scenario: Scenario) -> tuple[bool, int, str]:
    return not scenario.baseline, scenario.order, scenario.id
