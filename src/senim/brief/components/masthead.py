"""The first line of the page: what it is, which edition, in which languages."""

from __future__ import annotations

from senim.brief.markup import Html, element, joined
from senim.brief.page import Page

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
    parts = (element("strong", "Senim"), page.text("kind"), edition)
    dot = element("span", "·", class_="dot")
    line = element("p", joined(parts[0], dot, parts[1], dot, parts[2]), class_="imprint")
    skip = element("a", page.text("skip"), href="#finding", class_="skip")
    return joined(skip, element("header", line, language_switch(page), class_="masthead"))


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
