"""Scenarios name parameters: every name must be one, before anything runs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from senim.documents import Document
from senim.findings import Finding, unknown_word_remedy
from senim.parameters import ContestedParameter, ParameterSet
from senim.scenarios import Scenario

REFERENCES = ("before", "after", "outcome_split", "added", "rise")


def reference_findings(scenarios: Mapping[str, Scenario], parameters: ParameterSet) -> list[Finding]:
    """Find levers that name a parameter, or a version of one, that does not exist.

    Parameters
    ----------
    scenarios : mapping of str to Scenario
        All scenarios.
    parameters : ParameterSet
        All parameters.

    Returns
    -------
    list of Finding
        One for each wrong name, with the scenario's file and key.
    """
    findings = []
    for name, scenario in scenarios.items():
        for position, made in enumerate(scenario.levers):
            lever = made.model_dump()
            file, key = f"scenarios/{name}.yaml", f"key levers[{position}]"
            for field in REFERENCES:
                given = lever.get(field)
                if isinstance(given, str) and given not in parameters:
                    remedy = unknown_word_remedy(given, parameters)
                    findings.append(Finding(file, f"{key}.{field}", f"{given!r} is no parameter", remedy))
            findings += _version_findings(file, f"{key}.version", lever, parameters)
    return findings


def written_references(
    documents: Mapping[str, Document], ids: frozenset[str], parameters: ParameterSet | None
) -> list[Finding]:
    """Find the same in scenarios as they are written, so that another fault of a scenario hides nothing.

    Parameters
    ----------
    documents : mapping of str to Document
        Scenarios, right or wrong.
    ids : frozenset of str
        Ids of all parameters, right or wrong.
    parameters : ParameterSet or None
        All parameters; None where one is wrong: versions are not checked then.

    Returns
    -------
    list of Finding
        One for each wrong name, with its line.
    """
    findings = []
    for document in documents.values():
        levers = document.content.get("levers")
        for position, lever in enumerate(levers if isinstance(levers, list) else ()):
            if not isinstance(lever, dict):
                continue
            for field in REFERENCES:
                given = lever.get(field)
                if isinstance(given, str) and given not in ids:
                    place, remedy = ("levers", position, field), unknown_word_remedy(given, ids)
                    findings.append(document.finding(place, f"{given!r} is no parameter", remedy))
            if parameters is not None:
                where = document.where(("levers", position, "version"))
                findings += _version_findings(document.file, where, lever, parameters)
    return findings


def _version_findings(
    file: str, where: str, lever: Mapping[str, Any], parameters: ParameterSet
) -> list[Finding]:
    version, after = lever.get("version"), lever.get("after")
    if not isinstance(version, str) or not isinstance(after, str) or after not in parameters:
        return []
    contested = parameters[after]
    known = contested.contested if isinstance(contested, ContestedParameter) else {}
    if version in known:
        return []
    remedy = unknown_word_remedy(version, known) if known else "Leave it out: the sources agree."
    return [Finding(file, where, f"{version!r} is no version of {after!r}", remedy)]
