"""Check in: every table of a folder against its contract, with all findings at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from senim.findings import Finding, unknown_word_remedy
from senim.sources.across import RULES
from senim.sources.cells import typed_frame
from senim.sources.common import unknown_source_remedy
from senim.sources.contract import contract_findings
from senim.sources.delimited import read_sheet
from senim.sources.registry import REGISTER, TABLES
from senim.sources.tables import Breach, Table


@dataclass(frozen=True)
class Examined:
    """A table as it was found.

    Parameters
    ----------
    table : Table
        Its contract.
    frame : DataFrame
        The rows that could be read, indexed by line of the file.
    findings : tuple of Finding
        What is wrong; empty for a sound table.
    readable : bool
        Whether every row of the file could be read, so that what is absent is really absent.
    """

    table: Table
    frame: pd.DataFrame
    findings: tuple[Finding, ...]
    readable: bool


def examine(names: Iterable[str], raw: Path) -> tuple[dict[str, pd.DataFrame], list[Finding]]:
    """Examine tables of a folder and, when all are asked for, what holds between them.

    Parameters
    ----------
    names : iterable of str
        Tables to read; the register of sources is read in any case.
    raw : Path
        Folder with the CSV files.

    Returns
    -------
    frames : dict of str to DataFrame
        The asked tables, indexed by line; not to be used when there are findings.
    findings : list of Finding
        Everything that is wrong in them, table by table and line by line.
    """
    wanted = list(names)
    looked_at = {name: _examined(TABLES[name], raw) for name in dict.fromkeys([REGISTER, *wanted])}
    register = looked_at[REGISTER]
    known = _ids(register) if register.readable else None
    findings: list[Finding] = []
    for name, examined in looked_at.items():
        if name in wanted or name == REGISTER:
            findings += examined.findings
            if known is not None and name != REGISTER:
                findings += _unknown_sources(examined, known, raw)
    frames = {name: looked_at[name].frame for name in wanted}
    if not findings and set(TABLES) <= frames.keys():
        findings += _across(frames, raw)
    return frames, findings


def shown(raw: Path, file_name: str) -> str:
    """Name a raw file in findings: relative to the project where the folder lies in one.

    Parameters
    ----------
    raw : Path
        Folder with the raw tables.
    file_name : str
        File in it.

    Returns
    -------
    str
        For example ``data/raw/trust_surveys.csv``.
    """
    parts = raw.parts[-2:] if raw.parts[-2:] == ("data", "raw") else raw.parts[-1:]
    return "/".join([*parts, file_name])


def _examined(table: Table, raw: Path) -> Examined:
    file = shown(raw, table.file_name)
    empty = pd.DataFrame(columns=list(table.columns))
    try:
        data = (raw / table.file_name).read_bytes()
    except OSError as error:
        present = sorted(path.name for path in raw.glob("*.csv")) if raw.is_dir() else []
        remedy = unknown_word_remedy(table.file_name, present) if present else "Put the file there."
        finding = Finding(file, "", f"the file cannot be read ({error.strerror})", remedy)
        return Examined(table, empty, (finding,), readable=False)
    sheet = read_sheet(data, file)
    if not sheet.header:
        return Examined(table, empty, sheet.findings, readable=False)
    if not sheet.records and sheet.findings:
        return Examined(table, empty, sheet.findings, readable=False)
    frame, cell_findings = typed_frame(sheet, table, file)
    findings = [*sheet.findings, *cell_findings]
    flagged = frozenset(finding.where for finding in cell_findings)
    findings += contract_findings(frame, table, file, flagged=flagged)
    if not findings:
        for rule in table.table_rules:
            findings += [_told(breach, file) for breach in rule(frame)]
    readable = not sheet.findings and set(table.key) <= set(frame.columns)
    return Examined(table, frame, tuple(findings), readable)


def _ids(register: Examined) -> frozenset[str]:
    return frozenset(register.frame["source"].dropna()) if "source" in register.frame else frozenset()


def _unknown_sources(examined: Examined, known: frozenset[str], raw: Path) -> list[Finding]:
    if "source" not in examined.frame:
        return []
    file = shown(raw, examined.table.file_name)
    findings = []
    for line, written in examined.frame["source"].dropna().items():
        for word in str(written).split(";"):
            if word not in known:
                problem = f"source {word!r} is not in {REGISTER}.csv"
                remedy = unknown_source_remedy(word, known)
                findings.append(Finding(file, f"line {line}, column source", problem, remedy))
    return findings


def _across(frames: Mapping[str, pd.DataFrame], raw: Path) -> list[Finding]:
    found = [named for rule in RULES for named in rule(frames)]
    return [_told(breach, shown(raw, TABLES[name].file_name)) for name, breach in found]


def _told(breach: Breach, file: str) -> Finding:
    places = [
        f"line {breach.line}" if breach.line else "",
        f"column {breach.column}" if breach.column else "",
    ]
    return Finding(file, ", ".join(place for place in places if place), breach.problem, breach.remedy)
