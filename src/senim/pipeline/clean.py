"""Remove what can be made again."""

from __future__ import annotations

from senim.pipeline.lock import run_lock
from senim.pipeline.project import Project
from senim.pipeline.publish import sweep
from senim.pipeline.store import remove


def clean(project: Project) -> list[str]:
    """Remove cached results, partial notebooks and leftovers; editions stay.

    Parameters
    ----------
    project : Project
        The project.

    Returns
    -------
    list of str
        What was removed, one line each.

    Raises
    ------
    LockedError
        If a run is at work.
    """
    with run_lock(project):
        lines = []
        for folder in (project.cache, project.failed):
            if folder.exists():
                remove(folder)
                lines.append(f"Removed {project.shown(folder)}.")
        if sweep(project):
            lines.append("Removed leftovers of runs that were cut off.")
        return lines or ["There was nothing to remove."]
