"""The first line of the page: what it is, which edition, in which languages."""

from __future__ import annotations

from senim.brief.markup import Html, element, joined
from senim.brief.page import Page

RUNS_TO_PUBLISH = 10_000
"""With fewer runs the limits of nine in ten move visibly from seed to seed."""

NAMES = {"kk": "Қазақша", "ru": "Русский", "en": "English"}
"""Each language by its own name, in the order of every page."""


def masthead(page: Page) -> Html:
    """Write the masthead.

    Parameters
    ----------
    page : Page
        The page.

    Returns
    -------
    Html
        Name, kind of paper, edition; the language switch.
    """
    edition = page.text("edition") if page.edition.published else page.text("edition.draft")
    parts = [element("strong", "Senim"), page.text("kind"), edition]
    if is_trial(page):
        parts.append(element("strong", page.text("edition.trial")))
    dot = element("span", "·", class_="dot")
    pieces = [piece for part in parts for piece in (dot, part)][1:]
    line = element("p", *pieces, class_="imprint")
    skip = element("a", page.text("skip"), href="#finding", class_="skip")
    return joined(skip, element("header", line, language_switch(page), class_="masthead"))


def is_trial(page: Page) -> bool:
    """Tell whether the numbers come from fewer runs than a publication takes.

    Parameters
    ----------
    page : Page
        The page.

    Returns
    -------
    bool
        True where likelihoods may be an accident of few runs.
    """
    runs = page.ledger.find("draws").value
    return isinstance(runs, (int, float)) and runs < RUNS_TO_PUBLISH


def language_switch(page: Page) -> Html:
    """Write the language switch.

    Parameters
    ----------
    page : Page
        The page.

    Returns
    -------
    Html
        A list of languages, the current one without a link.
    """
    items = [element("li", _language(page, code, name)) for code, name in NAMES.items()]
    return element("nav", element("ul", *items), class_="languages", aria_label=page.words("languages.label"))


def _language(page: Page, code: str, name: str) -> Html:
    if code == page.language:
        return element("span", name, lang=code, aria_current="page")
    if code not in page.edition.languages:
        return element("span", name, lang=code, class_="absent")
    return element("a", name, href=f"../{code}/brief.html", lang=code, hreflang=code)
