"""The audit of an edition: nothing is published that breaks a rule of the brief."""

from __future__ import annotations

import json
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from senim.brief.audits import rules
from senim.brief.audits.reading import ClaimShown, PageRead, read_page
from senim.brief.audits.twin import twin
from senim.brief.catalogue import load_catalogue
from senim.brief.numbers import LANGUAGES
from senim.execution import Claim
from senim.execution.apart import apart
from senim.findings import Finding

PAGE = "brief.html"
TWIN = "brief.pdf"
CLAIMS = "claims.json"
RECORD = "record.json"

__all__ = ["audit_edition"]


def audit_edition(folder: Path, languages: Iterable[str] = ()) -> list[Finding]:
    """Audit the briefs of an edition.

    Parameters
    ----------
    folder : Path
        Folder of the edition; holds `<language>/brief.html` and `claims.json` beside it or above it.
    languages : iterable of str
        Languages it must have; those its record names by default, else all three.

    Returns
    -------
    list of Finding
        Everything that is wrong; empty where it may be published. Odd HTML gives findings, not errors.
    """
    chosen = tuple(languages) or _recorded_languages(folder)
    # Each page apart, where that can be had: they take all the time, and know nothing of each other.
    with ThreadPoolExecutor(max(len(chosen), 1), thread_name_prefix="audit") as threads:
        audits = list(threads.map(lambda language: apart(partial(_audited, folder, language)), chosen))
    findings = [finding for found, _ in audits for finding in found]
    shown = {
        language: claims for language, (_, claims) in zip(chosen, audits, strict=True) if claims is not None
    }
    findings += rules.agreement(shown)
    return findings


def _audited(folder: Path, language: str, tell: object) -> tuple[list[Finding], list[ClaimShown] | None]:
    """Audit one page; give the claims it shows, None where there is no page."""
    file, path = f"{language}/{PAGE}", folder / language / PAGE
    if not path.is_file():
        remedy = "Render it, or leave it out of the edition."
        return [Finding(file, "", "this language is missing", remedy)], None
    content = path.read_bytes()
    page = read_page(content.decode("utf-8", errors="replace"))
    findings = [
        *rules.size(file, len(content)),
        *rules.offline(file, page),
        *rules.wording(file, page, language),
        *rules.translation(file, page, language, load_catalogue("en")),
        *_ledger(folder, language, page),
        *_twin(folder, language, page),
    ]
    return findings, page.claims


def _twin(folder: Path, language: str, page: PageRead) -> list[Finding]:
    file, path = f"{language}/{TWIN}", folder / language / TWIN
    linked = any(found.name == "href" and found.value == TWIN for found in page.attributes)
    if not path.is_file():
        problem, remedy = "the page links to a file that is missing", "Write it, or leave the link out."
        return [Finding(file, "", problem, remedy)] if linked else []
    findings = list(twin(file, path.read_bytes(), language))
    if not linked:
        findings.append(Finding(file, "", "the page has no link to it", "Link it in the masthead."))
    return findings


def _ledger(folder: Path, language: str, page: PageRead) -> list[Finding]:
    places = (folder / language / CLAIMS, folder / CLAIMS)
    path = next((place for place in places if place.is_file()), None)
    if path is None:
        return [
            Finding(
                f"{language}/{CLAIMS}", "", "there is no claims.json", "Write the claims beside the brief."
            )
        ]
    try:
        read = TypeAdapter(list[Claim]).validate_json(path.read_bytes())
    except ValidationError as error:
        problem = f"this is no list of claims: {error.errors()[0]['msg']}"
        return [Finding(f"{language}/{CLAIMS}", "", problem, "Write it from the results of the brief.")]
    return list(rules.ledger(f"{language}/{PAGE}", page, {claim.id: claim for claim in read}))


def _recorded_languages(folder: Path) -> tuple[str, ...]:
    """Take the languages an edition's own record says it has."""
    path = folder / RECORD
    if not path.is_file():
        return LANGUAGES
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
    except ValueError:
        return LANGUAGES
    held = record.get("edition") if isinstance(record, dict) else None
    named = (
        held.get("languages")
        if isinstance(held, dict)
        else record.get("languages")
        if isinstance(record, dict)
        else None
    )
    known = [language for language in named if language in LANGUAGES] if isinstance(named, list) else []
    return tuple(known) or LANGUAGES
