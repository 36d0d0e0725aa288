"""What each file of an edition is, for its RO-Crate, and the licences of the source tables."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from senim.pipeline.kept_inputs import DATA, INPUTS, PARAMETERS, SCENARIOS

_FORMATS = {
    ".csv": "text/csv",
    ".html": "text/html",
    ".pdf": "application/pdf",
    ".ipynb": "application/x-ipynb+json",
    ".json": "application/json",
    ".parquet": "application/vnd.apache.parquet",
    ".yaml": "application/yaml",
}
_NAMES = {
    "data/claims.json": "Every published number with range, likelihood, confidence, status and source",
    "data/changes.json": "What changed since the edition before",
    "data/outcomes.csv": "Outcome table: every scenario, outcome and year",
    "data/outcomes.parquet": "Outcome table: every scenario, outcome and year",
    f"{INPUTS}/{DATA}datapackage.json": "Descriptions of the source tables",
}


def described(name: str) -> dict[str, Any]:
    """Describe a file by its place in an edition.

    Parameters
    ----------
    name : str
        Path inside the edition.

    Returns
    -------
    dict
        Type, name, format, and language of a brief.
    """
    path = Path(name)
    entity: dict[str, Any] = {
        "@type": "File",
        "name": _named(name, path),
        "encodingFormat": _FORMATS.get(path.suffix, "application/octet-stream"),
    }
    if path.suffix == ".ipynb":
        entity["@type"] = ["File", "SoftwareSourceCode"]
        entity["programmingLanguage"] = {"@id": "#python"}
    if path.name in ("brief.html", "brief.pdf"):
        entity["inLanguage"] = path.parts[0]
    return entity


def licences_of(edition: Path) -> dict[str, list[dict[str, Any]]]:
    """Read the licences of the source tables that an edition keeps.

    Parameters
    ----------
    edition : Path
        The edition.

    Returns
    -------
    dict of str to list of dict
        Licence entities by table; one without an address gets an id of its own.
    """
    try:
        text = (edition / INPUTS / DATA / "datapackage.json").read_text(encoding="utf-8")
        resources = json.loads(text)["resources"]
        return {item["name"]: [_licence(licence) for licence in item["licenses"]] for item in resources}
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def entity_name(entity: dict[str, Any]) -> str:
    """Give the id of an entity.

    Parameters
    ----------
    entity : dict
        The entity.

    Returns
    -------
    str
        Its ``@id``.
    """
    return str(entity["@id"])


def _licence(licence: dict[str, str]) -> dict[str, Any]:
    name = licence.get("title") or licence["name"]
    return {
        "@id": licence.get("path") or f"#licence-{licence['name']}",
        "@type": "CreativeWork",
        "name": name,
    }


def _named(name: str, path: Path) -> str:
    if name in _NAMES:
        return _NAMES[name]
    if path.name == "brief.html":
        return f"Policy brief ({path.parts[0]})"
    if path.name == "brief.pdf":
        return f"Policy brief, for print ({path.parts[0]})"
    if path.name == "claims.json":
        return f"Numbers shown in the brief ({path.parts[0]})"
    if path.suffix == ".ipynb":
        return f"Executed notebook {path.stem}"
    if name.startswith("data/figures/"):
        return f"Numbers behind the figure {path.stem} of {path.parent.name}"
    for place, word in ((DATA, "Source table"), (PARAMETERS, "Parameters"), (SCENARIOS, "Scenario")):
        if name.startswith(f"{INPUTS}/{place}"):
            return f"{word} {path.stem}"
    return name
