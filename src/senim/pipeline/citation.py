"""Who made the project and how to cite it, read from ``CITATION.cff``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

FILE = "CITATION.cff"
_TITLE = "Senim"


@dataclass(frozen=True)
class Citation:
    """How to cite the project.

    Parameters
    ----------
    title, abstract : str
        What it is.
    keywords : list of str
        Its subjects.
    people : list of dict
        Authors as linked-data entities.
    """

    title: str
    abstract: str
    keywords: list[str]
    people: list[dict[str, Any]]


def read_citation(root: Path) -> Citation:
    """Read ``CITATION.cff``.

    Parameters
    ----------
    root : Path
        The checkout.

    Returns
    -------
    Citation
        With the plain name of the project where there is no such file.
    """
    path = root / FILE
    content = yaml.safe_load(path.read_text(encoding="utf-8")) if path.is_file() else {}
    title = str(content.get("title") or _TITLE)
    authors = content.get("authors") or [{"name": "The Senim authors"}]
    return Citation(
        title=title,
        abstract=" ".join(str(content.get("abstract") or title).split()),
        keywords=[str(word) for word in content.get("keywords") or ()],
        people=[_person(author, place) for place, author in enumerate(authors, start=1)],
    )


def _person(author: Mapping[str, Any], place: int) -> dict[str, Any]:
    if "name" in author:
        return {
            "@id": author.get("website") or f"#author-{place}",
            "@type": "Organization",
            "name": author["name"],
        }
    given, family = str(author.get("given-names", "")), str(author.get("family-names", ""))
    person = {
        "@id": author.get("orcid") or f"#author-{place}",
        "@type": "Person",
        "name": f"{given} {family}".strip(),
    }
    return {**person, "givenName": given, "familyName": family}
