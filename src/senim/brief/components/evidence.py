"""Small tables of what is known: transfer of the studies, waves of the survey, other facts."""

from __future__ import annotations

from senim.brief.components.tables import Column, table
from senim.brief.markup import Html, element, joined
from senim.brief.page import Page

GROUPS = ("violent", "property", "homicide")
SETTINGS = (("none", "effect_no_discount"), ("default", "effect_default"), ("sceptical", "effect_sceptical"))
WAVES = (("2019", ""), ("2020", ""), ("2023", ""), ("2024-spring", "spring"), ("2024-autumn", "autumn"))
FACTS = ("noise", "rise", "bribes", "kostanay", "ukraine", "composition")


def transfer(page: Page) -> Html:
    """Write the three ways to carry studies over to Kazakhstan.

    Parameters
    ----------
    page : Page
        The page.

    Returns
    -------
    Html
        Title and table.
    """
    columns = [
        Column(page.text("col.group")),
        *(Column(page.text(f"transfer.col.{key}")) for key, _ in SETTINGS),
    ]
    rows = [
        [page.text(f"transfer.row.{group}"), *(page.claim(f"{name}.{group}") for _, name in SETTINGS)]
        for group in GROUPS
    ]
    return _titled(page, "transfer", columns, rows)


def waves(page: Page) -> Html:
    """Write the waves of the trust survey.

    Parameters
    ----------
    page : Page
        The page.

    Returns
    -------
    Html
        Title and table.
    """
    columns = [Column(page.text(f"waves.col.{name}")) for name in ("wave", "full", "either")]
    rows = []
    for wave, season in WAVES:
        year = page.claim(f"trust_full.{wave}", "year")
        named = joined(year, page.text(f"waves.{season}") if season else Html(""), by=" ")
        rows.append([named, page.claim(f"trust_full.{wave}"), page.claim(f"trust_either.{wave}")])
    return _titled(page, "waves", columns, rows)


def understated(page: Page) -> Html:
    """Say in two sentences why registered offences understate what a cut does.

    Parameters
    ----------
    page : Page
        The page.

    Returns
    -------
    Html
        Title and text.
    """
    head = element("h3", page.text("understate.head"), id="understated")
    return element("div", head, element("p", page.text("understate")), class_="understated")


def facts(page: Page) -> Html:
    """Write other facts that bear on the question.

    Parameters
    ----------
    page : Page
        The page.

    Returns
    -------
    Html
        A list.
    """
    listed = element("ul", *(element("li", page.text(f"facts.{key}")) for key in FACTS))
    return element("div", element("h3", page.text("facts.title")), listed, class_="facts")


def _titled(page: Page, key: str, columns: list[Column], rows: list[list[Html]]) -> Html:
    return element(
        "div",
        element("h3", page.text(f"{key}.title")),
        element("p", page.text(f"{key}.subtitle"), class_="subtitle"),
        table(page.words(f"{key}.title"), columns, rows, class_="small blocks"),
    )
