"""Lists of texts that somebody reviewed: which texts, in which order, about what, and when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib.resources import files

import yaml

from senim.findings import Finding, InputError

LISTS = (
    "change-our-mind",
    "measure-next",
    "not-modelled",
    "misuse",
    "claims-shown",
    "assumptions",
    "data-log",
)


@dataclass(frozen=True)
class Reviewed:
    """A list that somebody reviewed.

    Parameters
    ----------
    on : date
        Day of the last review.
    texts : tuple of str
        Text ids, in order.
    about : mapping of str to tuple of str
        For texts that stand for parameters or tables: which.
    """

    on: date
    texts: tuple[str, ...]
    about: dict[str, tuple[str, ...]]


@lru_cache(maxsize=len(LISTS))
def reviewed(name: str) -> Reviewed:
    """Read a reviewed list from the package.

    Parameters
    ----------
    name : str
        One of `LISTS`.

    Returns
    -------
    Reviewed
        The list.

    Raises
    ------
    InputError
        Listing everything that is wrong with the file.
    """
    file = files("senim.brief").joinpath("notes", f"{name}.yaml")
    read = yaml.safe_load(file.read_text(encoding="utf-8"))
    place, findings = f"notes/{name}.yaml", []
    on, texts = (read.get("reviewed"), read.get("texts")) if isinstance(read, dict) else (None, None)
    if not isinstance(on, date):
        findings.append(Finding(place, "reviewed", f"{on!r} is no day", "Write the day of the last review."))
    lines = [_line(one) for one in texts] if isinstance(texts, list) else []
    known = [line for line in lines if line is not None]
    if not lines or len(known) < len(lines):
        problem = "this is no list of text ids"
        remedy = "List the ids of the texts, each alone or with what it is about."
        findings.append(Finding(place, "texts", problem, remedy))
    if findings or not isinstance(on, date):
        raise InputError(findings, "reviewed lists")
    return Reviewed(on, tuple(text for text, _ in known), {text: about for text, about in known if about})


def last_review() -> date:
    """Give the day since when no list that editions print was left unreviewed.

    Returns
    -------
    date
        The earliest of their last reviews.
    """
    return min(reviewed(name).on for name in LISTS)


def reviewed_list(name: str) -> tuple[str, ...]:
    """Give the texts of a reviewed list.

    Parameters
    ----------
    name : str
        One of `LISTS`.

    Returns
    -------
    tuple of str
        Text ids, in order.
    """
    return reviewed(name).texts


def _line(read: object) -> tuple[str, tuple[str, ...]] | None:
    if isinstance(read, str):
        return read, ()
    if isinstance(read, dict) and len(read) == 1:
        text, about = next(iter(read.items()))
        if isinstance(about, list) and about and all(isinstance(one, str) for one in about):
            return str(text), tuple(about)
    return None
