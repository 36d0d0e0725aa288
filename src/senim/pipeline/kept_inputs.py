"""The inputs that an edition keeps, so that two editions can be compared row by row wherever they are."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

from senim.execution.files import file_digest
from senim.findings import Finding, InputError

INPUTS = "inputs"
DATA, PARAMETERS, SCENARIOS = "data/raw/", "parameters/", "scenarios/"
KEPT = (DATA, PARAMETERS, SCENARIOS)


def keep_inputs(root: Path, digests: Mapping[str, str], edition: Path) -> None:
    """Copy source tables, parameters and scenarios into an edition, byte for byte.

    Parameters
    ----------
    root : Path
        The checkout.
    digests : mapping of str to str
        SHA-256 of every file that the run read, by name relative to the checkout.
    edition : Path
        The edition that is being made.

    Raises
    ------
    InputError
        If a file is not what the run read: it was edited in the meantime.
    """
    findings = []
    for name, digest in digests.items():
        if name.startswith(KEPT):
            target = edition / INPUTS / name
            target.parent.mkdir(parents=True, exist_ok=True)
            try:
                shutil.copyfile(root / name, target)
                moved = file_digest(target) != digest
            except FileNotFoundError:
                moved = True
            if moved:
                findings.append(Finding(name, "", "it was edited after the notebooks read it", "Run again."))
    if findings:
        raise InputError(findings, "input of the run")


def kept_inputs(edition: Path) -> dict[str, Path]:
    """List the inputs that an edition keeps.

    Parameters
    ----------
    edition : Path
        The edition.

    Returns
    -------
    dict of str to Path
        Name relative to the checkout to file, sorted.
    """
    folder = edition / INPUTS
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path for path in files}


def present_inputs(root: Path) -> dict[str, Path]:
    """List the inputs of the checkout that an edition would keep.

    Parameters
    ----------
    root : Path
        The checkout.

    Returns
    -------
    dict of str to Path
        Name relative to the checkout to file, sorted.
    """
    files = [path for place in KEPT for path in (root / place).rglob("*") if path.is_file()]
    named = {path.relative_to(root).as_posix(): path for path in files}
    return {name: named[name] for name in sorted(named) if "/." not in name and "__pycache__" not in name}
