"""The contested figure: every value that was published, side by side."""

from __future__ import annotations

from senim.brief.components.tables import Column, table
from senim.brief.markup import Html, element, joined
from senim.brief.page import Page

FIGURES = (("after", "strength_after", "cut-to-424"), ("alt", "strength_alt", "cut-to-393"))


def contested(page: Page) -> Html:
    """Write the table of published figures.

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
        Column(page.text("contested.col.figure")),
        Column(page.text("contested.col.who")),
        Column(page.text("options.col.violent")),
        Column(page.text("options.col.property")),
        Column(page.text("contested.col.mind")),
    ]
    rows = [_figure(page, *figure) for figure in FIGURES]
    press = joined(page.claim("strength_press_low"), "–", page.claim("strength_press_high"))
    rows.append(
        [press, page.text("contested.press.who"), Html("–"), Html("–"), page.text("contested.press.mind")]
    )
    return joined(
        element("h3", page.text("contested.title"), class_="finding", id="contested"),
        element("p", page.text("contested.subtitle"), class_="subtitle"),
        table(page.words("contested.title"), columns, rows, class_="contested blocks"),
    )


def _figure(page: Page, key: str, strength: str, scenario: str) -> list[Html]:
    return [
        element("strong", page.claim(strength)),
        page.text(f"contested.{key}.who"),
        page.claim(f"violent_effect.{scenario}"),
        page.claim(f"property_effect.{scenario}"),
        page.text(f"contested.{key}.mind"),
    ]
