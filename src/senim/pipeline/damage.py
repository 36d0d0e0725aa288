"""Which editions are damaged, and the words for it where somebody does something else than verify."""

from __future__ import annotations

from pathlib import Path

from senim.pipeline.editions import is_whole, newest
from senim.pipeline.record import other_format, read_record
from senim.pipeline.verify import verify_edition


def is_damaged(folder: Path) -> bool:
    """Tell whether an edition is not as it was published.

    Parameters
    ----------
    folder : Path
        The edition.

    Returns
    -------
    bool
        False also where another version wrote its record, so that this one cannot tell.
    """
    return other_format(folder) is None and bool(verify_edition(folder))


def damage(folder: Path) -> str:
    """Say in a few words what is wrong with an edition.

    Parameters
    ----------
    folder : Path
        The edition.

    Returns
    -------
    str
        The first finding and the number of others; empty where nothing is wrong or this version cannot tell.
    """
    if other_format(folder) is not None:
        return ""
    findings = verify_edition(folder)
    if not findings:
        return ""
    place = ", ".join(filter(None, (findings[0].file, findings[0].where)))
    more = len(findings) - 1
    others = f", and {more} more {'fault' if more == 1 else 'faults'}" if more else ""
    return f"{place}: {findings[0].problem}{others}"


def damage_of_latest(reports: Path) -> str:
    """Say what is wrong with the newest edition, and what a run does about it.

    Parameters
    ----------
    reports : Path
        The reports folder.

    Returns
    -------
    str
        A note; empty where it is whole, or where there is none.
    """
    latest = newest(reports)
    told = damage(latest) if latest is not None else ""
    if latest is None or not told:
        return ""
    record = read_record(latest)
    if record is not None and is_whole(latest, record):
        does = "All that was published is still there: a run does not publish it again."
    else:
        does = "A run leaves it where it is and publishes a new edition beside it."
    return f"The latest edition, {latest.name}, is damaged ({told}). {does} `verify latest` names each fault."
