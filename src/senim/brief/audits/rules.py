"""What a published page must and must not be; each rule gives findings and never raises."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from senim.brief.audits.reading import ClaimShown, PageRead
from senim.brief.catalogue import Catalogue
from senim.brief.display import canonical, year_of
from senim.execution import Claim
from senim.findings import Finding

LARGEST_PAGE = 300_000
LOADING = frozenset(
    {
        "src",
        "srcset",
        "data",
        "poster",
        "action",
        "formaction",
        "background",
        "ping",
        "manifest",
        "xlink:href",
    }
)
FORBIDDEN = frozenset({"script", "iframe", "object", "embed", "form", "base", "link"})
LATIN_WORDS = frozenset({"Senim", "CSV", "UNODC", "CC", "BY", "MIT", "PDF"})

_REMOTE = re.compile(r"^\s*(?:https?:|//|ftp:|ws)", re.IGNORECASE)
_CSS_REQUEST = re.compile(r"@import|url\(\s*[\"']?(?!#|data:)", re.IGNORECASE)
_PLACEHOLDER = re.compile(r"\{\{?\s*[A-Za-z_][\w.:-]*\s*\}?\}")
_DIGIT = re.compile(r"\d")
_LATIN = re.compile(r"[A-Za-z]{2,}")


def offline(file: str, page: PageRead) -> Iterator[Finding]:
    """Refuse everything that would ask the network or run a script.

    Parameters
    ----------
    file : str
        The page, for the finding.
    page : PageRead
        The page as read.

    Yields
    ------
    Finding
        One for each.
    """
    for element, line in page.elements:
        if element in FORBIDDEN:
            yield Finding(file, f"line {line}", f"<{element}> is not allowed in a brief", "Leave it out.")
    for found in page.attributes:
        where = f"line {found.line}, <{found.element} {found.name}>"
        loads = found.name in LOADING or (found.name in {"href", "xlink:href"} and found.element != "a")
        if loads and _REMOTE.match(found.value):
            yield Finding(
                file, where, f"the page would request {found.value}", "Put the content into the page."
            )
        if found.name.startswith("on"):
            yield Finding(file, where, "the page would run a script", "Leave it out.")
        if found.name == "href" and found.value.lower().lstrip().startswith("javascript:"):
            yield Finding(file, where, "the page would run a script", "Leave it out.")
        if (
            found.name != "content"
            and _CSS_REQUEST.search(found.value)
            and found.name in {"style", "fill", "stroke", "filter", "mask"}
        ):
            yield Finding(file, where, "the style would request a file", "Put the content into the page.")
        if found.name == "http-equiv" and found.value.lower() == "refresh":
            yield Finding(file, where, "the page would leave by itself", "Leave it out.")
    if _CSS_REQUEST.search(page.styles):
        yield Finding(
            file, "<style>", "the style sheet would request a file", "Put the content into the page."
        )
    for line in page.empty_links:
        yield Finding(
            file, f"line {line}", "a link to another site has no visible text", "Write the address out."
        )


def wording(file: str, page: PageRead, language: str) -> Iterator[Finding]:
    """Refuse a wrong language, a placeholder left open, and a number that is no claim.

    Parameters
    ----------
    file : str
        The page, for the finding.
    page : PageRead
        The page as read.
    language : str
        The language it should be in.

    Yields
    ------
    Finding
        One for each.
    """
    if page.language != language:
        yield Finding(file, "<html lang>", f"the page says it is {page.language!r}", f"Make it {language!r}.")
    if not page.title.strip():
        yield Finding(file, "<title>", "the page has no title", "Give it the finding.")
    for passage in page.passages:
        where = f"line {passage.line}"
        open_ones = _PLACEHOLDER.findall(passage.text) if not passage.inside & {"code"} else []
        for name in open_ones:
            yield Finding(
                file, where, f"the placeholder {name} is not filled", "Let a notebook write the claim."
            )
        if passage.prose and _DIGIT.search(passage.text):
            said = " ".join(passage.text.split())[:60]
            yield Finding(
                file, where, f"a digit is typed in {said!r}", "Use a placeholder that names a claim."
            )
    for found in page.attributes:
        if _PLACEHOLDER.search(found.value) and found.name != "style":
            where = f"line {found.line}, <{found.element} {found.name}>"
            yield Finding(file, where, "a placeholder is not filled", "Let a notebook write the claim.")


def translation(file: str, page: PageRead, language: str, english: Catalogue) -> Iterator[Finding]:
    """Refuse English in a Kazakh or Russian page.

    Parameters
    ----------
    file : str
        The page, for the finding.
    page : PageRead
        The page as read.
    language : str
        Its language.
    english : Catalogue
        The English texts.

    Yields
    ------
    Finding
        One for each passage.
    """
    if language == "en":
        return
    texts = {" ".join(form.split()) for forms in english.messages.values() for form in forms if " " in form}
    for passage in page.passages:
        said = " ".join(passage.text.split())
        foreign = (
            passage.foreign
            or (not passage.prose and not passage.inside & {"table"})
            or "twin" in passage.classes
        )
        unknown = [word for word in _LATIN.findall(said) if word not in LATIN_WORDS]
        if said in texts or (unknown and not foreign):
            yield Finding(
                file,
                f"line {passage.line}",
                f"English words: {said[:60]!r}",
                f"Translate them in {language}.po.",
            )


def ledger(file: str, page: PageRead, claims: Mapping[str, Claim]) -> Iterator[Finding]:
    """Refuse a number that `claims.json` does not hold, or holds otherwise.

    Parameters
    ----------
    file : str
        The page, for the finding.
    page : PageRead
        The page as read.
    claims : mapping of str to Claim
        The claims beside the page.

    Yields
    ------
    Finding
        One for each.
    """
    for shown in dict.fromkeys(page.claims):
        claim = claims.get(shown.claim)
        if claim is None:
            yield Finding(
                file, shown.claim or "<data>", "claims.json does not hold this claim", "Write it there."
            )
            continue
        held = {"": canonical(claim.value), "likelihood": canonical(claim.likelihood), "year": year_of(claim)}
        if shown.facet in held and held[shown.facet] != shown.value:
            problem = f"the page says {shown.value}, claims.json {held[shown.facet]}"
            yield Finding(file, shown.claim, problem, "Render the page from the same run.")
        if any(shown.limits) and shown.limits != (canonical(claim.low), canonical(claim.high)):
            problem = f"the page gives the limits {shown.limits}, claims.json others"
            yield Finding(file, shown.claim, problem, "Render the page from the same run.")


def size(file: str, length: int) -> Iterator[Finding]:
    """Refuse a page that is too large to be mailed.

    Parameters
    ----------
    file : str
        The page, for the finding.
    length : int
        Its size in bytes.

    Yields
    ------
    Finding
        At most one.
    """
    if length >= LARGEST_PAGE:
        remedy = f"Keep it under {LARGEST_PAGE} bytes: fewer points in the charts."
        yield Finding(file, "", f"the page has {length} bytes", remedy)


def agreement(pages: Mapping[str, Sequence[ClaimShown]]) -> Iterator[Finding]:
    """Refuse languages that show different claims or values.

    Parameters
    ----------
    pages : mapping of str to sequence of ClaimShown
        What each page shows, by language.

    Yields
    ------
    Finding
        One for each claim that one language shows and another does not.
    """
    shown = {
        language: {(claim.claim, claim.facet, claim.value) for claim in claims}
        for language, claims in pages.items()
    }
    every = set().union(*shown.values()) if shown else set()
    for language, found in sorted(shown.items()):
        for claim, facet, value in sorted(every - found):
            named = f"{claim} ({facet})" if facet else claim
            problem = f"another language shows {value}, this one does not"
            yield Finding(
                f"{language}/brief.html", named, problem, "Put the same placeholder into every language."
            )
