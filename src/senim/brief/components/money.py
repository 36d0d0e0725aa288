"""The bar of the money cell: the saving that was spent again, and what was added to it."""

from __future__ import annotations

from senim.brief.components.scales import axis_over
from senim.brief.markup import Html, element
from senim.brief.page import Page


def money_bar(page: Page, zero_label: str) -> Html:
    """Draw the announced saving from zero, and the new money after it, dashed.

    Parameters
    ----------
    page : Page
        The page.
    zero_label : str
        The printed zero.

    Returns
    -------
    Html
        An SVG as wide as its place.
    """
    saving, added = (_amount(page, name) for name in ("saving", "pay_added"))
    axis = axis_over(saving + added)
    zero, seam = axis.place(0.0), axis.place(saving)
    return element(
        "svg",
        element("line", x1="0", x2="100%", y1="13", y2="13", class_="axis"),
        element("rect", x=zero, width=axis.width(0.0, saving), y="7", height="12", class_="wide"),
        element("rect", x=seam, width=axis.width(saving, saving + added), y="7", height="12", class_="added"),
        element("line", x1=seam, x2=seam, y1="5", y2="21", class_="mid"),
        element("line", x1=zero, x2=zero, y1="2", y2="26", class_="zero"),
        element("text", zero_label, x=zero, y="40", class_="start"),
        class_="bar",
        height="44",
        aria_hidden="true",
        focusable="false",
    )


def _amount(page: Page, name: str) -> float:
    value = page.ledger.find(name).value
    return float(value) if isinstance(value, (int, float)) else 0.0
