"""Official claims held against published figures: which agree, which differ, which cannot be tested."""

from __future__ import annotations

from senim.brief.components.tables import Column, table
from senim.brief.markup import Html, element, joined
from senim.brief.numbers import with_unit
from senim.brief.page import SOURCES, Page

VERDICTS = {"agrees": "agrees", "differs": "differs", "cannot be tested": "untestable"}


def checked(page: Page) -> Html:
    """Write the table of claims checked.

    Parameters
    ----------
    page : Page
        The page.

    Returns
    -------
    Html
        Title and table.
    """
    rows = page.table(SOURCES, "official_claims", ["fact", "figures", "verdict"]).to_dict("records")
    columns = [Column(page.text(f"checked.col.{name}")) for name in ("claim", "said", "figures", "verdict")]
    lines = [_line(page, str(row["fact"]), float(row["figures"]), str(row["verdict"])) for row in rows]
    return joined(
        element("h3", page.text("checked.title"), class_="finding", id="checked"),
        element("p", page.text("checked.subtitle"), class_="subtitle"),
        table(page.words("checked.title"), columns, lines, class_="checked blocks"),
    )


def _line(page: Page, fact: str, figures: float, verdict: str) -> list[Html]:
    key = fact.removeprefix("claim-").replace("-", "_")
    said = page.ledger.find(f"official_{key}")
    signed = said.unit == "percent" and isinstance(said.value, (int, float)) and said.value < 0
    decimals = 0 if abs(figures) >= 100 else 1
    unit = "%" if said.unit == "percent" and figures == figures else ""
    found = with_unit(page.number(figures, decimals, signed=signed), unit)
    return [
        page.text(f"official.{key}"),
        page.claim(said.id),
        joined(found),
        page.text(f"checked.{VERDICTS.get(verdict, 'untestable')}"),
    ]
