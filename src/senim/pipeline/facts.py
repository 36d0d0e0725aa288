"""What identifies an edition: its date, its run key, how new its data are, and the commit."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from senim.pipeline.keys import RunKey, digest_of
from senim.pipeline.tasks import Done

KEY_DIGITS = 8
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True)
class Lineage:
    """The place of an edition among the others.

    Parameters
    ----------
    name : str
        Name of its folder.
    compared_with : str or None
        Name of the edition that *What changed* compares with; None where there is no whole one.
    compared_seal : str or None
        Seal of its record.
    first : bool
        Whether no other edition came before, whole or damaged.
    """

    name: str
    compared_with: str | None = None
    compared_seal: str | None = None
    first: bool = True


@dataclass(frozen=True)
class EditionFacts:
    """The facts printed in the footer of every brief.

    Parameters
    ----------
    date : str
        ISO date of the edition.
    run_key : str
        Hash over the keys of all analysis notebooks and the code of the brief.
    data_cutoff : str or None
        Last day the data speak about, ISO.
    commit : str or None
        Commit of the checkout; None where there is none.
    languages : tuple of str
        Languages built.
    lineage : Lineage
        What it is called, and which edition it is compared with.
    """

    date: str
    run_key: str
    data_cutoff: str | None
    commit: str | None
    languages: tuple[str, ...]
    lineage: Lineage

    @property
    def id(self) -> str:
        """Id of the edition: date and the beginning of the run key."""
        return edition_id(self.date, self.run_key)

    @property
    def name(self) -> str:
        """Name of its folder, which its pages cite: the id, with a number where it is published again."""
        return self.lineage.name

    def as_dict(self) -> dict[str, Any]:
        """Give the facts as plain data.

        Returns
        -------
        dict
            With the name, as ``edition``.
        """
        plain = {**asdict(self), "languages": list(self.languages)}
        plain |= plain.pop("lineage")
        return {"edition": plain.pop("name"), **plain}


def edition_id(date: str, key: str) -> str:
    """Give an edition its id.

    Parameters
    ----------
    date : str
        ISO date.
    key : str
        Run key.

    Returns
    -------
    str
        Date and the beginning of the key.
    """
    return f"{date}-{key[:KEY_DIGITS]}"


def run_key(analysis: Mapping[str, Done], brief: RunKey | None) -> str:
    """Compute the run key of an edition.

    It leaves the template out, so that a change of looks alone does not make new numbers of old ones.

    Parameters
    ----------
    analysis : mapping of str to Done
        The analysis notebooks.
    brief : RunKey or None
        The key of a brief notebook, of which code and modules count.

    Returns
    -------
    str
        64 hexadecimal digits.
    """
    return run_key_of({name: done.key.digest for name, done in analysis.items()}, brief)


def run_key_of(analysis: Mapping[str, str], brief: RunKey | None) -> str:
    """Compute the run key of an edition from the keys its record holds.

    Parameters
    ----------
    analysis : mapping of str to str
        Digest of the key by analysis notebook.
    brief : RunKey or None
        The key of a brief notebook, of which code and modules count.

    Returns
    -------
    str
        64 hexadecimal digits.
    """
    text = {"code": dict(brief.code), "modules": dict(brief.modules)} if brief else {}
    return digest_of({"analysis": dict(analysis), "brief": text})


def data_cutoff(raw: Path) -> str:
    """Find the last day the data speak about.

    Parameters
    ----------
    raw : Path
        ``data/raw``.

    Returns
    -------
    str
        The newest ISO date in a column ``period_end``; where no table has one, the newest day on which a
        source was published or read; empty where the tables name none.
    """
    newest = {"period_end": "", "published": "", "accessed": ""}
    for path in sorted(raw.glob("*.csv")):
        with path.open(encoding="utf-8-sig", errors="replace", newline="") as stream:
            for row in csv.DictReader(stream):
                for column in newest:
                    value = row.get(column)
                    if isinstance(value, str) and _DAY.fullmatch(value):
                        newest[column] = max(newest[column], value)
    return newest["period_end"] or max(newest.values())
