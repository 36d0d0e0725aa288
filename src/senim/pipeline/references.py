"""Scenarios name parameters: every name must be one, before anything runs."""

from __future__ import annotations

from collections.abc import Mapping

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
        for position, lever in enumerate(scenario.levers):
            file, key = f"scenarios/{name}.yaml", f"key levers[{position}]"
            for field in REFERENCES:
                given = getattr(lever, field, None)
                if isinstance(given, str) and given not in parameters:
                    remedy = unknown_word_remedy(given, parameters)
                    findings.append(Finding(file, f"{key}.{field}", f"{given!r} is no parameter", remedy))
            findings += _version_findings(file, f"{key}.version", lever, parameters)
    return findings


def _version_findings(file: str, where: str, lever: object, parameters: ParameterSet) -> list[Finding]:
    version, after = getattr(lever, "version", None), getattr(lever, "after", None)
    if version is None or not isinstance(after, str) or after not in parameters:
        return []
    contested = parameters[after]
    known = contested.contested if isinstance(contested, ContestedParameter) else {}
    if version in known:
        return []
    remedy = unknown_word_remedy(version, known) if known else "Leave it out: the sources agree."
    return [Finding(file, where, f"{version!r} is no version of {after!r}", remedy)]
