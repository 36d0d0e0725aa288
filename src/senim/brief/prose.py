"""Sentences of a notebook: every number in them is read off a claim."""

from __future__ import annotations

from collections.abc import Iterable

from senim.brief.catalogue import PLACEHOLDER, load_catalogue
from senim.brief.display import STYLES, print_claim
from senim.brief.ledger import collect
from senim.execution import Claim
from senim.findings import Finding, InputError

LANGUAGE = "en"
"""Notebooks are written in English; briefs speak three languages."""


NUMBER_WORDS = ("no_number", "unit.", "likelihood.", "confidence.word.")
"""Beginnings of the text ids that `print_claim` takes words from."""

CLAIM_WORDS = ("claimed.", "claims.", "needs.", "reading.", "reason.", "regime.", "verdict.")
"""Beginnings of the text ids that `phrase` takes: claims held against figures, what came of it,
and the rules of recording that counts follow."""


def phrase(msgid: str) -> str:
    """Give an English text of the catalogue to a notebook.

    Parameters
    ----------
    msgid : str
        Text id, beginning with one of `CLAIM_WORDS`.

    Returns
    -------
    str
        The text that the English brief shows.

    Raises
    ------
    InputError
        If notebooks may not take it, so that a change of it would go unnoticed, or there is no such text.

    Examples
    --------
    >>> phrase("verdict.not_comparable")
    'not comparable'
    """
    if not msgid.startswith(CLAIM_WORDS):
        remedy = f"Texts of notebooks begin with one of {', '.join(CLAIM_WORDS)}."
        raise InputError([Finding("sentence", msgid, "this text is not for notebooks", remedy)], "sentence")
    return load_catalogue(LANGUAGE).text(msgid)


def number_words() -> dict[str, str]:
    """Give the words that stand beside numbers in sentences of notebooks, and those of claims.

    Returns
    -------
    dict of str to str
        Text id to English text: all of the catalogue that a research notebook can show.
    """
    catalogue = load_catalogue(LANGUAGE)
    chosen = (msgid for msgid in catalogue.messages if msgid.startswith((*NUMBER_WORDS, *CLAIM_WORDS)))
    return {msgid: " | ".join(catalogue.forms(msgid)) for msgid in sorted(chosen)}


def prose(words: str, claims: Iterable[Claim]) -> str:
    """Put claims into a sentence, printed as a brief prints them.

    Parameters
    ----------
    words : str
        Text with places such as ``{cut_share}`` or ``{cut_share:middle}`` (styles of `print_claim`).
    claims : iterable of Claim
        The claims that the text may use.

    Returns
    -------
    str
        The text, ready for Markdown.

    Raises
    ------
    InputError
        Listing every place that names no claim or no style.

    Examples
    --------
    >>> fact = Claim(id="saving", value=16, unit="billion_kzt", status="observed", source="x", notebook="y")
    >>> prose("The cut saves {saving:number}.", [fact])
    'The cut saves 16.'
    """
    ledger, catalogue = collect(claims), load_catalogue(LANGUAGE)
    findings = []
    for match in PLACEHOLDER.finditer(words):
        if ledger.exact(match["claim"]) is None:
            findings.append(ledger.missing(match["claim"], "sentence"))
        if (match["style"] or "") not in STYLES:
            remedy = f"Use one of {', '.join(sorted(filter(None, STYLES)))}."
            findings.append(Finding("sentence", match[0], "this style is unknown", remedy))
    if findings:
        raise InputError(findings, "sentence")
    return PLACEHOLDER.sub(
        lambda match: print_claim(ledger.find(match["claim"]), match["style"] or "", catalogue).text, words
    )
