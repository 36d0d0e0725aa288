"""What a notebook declares to read, as the run key and as the guard take it."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from senim.execution.guard.rules import Rules
from senim.execution.reads import WHERE, declared_reads, filled
from senim.findings import Finding, InputError, did_you_mean, unknown_word_remedy
from senim.pipeline.project import SCENARIO_FILES, Project

TABLES = "data/processed/"
# A notebook without a declaration counts as reading all of this: it may run once too often, never too rarely.
EVERYTHING = (TABLES, "data/raw/datapackage.json", "parameters/", "scenarios/")
_IN_LANGUAGE = "src/senim/brief/locale/{language}.po"
_PACKAGE = "src/senim/"
# What `senim.sources.read` opens beside the table itself.
_BESIDE = ("sources.csv", "datapackage.json")


@dataclass(frozen=True)
class NotebookReads:
    """What one notebook reads.

    Parameters
    ----------
    declared : bool
        Whether the notebook says so itself.
    tables : tuple of str
        Tables of ``data/processed``, without endings.
    every_table : bool
        Whether it reads each of them, also those added later.
    inputs : tuple of Path
        Other files and folders.
    """

    declared: bool
    tables: tuple[str, ...]
    every_table: bool
    inputs: tuple[Path, ...]

    @property
    def counted(self) -> tuple[Path, ...]:
        """Files and folders whose content counts in a key: sweeps beside the scenarios do not."""
        return tuple(
            path / SCENARIO_FILES if path.name == "scenarios" and path.is_dir() else path
            for path in self.inputs
        )

    @property
    def beginnings(self) -> tuple[str, ...]:
        """Beginnings of the names of the prepared files it reads; one that fits none where it reads none."""
        if self.every_table:
            return ("",)
        return tuple(f"{table}." for table in self.tables)


NOTHING = NotebookReads(declared=True, tables=(), every_table=False, inputs=())


def notebook_reads(project: Project, path: Path, parameters: Mapping[str, Any]) -> NotebookReads:
    """Read and check the declaration of a notebook.

    Parameters
    ----------
    project : Project
        Where everything is.
    path : Path
        The notebook.
    parameters : mapping of str to object
        Typed values of its parameters, for names such as ``locale/{language}.po``.

    Returns
    -------
    NotebookReads
        What it reads.

    Raises
    ------
    InputError
        If it names a table or a file that is not there; all findings at once.
    """
    shown = project.shown(path)
    entries = declared_reads(path, shown)
    known = known_tables(project)
    tables: list[str] = []
    inputs: list[Path] = []
    findings: list[Finding] = []
    everything = (*EVERYTHING, *([_IN_LANGUAGE] if "language" in parameters else ()))
    for entry in everything if entries is None else entries:
        try:
            name = filled(entry, parameters)
        except KeyError as error:
            words = [name for name, value in parameters.items() if isinstance(value, str)]
            problem = (
                f"{entry!r} names a parameter that the notebook has not, or whose value is no plain word"
            )
            remedy = unknown_word_remedy(str(error.args[0]), words) if words else "Name the file itself."
            findings.append(Finding(shown, WHERE, problem, remedy))
            continue
        if name == TABLES:
            tables += known
        elif name.startswith(TABLES):
            tables.append(name.removeprefix(TABLES))
            findings += _unknown_table(shown, name, known)
        else:
            place = place_of(project, name)
            inputs.append(place)
            findings += _missing(shown, name, place) if entries is not None else ()
    if findings:
        raise InputError(findings, "notebooks")
    every = TABLES in (EVERYTHING if entries is None else entries)
    return NotebookReads(entries is not None, tuple(dict.fromkeys(tables)), every, tuple(inputs))


def known_tables(project: Project) -> tuple[str, ...]:
    """Name the tables of the project.

    Parameters
    ----------
    project : Project
        Where they are.

    Returns
    -------
    tuple of str
        One a CSV file of ``data/raw``, sorted; empty where the folder is missing, which another check tells.
    """
    return tuple(sorted(path.stem for path in project.raw.glob("*.csv")))


def place_of(project: Project, name: str) -> Path:
    """Find what a declared name stands for.

    Parameters
    ----------
    project : Project
        Where everything is.
    name : str
        A declared name that is no table.

    Returns
    -------
    Path
        In the checkout; files of the library are where the library is.
    """
    if name.startswith(_PACKAGE):
        return project.package / name.removeprefix(_PACKAGE)
    return project.root / name


def rules_for(project: Project, reads: NotebookReads, own: Path) -> Rules:
    """Write down what a notebook may read, for the guard in its kernel.

    Parameters
    ----------
    project : Project
        Where everything is.
    reads : NotebookReads
        What it declares.
    own : Path
        The folder of the task, with the results of earlier notebooks in it.

    Returns
    -------
    Rules
        With resolved paths.
    """
    root = os.path.realpath(project.root)
    folders = {
        "data": project.root / "data",
        "data/raw": project.raw,
        "data/processed": project.processed,
        "parameters": project.parameters,
        "scenarios": project.scenarios,
        "reports": project.reports,
    }
    declared = [f"{os.path.realpath(project.processed / table)}.*" for table in reads.tables]
    declared += [file for table in reads.tables for file in _raw_files(project, table)]
    declared += [os.path.realpath(path) + ("/" if path.is_dir() else "") for path in reads.inputs]
    package = os.path.realpath(project.package)
    return Rules(
        root=root,
        data={name: os.path.realpath(folder) for name, folder in folders.items()},
        declared=tuple(dict.fromkeys(declared)),
        own=(os.path.realpath(own) + "/",),
        names={package: _PACKAGE.rstrip("/")},
    )


def _raw_files(project: Project, table: str) -> list[str]:
    """Give what `senim.sources.load` opens where the prepared table is older than its CSV file.

    The content is the same: had it changed, the task ``prepare`` would have written the table anew.
    """
    raw = project.raw / f"{table}.csv"
    prepared = list(project.processed.glob(f"{table}.*"))
    fresh = any(path.stat().st_mtime >= raw.stat().st_mtime for path in prepared) if raw.is_file() else True
    return [] if fresh else [os.path.realpath(project.raw / name) for name in (raw.name, *_BESIDE)]


def _unknown_table(shown: str, name: str, known: tuple[str, ...]) -> list[Finding]:
    table = name.removeprefix(TABLES)
    if not known or table in known:
        return []
    stem = table.partition(".")[0]
    remedy = (
        f"Leave out the ending: {TABLES + stem!r}." if stem in known else unknown_word_remedy(table, known)
    )
    return [Finding(shown, WHERE, f"there is no table {table!r}", remedy)]


def _missing(shown: str, name: str, place: Path) -> list[Finding]:
    if place.is_dir():
        fits = name.endswith("/")
        return [] if fits else [Finding(shown, WHERE, f"{name!r} is a folder", f"Write {name + '/'!r}.")]
    if place.is_file() and not name.endswith("/"):
        return []
    beside = [path.name for path in place.parent.iterdir()] if place.parent.is_dir() else []
    nearest = did_you_mean(place.name, beside)
    remedy = f"Did you mean {nearest!r}?" if nearest else "Name a file or a folder of the project."
    return [Finding(shown, WHERE, f"there is no {name!r}", remedy)]
