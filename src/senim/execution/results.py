"""The typed results of a notebook: written whole or not at all, read back only if unchanged."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from senim.execution.claims import Claim, repeated_ids
from senim.execution.figure import Figure
from senim.execution.files import file_digest, replace_folder, temporary_folder, write_json
from senim.findings import Finding, InputError
from senim.paths import project_root

if TYPE_CHECKING:
    from pandas import DataFrame

MANIFEST = "results.json"
FORMAT = 1
SAFE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*(\.[A-Za-z0-9_-]+)*")


@dataclass(frozen=True, eq=False)
class Results:
    """What one notebook found.

    Parameters
    ----------
    folder : Path
        Where it was read from.
    notebook : str
        The notebook that wrote it.
    outcomes : DataFrame or None
        Rows of the outcome table; None where the notebook makes none.
    claims : tuple of Claim
        The numbers it publishes.
    figures : dict of str to Figure
        Charts by name.
    tables : dict of str to DataFrame
        Other tables by name.
    """

    folder: Path
    notebook: str
    outcomes: DataFrame | None
    claims: tuple[Claim, ...] = ()
    figures: dict[str, Figure] = field(default_factory=dict)
    tables: dict[str, DataFrame] = field(default_factory=dict)

    def claim(self, claim_id: str) -> Claim:
        """Give one claim by its id.

        Parameters
        ----------
        claim_id : str
            The id.

        Returns
        -------
        Claim
            The claim.

        Raises
        ------
        KeyError
            If the notebook wrote no such claim.
        """
        for claim in self.claims:
            if claim.id == claim_id:
                return claim
        raise KeyError(f"{self.notebook} wrote no claim {claim_id!r}")


def write_results(
    results: str | Path,
    *,
    outcomes: DataFrame | None = None,
    claims: Iterable[Claim] = (),
    figures: Mapping[str, Figure] | None = None,
    tables: Mapping[str, DataFrame] | None = None,
    notebook: str = "",
) -> Path:
    """Write everything a notebook found, in one call at its end.

    The folder is written under a temporary name and renamed, and ``results.json`` (names and
    hashes of all the files) is written last, so that a reader never sees half of it.

    Parameters
    ----------
    results : str or Path
        The folder; empty means ``data/processed/results/<notebook>`` (a run by hand).
    outcomes : DataFrame, optional
        Rows of the outcome table.
    claims : iterable of Claim
        The numbers to publish.
    figures : mapping of str to Figure, optional
        Charts by name.
    tables : mapping of str to DataFrame, optional
        Other tables by name.
    notebook : str
        Name of the notebook; taken from its claims, or from the folder, where not given.

    Returns
    -------
    Path
        The folder written.

    Raises
    ------
    InputError
        If claim ids repeat or a name cannot be a file name; nothing is written then.
    """
    ledger = tuple(claims)
    figures, tables = figures or {}, tables or {}
    name = notebook or (ledger[0].notebook if ledger else Path(results).name if str(results) else "")
    findings = _findings(name, ledger, [*figures, *tables])
    if findings:
        raise InputError(findings, kind="results of a notebook")
    target = Path(results) if str(results) else project_root() / "data" / "processed" / "results" / name
    folder = temporary_folder(target)
    try:
        _fill(folder, outcomes, ledger, figures, tables)
        written = sorted(path for path in folder.rglob("*") if path.is_file())
        digests = {path.relative_to(folder).as_posix(): file_digest(path) for path in written}
        write_json(folder / MANIFEST, {"format": FORMAT, "notebook": name, "files": digests})
        replace_folder(folder, target)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return target


def read_results(folder: str | Path) -> Results:
    """Read the results of a notebook after checking that they are complete and unchanged.

    Parameters
    ----------
    folder : str or Path
        A folder written by `write_results`.

    Returns
    -------
    Results
        What the notebook found.

    Raises
    ------
    InputError
        If the folder is missing or half-written, or a file is missing or changed; all findings at once.
    """
    from pandas import read_csv, read_parquet

    folder = Path(folder)
    findings = check_results(folder)
    if findings:
        raise InputError(findings, kind="results of a notebook")
    manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    names = list(manifest["files"])
    figures = {}
    for name in _stems(names, "figures/", ".svg"):
        words = json.loads((folder / "figures" / f"{name}.json").read_text(encoding="utf-8"))
        svg = (folder / "figures" / f"{name}.svg").read_text(encoding="utf-8")
        figures[name] = Figure(svg=svg, table=read_csv(folder / "figures" / f"{name}.csv"), **words)
    tables = {
        name: read_parquet(folder / "tables" / f"{name}.parquet")
        for name in _stems(names, "tables/", ".parquet")
    }
    return Results(
        folder=folder,
        notebook=manifest["notebook"],
        outcomes=read_parquet(folder / "outcomes.parquet") if "outcomes.parquet" in names else None,
        claims=_claims(folder),
        figures=figures,
        tables=tables,
    )


def read_claims(folder: str | Path) -> tuple[Claim, ...]:
    """Read the claims of a notebook after the same check as `read_results`, and none of its tables.

    Parameters
    ----------
    folder : str or Path
        A folder written by `write_results`.

    Returns
    -------
    tuple of Claim
        The numbers it publishes.

    Raises
    ------
    InputError
        If the folder is missing or half-written, or any file of it is missing or changed.
    """
    folder = Path(folder)
    findings = check_results(folder)
    if findings:
        raise InputError(findings, kind="results of a notebook")
    return _claims(folder)


def check_results(folder: Path) -> list[Finding]:
    """List what is wrong with a results folder, without reading its tables.

    Parameters
    ----------
    folder : Path
        A folder that should hold results.

    Returns
    -------
    list of Finding
        Empty where every file is there and as written.
    """
    again = "Run the notebook again."
    manifest = folder / MANIFEST
    if not manifest.is_file():
        return [Finding(str(folder), MANIFEST, "these results are missing or half-written", again)]
    try:
        files = dict(json.loads(manifest.read_text(encoding="utf-8"))["files"])
    except (ValueError, KeyError, TypeError):
        return [Finding(str(folder), MANIFEST, "the list of files cannot be read", again)]
    findings = []
    for name, digest in sorted(files.items()):
        path = folder / name
        if not _stays_inside(name):
            findings.append(Finding(str(folder), repr(name), "this name leads out of the folder", again))
        elif not path.is_file():
            findings.append(Finding(str(folder), name, "the file is missing", again))
        elif file_digest(path) != digest:
            findings.append(Finding(str(folder), name, "the file is not as it was written", again))
    return findings


def _claims(folder: Path) -> tuple[Claim, ...]:
    claims = json.loads((folder / "claims.json").read_text(encoding="utf-8"))
    return tuple(Claim.model_validate(claim) for claim in claims)


def _stays_inside(name: str) -> bool:
    return all(SAFE_NAME.fullmatch(part) for part in name.split("/"))


def _findings(notebook: str, claims: tuple[Claim, ...], names: list[str]) -> list[Finding]:
    findings = [
        Finding(notebook, f"claim {claim_id}", "two claims have this id", "Give each claim its own id.")
        for claim_id in repeated_ids(claims)
    ]
    findings += [
        Finding(notebook, f"name {name!r}", "this cannot be a file name", "Use letters, digits, '_' and '-'.")
        for name in names
        if not SAFE_NAME.fullmatch(name)
    ]
    if not SAFE_NAME.fullmatch(notebook):
        remedy = "Pass notebook='<its file name without .ipynb>' to write_results."
        findings.append(Finding(notebook or "a notebook", "notebook", "the notebook is not named", remedy))
    return findings


def _fill(
    folder: Path,
    outcomes: DataFrame | None,
    claims: tuple[Claim, ...],
    figures: Mapping[str, Figure],
    tables: Mapping[str, DataFrame],
) -> None:
    if outcomes is not None:
        outcomes.to_parquet(folder / "outcomes.parquet", index=False)
    write_json(folder / "claims.json", [claim.model_dump(mode="json") for claim in claims])
    for part, content in (("figures", figures), ("tables", tables)):
        if content:
            (folder / part).mkdir()
    for name, figure in figures.items():
        words = {"title": figure.title, "subtitle": figure.subtitle, "description": figure.description}
        (folder / "figures" / f"{name}.svg").write_text(figure.svg, encoding="utf-8")
        figure.table.to_csv(folder / "figures" / f"{name}.csv", index=False, lineterminator="\n")
        write_json(folder / "figures" / f"{name}.json", words)
    for name, table in tables.items():
        table.to_parquet(folder / "tables" / f"{name}.parquet", index=False)


def _stems(names: list[str], folder: str, ending: str) -> list[str]:
    inside = (name for name in names if name.startswith(folder) and name.endswith(ending))
    return [name[len(folder) : -len(ending)] for name in inside]
