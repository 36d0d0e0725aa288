"""The list of sources, by the status of what is taken from them."""

from __future__ import annotations

from datetime import date

from senim.brief.components.status import SHAPES, status_mark
from senim.brief.markup import EMPTY, Html, element, joined
from senim.brief.numbers import format_date
from senim.brief.page import SOURCES, Page

LICENCE_WORDS = {"facts": "licence.facts", "supplied document": "licence.supplied_document"}
COLUMNS = ("producer", "title", "address", "licence", "accessed", "status")


def sources(page: Page) -> Html:
    """Write the sources.

    Parameters
    ----------
    page : Page
        The page.

    Returns
    -------
    Html
        Title and list; addresses are visible links.
    """
    rows = page.table(SOURCES, "sources", COLUMNS).to_dict("records")
    read = [{name: _word(row[name]) for name in COLUMNS} for row in rows]
    groups = [_group(page, status, [row for row in read if row["status"] == status]) for status in SHAPES]
    return joined(
        element("h2", page.text("sources.title"), id="sources"),
        element("p", page.text("sources.subtitle"), class_="subtitle"),
        element("ul", *groups, class_="references"),
    )


def _group(page: Page, status: str, rows: list[dict[str, str]]) -> Html:
    if not rows:
        return EMPTY
    listed = element("ul", *(_source(page, row) for row in rows))
    shown = element("details", element("summary", page.text("sources.show")), listed)
    return element("li", status_mark(page, status), shown)


def _source(page: Page, row: dict[str, str]) -> Html:
    named = [part for part in (row["producer"], row["title"]) if _own(part)]
    words = [": ".join(named) or _unbracketed(row["title"])]
    words += [f"{page.words('sources.licence')}: {_licence(page, row['licence'])}"] if row["licence"] else []
    words += [f"{page.words('sources.read')} {_day(page, row['accessed'])}"] if row["accessed"] else []
    addresses = [_address(part) for part in row["address"].replace(";", " ").split()]
    return element("li", joined("; ".join(words), "; " if addresses else "", *addresses))


def _unbracketed(title: str) -> str:
    """Brackets tell a description of ours from a title; the page does not say which is which by a sign."""
    return title.replace("[", "").replace("]", "")


def _own(words: str) -> bool:
    """Tell what the source says of itself from our own descriptions: those stay in the tables."""
    return bool(words) and not words.startswith("[") and "not recorded" not in words


def _licence(page: Page, licence: str) -> str:
    msgid = LICENCE_WORDS.get(licence)
    return page.words(msgid) if msgid else licence


def _address(address: str) -> Html:
    if address.startswith(("http://", "https://")):
        return joined(element("a", address, href=address, rel="noreferrer"), " ")
    return joined(address, " ")


def _day(page: Page, day: str) -> str:
    try:
        return format_date(date.fromisoformat(day[:10]), page.language)
    except ValueError:
        return day


def _word(value: object) -> str:
    return "" if value is None or value != value else str(value).strip()
