"""The descriptor of the raw tables, ``datapackage.json``: made from the contracts and the files."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from senim.findings import Finding, InputError, unknown_word_remedy
from senim.sources.examine import examine, shown
from senim.sources.register import LICENCES, NOT_RECORDED
from senim.sources.registry import REGISTER, TABLES
from senim.sources.tables import Table

FILE_NAME = "datapackage.json"
WRITE_COMMAND = ".venv/bin/python -m senim.sources.datapackage --write"
_DESCRIBED = ("path", "title", "description", "rows", "sources", "licenses", "accessed", "schema")


def describe(raw: Path) -> dict[str, Any]:
    """Describe the raw tables as a Frictionless data package.

    Parameters
    ----------
    raw : Path
        Folder with the CSV files.

    Returns
    -------
    dict
        Resources with title, sources, licences, dates, fields, sha256, bytes and rows.

    Raises
    ------
    senim.findings.InputError
        If a table is not sound: a broken table gets no descriptor.
    """
    frames, findings = examine(TABLES, raw)
    if findings:
        raise InputError(findings, "source tables")
    return _package(frames, raw)


def write(raw: Path) -> Path:
    """Write the descriptor anew.

    Parameters
    ----------
    raw : Path
        Folder with the CSV files.

    Returns
    -------
    Path
        The written file.

    Raises
    ------
    senim.findings.InputError
        If a table is not sound; the old descriptor stays then.
    """
    text = json.dumps(describe(raw), ensure_ascii=False, indent=1) + "\n"
    target, temporary = raw / FILE_NAME, raw / f".{FILE_NAME}.{os.getpid()}"
    temporary.write_text(text, encoding="utf-8")
    os.replace(temporary, target)
    return target


def descriptor_findings(raw: Path, names: Iterable[str]) -> list[Finding]:
    """Compare the descriptor with the files: there, complete, same size and same hash.

    Parameters
    ----------
    raw : Path
        Folder with the CSV files and the descriptor.
    names : iterable of str
        Tables to compare.

    Returns
    -------
    list of Finding
        What differs.
    """
    file = shown(raw, FILE_NAME)
    recorded, findings = _recorded(raw)
    if findings:
        return findings
    for name in names:
        path = raw / TABLES[name].file_name
        if not path.is_file():
            continue
        resource = recorded.get(name)
        if resource is None:
            near = unknown_word_remedy(name, recorded) if recorded else ""
            remedy = near if near.startswith("Did you mean") else f"Describe it: {WRITE_COMMAND}."
            findings.append(Finding(file, f"resource {name}", "the table is not described", remedy))
        elif resource.get("hash") != _hash(path.read_bytes()):
            problem = f"the file is not the one that {FILE_NAME} describes (its hash differs)"
            remedy = f"If the change is meant, run {WRITE_COMMAND}; else restore the file."
            findings.append(Finding(shown(raw, path.name), "", problem, remedy))
    return findings


def check(raw: Path) -> list[Finding]:
    """Check tables, descriptor and contracts against each other.

    Parameters
    ----------
    raw : Path
        Folder with the CSV files and the descriptor.

    Returns
    -------
    list of Finding
        Everything that is wrong in the tables or differs from what `write` would write.
    """
    frames, findings = examine(TABLES, raw)
    findings += descriptor_findings(raw, TABLES)
    strangers = sorted(path.name for path in raw.glob("*.csv") if path.stem not in TABLES)
    for name in strangers:
        remedy = unknown_word_remedy(name, [table.file_name for table in TABLES.values()])
        findings.append(Finding(shown(raw, name), "", "the file is no table of the project", remedy))
    if findings:
        return findings
    recorded, _ = _recorded(raw)
    file = shown(raw, FILE_NAME)
    for resource in _package(frames, raw)["resources"]:
        was = recorded[resource["name"]]
        for key in (*_DESCRIBED, "bytes"):
            if was.get(key) != resource[key]:
                where = f"resource {resource['name']}, key {key}"
                findings.append(Finding(file, where, "it does not fit the table", f"Run {WRITE_COMMAND}."))
    for name in sorted(recorded.keys() - TABLES.keys()):
        findings.append(
            Finding(file, f"resource {name}", "it is no table of the project", f"Run {WRITE_COMMAND}.")
        )
    return findings


def _package(frames: Mapping[str, pd.DataFrame], raw: Path) -> dict[str, Any]:
    register = frames[REGISTER].set_index("source")
    return {
        "name": "senim-raw-tables",
        "title": "Figures on police reform in Kazakhstan and the evidence used for it",
        "description": "Published figures in a layout of our own; each row names its source in sources.csv.",
        "profile": "tabular-data-package",
        "licenses": [
            LICENCES["CC BY 4.0"] | {"title": "Arrangement of the tables; figures as stated with each"}
        ],
        "resources": [_resource(TABLES[name], frame, register, raw) for name, frame in frames.items()],
    }


def _resource(table: Table, frame: pd.DataFrame, register: pd.DataFrame, raw: Path) -> dict[str, Any]:
    data = (raw / table.file_name).read_bytes()
    used = register.loc[sorted({word for cell in frame["source"] for word in str(cell).split(";")})]
    key = list(table.key) if len(table.key) > 1 else table.key[0]
    return {
        "name": table.name,
        "path": table.file_name,
        "profile": "tabular-data-resource",
        "title": table.title,
        "description": table.description,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "hash": _hash(data),
        "bytes": len(data),
        "rows": len(frame),
        "accessed": sorted(set(used["accessed"])),
        "licenses": [LICENCES[licence] for licence in LICENCES if licence in set(used["licence"])],
        "sources": []
        if table.name == REGISTER
        else [_source(str(name), row) for name, row in used.iterrows()],
        "schema": {"fields": [field.descriptor() for field in table.fields], "primaryKey": key},
    }


def _source(name: str, row: pd.Series[Any]) -> dict[str, str]:
    described = {"name": name, "title": row["title"], "producer": row["producer"], "licence": row["licence"]}
    optional = {"path": row["address"], "publishedOn": row["published"], "readFrom": row["read_from"]}
    described |= {
        key: value for key, value in optional.items() if not pd.isna(value) and value != NOT_RECORDED
    }
    return described | {"accessed": row["accessed"]}


def _hash(data: bytes) -> str:
    return f"sha256:{hashlib.sha256(data).hexdigest()}"


def _recorded(raw: Path) -> tuple[dict[str, dict[str, Any]], list[Finding]]:
    file, remedy = shown(raw, FILE_NAME), f"Write it anew: {WRITE_COMMAND}."
    try:
        package = json.loads((raw / FILE_NAME).read_bytes())
        return {str(resource["name"]): dict(resource) for resource in package["resources"]}, []
    except OSError as error:
        return {}, [Finding(file, "", f"the descriptor cannot be read ({error.strerror})", remedy)]
    except (ValueError, RecursionError) as error:
        return {}, [Finding(file, "", f"the descriptor is not JSON ({error})", remedy)]
    except (KeyError, TypeError):
        return {}, [Finding(file, "key resources", "the descriptor has no list of named resources", remedy)]
