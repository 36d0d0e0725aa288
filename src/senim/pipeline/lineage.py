"""What an edition is called and which one it is compared with: decided before its pages are laid out."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from senim.pipeline.editions import edition_id_of, editions, free_name, newest
from senim.pipeline.facts import Lineage
from senim.pipeline.record import SEAL, read_record
from senim.pipeline.verify import verify_edition


def next_lineage(reports: Path, edition: str) -> Lineage:
    """Decide the place of an edition that is to be published.

    It is compared with the newest whole edition, whatever that is called: an edition that returns to an
    earlier state has the id of an earlier one and still follows the newest.

    Parameters
    ----------
    reports : Path
        The reports folder.
    edition : str
        Id of the edition to be: date and key.

    Returns
    -------
    Lineage
        Its place.
    """
    name, first = free_name(reports, edition), not editions(reports)
    for folder in editions(reports):
        record = read_record(folder)
        if record and not verify_edition(folder):
            return Lineage(name, folder.name, record[SEAL], first)
    return Lineage(name, first=first)


def recorded_lineage(folder: Path, record: Mapping[str, Any]) -> Lineage:
    """Give the place of a published edition, which holds for good.

    Parameters
    ----------
    folder : Path
        The edition.
    record : mapping of str to object
        Its record.

    Returns
    -------
    Lineage
        Its place, as its pages tell it.
    """
    facts = record["edition"]
    return Lineage(folder.name, facts.get("compared_with"), facts.get("compared_seal"), bool(facts["first"]))


def standing_editions(reports: Path) -> tuple[Path, ...]:
    """List the editions that a run with nothing to do may find in place.

    Parameters
    ----------
    reports : Path
        The reports folder.

    Returns
    -------
    tuple of Path
        The one that ``latest`` points at; then those newer than it, which lack only the link because the
        run that made them was cut off.
    """
    latest, found = newest(reports), editions(reports)
    names = [folder.name for folder in found]
    if latest is None:
        return found
    newer = found[: names.index(latest.name)] if latest.name in names else ()
    return (latest, *newer)


def belongs(lineage: Lineage, edition: str) -> bool:
    """Tell whether an edition has an id.

    Parameters
    ----------
    lineage : Lineage
        Its place.
    edition : str
        The id: date and key.

    Returns
    -------
    bool
        Whether its name begins with the id, apart from the number of a further publication.
    """
    return edition_id_of(Path(lineage.name)) == edition
