"""Which editions are kept, and the removal of the others: each goes at once or not at all."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from pathlib import Path

from senim.execution.files import TEMPORARY
from senim.pipeline.durable import sync_folder
from senim.pipeline.editions import editions, newest
from senim.pipeline.index_page import write_index
from senim.pipeline.record import read_record
from senim.pipeline.store import remove

MONTHS = 12


def not_kept(names: Sequence[str], keep: int, protected: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """Choose the editions to remove.

    Kept are the newest ones, the newest of each of the last twelve months in which one was made, and those
    that are protected. Months are counted by the dates of the editions and not by a clock, so that neither
    a wrong clock nor a long pause removes anything.

    Parameters
    ----------
    names : sequence of str
        Names of the editions, newest first; each begins with its date.
    keep : int
        How many of the newest to keep, at least one.
    protected : frozenset of str
        Names that are kept in any case.

    Returns
    -------
    tuple of str
        Names to remove, newest first.

    Examples
    --------
    >>> not_kept(["2026-03-02-b", "2026-03-01-a", "2026-02-01-a"], keep=1)
    ('2026-03-01-a',)
    """
    by_month: dict[str, str] = {}
    for name in names:
        by_month.setdefault(name[:7], name)
    months = sorted(by_month, reverse=True)[:MONTHS]
    kept = {*names[: max(keep, 1)], *(by_month[month] for month in months), *protected}
    return tuple(name for name in names if name not in kept)


def editions_to_remove(reports: Path, keep: int) -> tuple[Path, ...]:
    """Choose the editions of a reports folder that a policy removes.

    Parameters
    ----------
    reports : Path
        The reports folder.
    keep : int
        How many of the newest to keep.

    Returns
    -------
    tuple of Path
        Their folders; never ``latest``, nor the edition it was compared with.
    """
    found = {path.name: path for path in editions(reports)}
    return tuple(found[name] for name in not_kept(tuple(found), keep, _protected(reports)))


def remove_editions(reports: Path, folders: Sequence[Path]) -> None:
    """Remove editions; only to be called under the lock.

    Each takes a temporary name first and is gone for every reader; then the index page forgets it; then its
    files go. Whatever a power failure leaves is a temporary name, which the next run sweeps.

    Parameters
    ----------
    reports : Path
        The reports folder.
    folders : sequence of Path
        The editions.
    """
    hidden = []
    try:
        for folder in folders:
            aside = reports / f"{TEMPORARY}{folder.name}-removed-{uuid.uuid4().hex[:8]}"
            folder.rename(aside)
            hidden.append(aside)
    finally:
        # Where one cannot be hidden, the page must still forget those before it.
        if hidden:
            sync_folder(reports)
            write_index(reports)
    for aside in hidden:
        remove(aside)


def _protected(reports: Path) -> frozenset[str]:
    latest = newest(reports)
    if latest is None:
        return frozenset()
    record = read_record(latest)
    compared = record["edition"].get("compared_with") if record else None
    return frozenset(filter(None, (latest.name, compared)))
