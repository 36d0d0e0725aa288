"""Where the project is: notebooks, pipeline and tests all ask here."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path


def project_root(start: Path | None = None) -> Path:
    """Find the checkout that holds ``data/``, ``parameters/`` and ``scenarios/``.

    Parameters
    ----------
    start : Path, optional
        Folder to search upwards from; the working folder by default.

    Returns
    -------
    Path
        The folder named by the environment variable ``SENIM_ROOT``, else the nearest
        parent whose ``pyproject.toml`` names the project, else the checkout that this
        package was installed from.

    Raises
    ------
    FileNotFoundError
        If there is no such folder.
    """
    named = os.environ.get("SENIM_ROOT")
    if named:
        return Path(named).resolve()
    here = (start or Path.cwd()).resolve()
    for folder in (here, *here.parents, *Path(__file__).resolve().parents):
        if _is_project(folder):
            return folder
    raise FileNotFoundError(
        f"No Senim project in {here} or above it. Run inside the checkout, or set SENIM_ROOT to its folder."
    )


def _is_project(folder: Path) -> bool:
    description = folder / "pyproject.toml"
    if not description.is_file():
        return False
    project = tomllib.loads(description.read_text(encoding="utf-8")).get("project", {})
    return bool(project.get("name") == "senim")
