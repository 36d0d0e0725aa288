"""Costs, and who bears them."""

from __future__ import annotations

from dataclasses import dataclass

from senim.brief.components.status import status_mark
from senim.brief.components.tables import Column, table
from senim.brief.ledger import OPTIONAL
from senim.brief.markup import Html, element, joined
from senim.brief.page import Page


@dataclass(frozen=True)
class CostLine:
    """One line of the cost table.

    Parameters
    ----------
    bearer : str
        Text `costs.<bearer>`.
    what : str
        Text `costs.<what>`.
    claim : str
        The amount.
    """

    bearer: str
    what: str
    claim: str


LINES = (
    CostLine("treasury", "saving", "saving"),
    CostLine("treasury", "pay", "pay_added"),
    CostLine("victims", "homicides", "extra_homicides"),
    CostLine("victims", "homicides_latest", "extra_homicides_latest"),
    CostLine("victims", "break_even", "break_even_per_homicide"),
    CostLine("victims", "break_even_latest", "break_even_latest"),
    CostLine("officers", "sound", "sound_lost"),
    CostLine("officers", "reinstated", "reinstated_ukraine"),
)


def costs(page: Page) -> Html:
    """Write the costs.

    Parameters
    ----------
    page : Page
        The page.

    Returns
    -------
    Html
        Title, table, what the money for pay buys, note.
    """
    columns = [Column(page.text(f"costs.col.{name}")) for name in ("bearer", "what", "amount", "status")]
    rows = [_row(page, line) for line in LINES if line.claim not in OPTIONAL or page.ledger.has(line.claim)]
    return joined(
        element("h2", page.text("costs.title"), id="costs"),
        element("p", page.text("costs.subtitle"), class_="subtitle"),
        table(page.words("costs.title"), columns, rows, class_="costs blocks"),
        element("p", element("span", page.text("costs.pay_note")), class_="under"),
        element("p", page.text("costs.note"), class_="under"),
    )


def _row(page: Page, line: CostLine) -> list[Html]:
    claim = page.ledger.find(line.claim)
    return [
        page.text(f"costs.{line.bearer}"),
        page.text(f"costs.{line.what}"),
        page.claim(line.claim),
        status_mark(page, claim.status),
    ]
