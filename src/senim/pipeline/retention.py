"""Which editions are kept, and the removal of the others: each goes at once or not at all.

A damaged edition counts for nothing: it is no reason to let a whole one go, and it goes itself only where
somebody asks for that, because it may be all that is left of what was cited.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from senim.execution.files import TEMPORARY
from senim.pipeline.damage import damage, is_damaged
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


@dataclass(frozen=True)
class Removal:
    """What a policy does with a reports folder.

    Parameters
    ----------
    gone : tuple of Path
        Editions that go, newest first.
    damaged : tuple of Path
        Damaged editions that stay although the policy would not keep them for themselves.
    """

    gone: tuple[Path, ...]
    damaged: tuple[Path, ...]

    def words(self, removed: str) -> list[str]:
        """Say what is done, one line an edition.

        Parameters
        ----------
        removed : str
            ``Removed``, or ``Would remove``.

        Returns
        -------
        list of str
            The lines; one where there is nothing to do.
        """
        told = [f"{removed} {folder.name}." for folder in self.gone] or ["There is nothing to remove."]
        return [*told, *(left_words(folder) for folder in self.damaged)]


def left_words(folder: Path) -> str:
    """Say why a damaged edition stays.

    Parameters
    ----------
    folder : Path
        The edition.

    Returns
    -------
    str
        One line.
    """
    return (
        f"Left {folder.name}: it is damaged ({damage(folder)}) and counts for nothing. Put back a good copy, "
        "or remove it with `prune --damaged`."
    )


def removal(reports: Path, keep: int, *, damaged: bool = False) -> Removal:
    """Choose the editions of a reports folder that a policy removes.

    Parameters
    ----------
    reports : Path
        The reports folder.
    keep : int
        How many of the newest to keep.
    damaged : bool
        Whether damaged editions go too.

    Returns
    -------
    Removal
        What goes; never ``latest``, nor the edition it was compared with. And what is damaged.
    """
    found = editions(reports)
    faulty = tuple(folder for folder in found if is_damaged(folder))
    whole = {folder.name: folder for folder in found if folder not in faulty}
    protected = _protected(reports)
    gone = {whole[name] for name in not_kept(tuple(whole), keep, protected)}
    if damaged:
        gone |= {folder for folder in faulty if folder.name not in protected}
    return Removal(
        tuple(folder for folder in found if folder in gone),
        tuple(folder for folder in faulty if folder not in gone),
    )


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
