"""An edition as an RO-Crate: what it holds, who made it, from what, with which software, under which licence.

Follows RO-Crate 1.1 and its profile for a run of a program (Process Run Crate). It holds no times but the
date of the edition, so that two equal runs give equal bytes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote

from senim import __version__
from senim.execution.files import file_digest
from senim.pipeline.citation import Citation, read_citation
from senim.pipeline.crate_files import described, entity_name, licences_of
from senim.pipeline.kept_inputs import DATA, INPUTS
from senim.pipeline.record import RECORD
from senim.pipeline.tasks import TaskKind

CRATE = "ro-crate-metadata.json"
CONTEXT = [
    "https://w3id.org/ro/crate/1.1/context",
    {"sha256": "https://w3id.org/ro/terms/workflow-run#sha256"},
]
SPECIFICATION = "https://w3id.org/ro/crate/1.1"
PROFILE = "https://w3id.org/ro/wfrun/process/0.5"
TEXT_LICENCE, CODE_LICENCE = "https://creativecommons.org/licenses/by/4.0/", "https://spdx.org/licenses/MIT"
SOFTWARE, PYTHON = "#senim", "#python"
Entity = dict[str, Any]


def crate(folder: Path, record: Mapping[str, Any], root: Path) -> dict[str, Any]:
    """Describe an edition that is complete but for this description and its record.

    Parameters
    ----------
    folder : Path
        The edition.
    record : mapping of str to object
        Its record, without outputs.
    root : Path
        The checkout, for ``CITATION.cff``.

    Returns
    -------
    dict
        JSON-LD, ready to be written.
    """
    citation = read_citation(root)
    licences = licences_of(folder)
    files = list(_files(folder, record, licences))
    values = list(_values(record))
    entities = [
        _descriptor(),
        _root(record, citation, files),
        *files,
        *values,
        _action(record, files, values),
        *_software(record, citation),
        *citation.people,
        *_licences(licences),
        {"@id": PROFILE, "@type": "CreativeWork", "name": "Process Run Crate", "version": PROFILE[-3:]},
    ]
    return {"@context": CONTEXT, "@graph": entities}


def _descriptor() -> Entity:
    return {
        "@id": CRATE,
        "@type": "CreativeWork",
        "about": _to("./"),
        "conformsTo": _to(SPECIFICATION),
    }


def _root(record: Mapping[str, Any], citation: Citation, files: list[Entity]) -> Entity:
    edition = record["edition"]
    return {
        "@id": "./",
        "@type": "Dataset",
        "name": f"{citation.title} (edition {edition['edition']})",
        "description": citation.abstract,
        "datePublished": edition["date"],
        "version": edition["edition"],
        "identifier": edition["run_key"],
        "license": _to(TEXT_LICENCE),
        "author": [_to(person["@id"]) for person in citation.people],
        "keywords": citation.keywords,
        "inLanguage": edition["languages"],
        "conformsTo": _to(PROFILE),
        "hasPart": [_to(item["@id"]) for item in files],
        "mentions": _to(_action_id(record)),
    }


def _files(folder: Path, record: Mapping[str, Any], licences: Mapping[str, list[Entity]]) -> Iterator[Entity]:
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        name = path.relative_to(folder).as_posix()
        if name in (CRATE, RECORD):
            continue
        entity = {
            "@id": quote(name),
            "contentSize": str(path.stat().st_size),
            "sha256": file_digest(path),
            "license": _to(TEXT_LICENCE),
            **described(name),
        }
        table = name.removeprefix(f"{INPUTS}/{DATA}").removesuffix(".csv")
        if table in licences:
            entity["license"] = [_to(licence["@id"]) for licence in licences[table]]
        yield entity
    yield {
        "@id": RECORD,
        "@type": "File",
        "name": "Record of the edition",
        "description": "Hashes of all inputs and outputs, keys of all tasks, versions of all packages",
        "encodingFormat": "application/json",
        "license": _to(TEXT_LICENCE),
        "version": record["edition"]["run_key"],
    }


def _values(record: Mapping[str, Any]) -> Iterator[Entity]:
    """Parameters of notebooks: inputs of the run that are no files."""
    for task, item in record["tasks"].items():
        if item["kind"] in (TaskKind.NOTEBOOK.value, TaskKind.BRIEF.value):
            for name, value in item["parts"]["parameters"].items():
                yield {
                    "@id": f"#parameter-{quote(task)}/{quote(name)}",
                    "@type": "PropertyValue",
                    "name": f"{task}: {name}",
                    "value": value,
                }


def _action(record: Mapping[str, Any], files: list[Entity], values: list[Entity]) -> Entity:
    read = [item["@id"] for item in files if item["@id"].startswith(f"{INPUTS}/")]
    made = [item["@id"] for item in files if not item["@id"].startswith(f"{INPUTS}/")]
    commit = record["edition"].get("commit")
    return {
        "@id": _action_id(record),
        "@type": "CreateAction",
        "name": f"Run {record['edition']['run_key'][:12]} of the pipeline",
        "description": f"Code at commit {commit}" if commit else "Code without a commit",
        "actionStatus": "http://schema.org/CompletedActionStatus",
        "endTime": record["edition"]["date"],
        "instrument": _to(SOFTWARE),
        "object": [_to(name) for name in [*read, *(value["@id"] for value in values)]],
        "result": [_to(name) for name in made],
    }


def _software(record: Mapping[str, Any], citation: Citation) -> Iterator[Entity]:
    packages = [f"#package-{quote(name)}" for name in record["packages"]]
    yield {
        "@id": SOFTWARE,
        "@type": "SoftwareApplication",
        "name": "Senim",
        "description": citation.title,
        "softwareVersion": __version__,
        "license": _to(CODE_LICENCE),
        "author": [_to(person["@id"]) for person in citation.people],
        "softwareRequirements": [_to(name) for name in [PYTHON, *packages]],
    }
    yield {
        "@id": PYTHON,
        "@type": "ComputerLanguage",
        "name": "Python",
        "version": record["python"],
        "url": "https://www.python.org/",
    }
    for name, version in record["packages"].items():
        yield {
            "@id": f"#package-{quote(name)}",
            "@type": "SoftwareApplication",
            "name": name,
            "softwareVersion": version,
        }


def _licences(licences: Mapping[str, list[Entity]]) -> list[Entity]:
    known = [
        {"@id": TEXT_LICENCE, "@type": "CreativeWork", "name": "CC BY 4.0"},
        {"@id": CODE_LICENCE, "@type": "CreativeWork", "name": "MIT"},
        *(licence for found in licences.values() for licence in found),
    ]
    return list({entity_name(item): item for item in reversed(known)}.values())[::-1]


def _action_id(record: Mapping[str, Any]) -> str:
    return f"#run-{record['edition']['run_key'][:12]}"


def _to(name: str) -> dict[str, str]:
    return {"@id": name}
