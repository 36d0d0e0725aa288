"""From a text id to HTML: every number in it is a claim element."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from html import escape
from types import MappingProxyType

from senim.brief.catalogue import PLACEHOLDER, Catalogue, placeholders
from senim.brief.display import STYLES, canonical, print_claim, year_of
from senim.brief.ledger import Ledger
from senim.brief.markup import Html, element, joined
from senim.brief.numbers import NO_BREAK_SPACE
from senim.execution import Claim
from senim.findings import Finding, InputError

SLOT = "slot_"
"""Start of the name of a placeholder that is no claim: the component fills it."""

_NOUN = re.compile(r" [^\W\d_]{2,14}(?![^\W\d_])")
_SHOWN = re.compile(r'data-claim="([^"]+)"')


def claim_element(claim: Claim, style: str, catalogue: Catalogue) -> Html:
    """Print a claim as an element that says which claim it is.

    Parameters
    ----------
    claim : Claim
        The claim.
    style : str
        A style of `print_claim`.
    catalogue : Catalogue
        Texts of the language.

    Returns
    -------
    Html
        `<data data-claim="id" value="canonical">formatted</data>`; limits and style as further attributes.
    """
    printed = print_claim(claim, style, catalogue)
    ranged = style in {"", "number"}
    return element(
        "data",
        printed.text,
        data_claim=claim.id,
        data_style=style or None,
        value=printed.canonical,
        data_low=canonical(claim.low) or None if ranged else None,
        data_high=canonical(claim.high) or None if ranged else None,
    )


def facet_element(claim: Claim, facet: str, value: float | int, text: str) -> Html:
    """Print a number that a chart or scale reads off a claim, such as the dots on one side of zero.

    Parameters
    ----------
    claim : Claim
        The claim it belongs to.
    facet : str
        What about the claim.
    value : float or int
        The number.
    text : str
        The number as the language prints it.

    Returns
    -------
    Html
        A claim element with `data-facet`.
    """
    return element("data", text, data_claim=claim.id, data_facet=facet, value=canonical(value))


def render_text(
    msgid: str, ledger: Ledger, catalogue: Catalogue, slots: Mapping[str, str] = MappingProxyType({})
) -> Html:
    """Turn a text into HTML.

    Parameters
    ----------
    msgid : str
        Text id.
    ledger : Ledger
        The claims.
    catalogue : Catalogue
        Texts of the language.
    slots : mapping of str to str
        What stands in each `{slot_…}` of the text, by the name after the underscore; escaped unless `Html`.

    Returns
    -------
    Html
        Escaped text in which each placeholder is a claim element.

    Raises
    ------
    InputError
        Listing every claim the text wants and nobody wrote, and every style that cannot be printed.
    """
    text = _form(msgid, ledger, catalogue)
    findings = list(_unresolved(msgid, text, ledger, catalogue))
    findings += _unfilled(msgid, text, catalogue, slots)
    if findings:
        raise InputError(findings, "texts of the brief")
    pieces: list[str] = []
    end = 0
    for match in PLACEHOLDER.finditer(text):
        pieces.append(_held(text[end : match.start()], after_number=bool(pieces)))
        name = match["claim"]
        if name.startswith(SLOT):
            pieces.append(joined(slots[name.removeprefix(SLOT)]))
        else:
            pieces.append(claim_element(ledger.find(name), match["style"] or "", catalogue))
        end = match.end()
    return Html("".join([*pieces, _held(text[end:], after_number=bool(pieces))]))


def check_texts(ledger: Ledger, catalogue: Catalogue, skip: frozenset[str] = frozenset()) -> None:
    """Refuse to make a brief whose texts want numbers that nobody wrote.

    Parameters
    ----------
    ledger : Ledger
        The claims.
    catalogue : Catalogue
        Texts of the language.
    skip : frozenset of str
        Texts that this page does not use.

    Raises
    ------
    InputError
        Listing all of them, over all texts.
    """
    findings = [
        finding
        for msgid in catalogue.messages
        if msgid not in skip
        for form in catalogue.forms(msgid)
        for finding in _unresolved(msgid, form, ledger, catalogue)
    ]
    if findings:
        raise InputError(findings, "texts of the brief")


def claims_shown(sections: Iterable[str]) -> tuple[str, ...]:
    """List the claims that pieces of a page print.

    Parameters
    ----------
    sections : iterable of str
        HTML.

    Returns
    -------
    tuple of str
        Claim ids, sorted, each once.
    """
    return tuple(sorted({name for section in sections for name in _SHOWN.findall(section)}))


def _held(text: str, *, after_number: bool) -> str:
    # a number and its noun do not part at the end of a line
    if after_number and _NOUN.match(text):
        text = NO_BREAK_SPACE + text[1:]
    return escape(text, quote=False)


def _form(msgid: str, ledger: Ledger, catalogue: Catalogue) -> str:
    forms = catalogue.forms(msgid)
    if len(forms) == 1:
        return forms[0]
    # the noun follows the first number of the text
    counted = ledger.find(placeholders(forms[0])[0].claim).value
    return catalogue.text(msgid, round(counted) if isinstance(counted, (int, float)) else None)


def _unresolved(msgid: str, text: str, ledger: Ledger, catalogue: Catalogue) -> Iterator[Finding]:
    for wanted in placeholders(text):
        if wanted.claim.startswith(SLOT):
            continue
        place = f"{catalogue.file}, {msgid}"
        if wanted.style not in STYLES:
            remedy = f"Use one of {', '.join(sorted(filter(None, STYLES)))}."
            yield Finding(place, wanted.claim, f"the style {wanted.style!r} is unknown", remedy)
        elif not ledger.has(wanted.claim):
            yield ledger.missing(wanted.claim, place)
        elif wanted.style == "year" and not year_of(ledger.find(wanted.claim)):
            yield Finding(
                place, wanted.claim, "the claim has no year", "Give it one in its notebook: Claim(year=…)."
            )


def _unfilled(msgid: str, text: str, catalogue: Catalogue, slots: Mapping[str, str]) -> Iterator[Finding]:
    for wanted in placeholders(text):
        name = wanted.claim.removeprefix(SLOT)
        if wanted.claim.startswith(SLOT) and name not in slots:
            place = f"{catalogue.file}, {msgid}"
            yield Finding(
                place, wanted.claim, "nothing is given for this slot", f"Fill it: text(…, {name}=…)."
            )
