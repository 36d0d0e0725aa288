"""Reading ``parameters/*.yaml``: no source, no build."""

from __future__ import annotations

from pathlib import Path

from pydantic import ValidationError

from senim.documents import Document, read_document, validation_findings
from senim.findings import Finding, InputError
from senim.parameters.distribution import FAMILIES
from senim.parameters.parameter import Bounds, ContestedParameter, Parameter, Source, Version
from senim.parameters.parameter_set import AnyParameter, ParameterSet

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
            document = read_document(path, folder.parent)
        except InputError as error:
            findings += error.findings
            continue
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
    try:
        return model.model_validate(content)
    except ValidationError as error:
        findings += validation_findings(error, document, (name,), (model, Source, Bounds, Version, *FAMILIES))
        return None
