"""Under which belief one option is better than another: one row a pair, no ranking."""

from __future__ import annotations

from typing import Any

from senim.brief.components.options import BASELINE, option_name
from senim.brief.components.tables import Column, table
from senim.brief.markup import Html, element, joined
from senim.brief.page import MONEY, Page

WORDS = {
    "below": "decide.below",
    "above": "decide.above",
    "always": "decide.always",
    "never": "decide.never",
    "cannot tell": "decide.cannot_tell",
}
"""Text for each kind of answer that weighing an option can have."""


def decide(page: Page) -> Html:
    """Write for which worth of a life, and which effect on homicide at it, one option is better than another.

    Parameters
    ----------
    page : Page
        The page.

    Returns
    -------
    Html
        Title, what is weighed and what is not, table, what the columns mean.
    """
    view = page.table(MONEY, "decision_view", ["scenario", "against", "kind"])
    columns = [Column(page.text(f"decide.col.{name}")) for name in ("option", "against", "worth", "belief")]
    rows = [
        _row(page, *(str(cell) for cell in row))
        for row in view[["scenario", "against", "kind"]].itertuples(index=False)
        if {row.scenario, row.against} <= {*page.scenarios, BASELINE} and _is_known(page, row)
    ]
    return joined(
        element("h3", page.text("decide.title"), class_="finding", id="decide"),
        element("p", page.text("decide.subtitle"), class_="subtitle"),
        table(page.words("decide.title"), columns, rows, class_="decide small blocks"),
        element("p", element("span", page.text("decide.note")), class_="under"),
    )


def _row(page: Page, scenario: str, against: str, kind: str) -> list[Html]:
    pair = f"{scenario}-over-{against}"
    worth = page.text(WORDS[kind], value=_number(page, f"prefer_value.{pair}"))
    if kind == "below" and page.ledger.has(f"prefer_nine.{pair}"):
        nine = page.text("decide.nine", value=_number(page, f"prefer_nine.{pair}"))
        worth = joined(worth, element("span", nine, class_="line"))
    elasticity = f"box_elasticity.{pair}"
    known = page.ledger.has(elasticity)
    belief = page.text("decide.nearer_zero", value=page.claim(elasticity)) if known else Html("–")
    return [option_name(page, scenario)[0], option_name(page, against)[0], worth, belief]


def _is_known(page: Page, row: Any) -> bool:
    """Tell whether an answer that needs a number has one: some switch where hardly any run does."""
    return row.kind not in {"below", "above"} or page.ledger.has(
        f"prefer_value.{row.scenario}-over-{row.against}"
    )


def _number(page: Page, claim: str) -> Html:
    return page.claim(claim, "middle") if page.ledger.has(claim) else Html("–")
