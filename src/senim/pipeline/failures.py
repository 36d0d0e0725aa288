"""What failures leave in ``reports/failed``: an edition takes away its own, and so does each sweep."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

# How the names of tasks of sweeps begin; a notebook of an edition begins with its number.
SWEEP, SWEEP_PAGES = "sweep.", "sweep-pages."


def failures(failed: Path, sweep: str = "") -> tuple[Path, ...]:
    """List what failures left.

    Parameters
    ----------
    failed : Path
        ``reports/failed``.
    sweep : str
        Name of a sweep; empty for the edition.

    Returns
    -------
    tuple of Path
        What belongs to that sweep, or to the edition.
    """
    if not failed.is_dir():
        return ()
    return tuple(path for path in sorted(failed.iterdir()) if _belongs(path.name, sweep))


def forget_failures(failed: Path, sweep: str = "") -> None:
    """Take away what failures left that are mended; only to be called under the lock.

    Parameters
    ----------
    failed : Path
        ``reports/failed``.
    sweep : str
        Name of the sweep that succeeded; empty for the edition.
    """
    # A run with nothing to do only asks what there is, and loads nothing for it.
    from senim.pipeline.store import remove

    for path in failures(failed, sweep):
        remove(path)
    with suppress(OSError):
        failed.rmdir()


def _belongs(name: str, sweep: str) -> bool:
    if sweep:
        return name.startswith(f"{SWEEP}{sweep}.") or name == f"{SWEEP_PAGES}{sweep}"
    return not name.startswith((SWEEP, SWEEP_PAGES))
