"""Reading ``parameters/*.yaml``: no source, no build."""

from __future__ import annotations

from pathlib import Path

from senim.documents import Document, examine_document
from senim.findings import Finding, InputError
from senim.parameters.distribution import FAMILIES
from senim.parameters.parameter import Bounds, ContestedParameter, Parameter, Source, Version
from senim.parameters.parameter_set import AnyParameter, ParameterSet
from senim.validation import validated

KIND = "parameters"


def load_parameters(folder: Path) -> ParameterSet:
    """Read every parameter file of a folder.

    Parameters
    ----------
    folder : Path
        Folder with ``*.yaml`` files, each a mapping from parameter id to parameter.

    Returns
    -------
    ParameterSet
        All parameters.

    Raises
    ------
    InputError
        Listing, over all files: unknown keys, missing sources, values out of bounds,
        ids that stand twice, files that cannot be read.
    """
    findings: list[Finding] = []
    found: dict[str, AnyParameter] = {}
    first_seen: dict[str, str] = {}
    files = sorted(folder.glob("*.yaml"))
    if not files:
        raise InputError([Finding(folder.name, "", "holds no *.yaml file", "Restore the folder.")], KIND)
    for path in files:
        try:
            document = examine_document(path, folder.parent)
        except InputError as error:
            findings += error.findings
            continue
        findings += document.findings
        for name in document.content:
            if name in first_seen:
                problem = f"already stands in {first_seen[name]}"
                findings.append(document.finding((name,), problem, "Keep one of the two."))
                continue
            first_seen[name] = document.file
            parameter = _parameter(document, name, findings)
            if parameter is not None:
                found[name] = parameter
    if findings:
        raise InputError(findings, KIND)
    return ParameterSet(found)


def written_ids(folder: Path) -> frozenset[str] | None:
    """Read the ids of all parameters of a folder, right or wrong.

    Parameters
    ----------
    folder : Path
        Folder with ``*.yaml`` files.

    Returns
    -------
    frozenset of str or None
        None where a file cannot be read at all.
    """
    try:
        documents = [examine_document(path, folder.parent) for path in sorted(folder.glob("*.yaml"))]
    except InputError:
        return None
    return frozenset(str(name) for document in documents for name in document.content)


def _parameter(document: Document, name: str, findings: list[Finding]) -> AnyParameter | None:
    content = document.content[name]
    if not isinstance(content, dict):
        findings.append(
            document.finding((name,), "is no mapping", "Give value, unit, valid_from, source and status.")
        )
        return None
    model: type[Parameter] | type[ContestedParameter] = (
        ContestedParameter if "contested" in content else Parameter
    )
    made: AnyParameter | None
    made, found = validated(model, content, document, (name,), (Source, Bounds, Version, *FAMILIES))
    findings += found
    return made
