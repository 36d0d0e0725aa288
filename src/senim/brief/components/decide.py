"""Under which belief each option is better than no change: one row an option, no ranking."""

from __future__ import annotations

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
    """Write for which worth of a life, and at that worth for which effect on homicide, an option is better.

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
    kinds = view[view["against"] == BASELINE].set_index("scenario")["kind"]
    columns = [Column(page.text(f"decide.col.{name}")) for name in ("option", "worth", "belief")]
    rows = [_row(page, scenario, str(kinds[scenario])) for scenario in page.scenarios if scenario in kinds]
    return joined(
        element("h3", page.text("decide.title"), class_="finding", id="decide"),
        element("p", page.text("decide.subtitle"), class_="subtitle"),
        table(page.words("decide.title"), columns, rows, class_="decide small blocks"),
        element("p", element("span", page.text("decide.note")), class_="under"),
    )


def _row(page: Page, scenario: str, kind: str) -> list[Html]:
    pair = f"{scenario}-over-{BASELINE}"
    value = page.ledger.exact(f"prefer_value.{pair}")
    worth = page.text(WORDS[kind], value=page.claim(value.id, "middle") if value else Html("–"))
    elasticity = f"box_elasticity.{pair}"
    belief = (
        page.text("decide.nearer_zero", value=page.claim(elasticity))
        if page.ledger.has(elasticity)
        else Html("–")
    )
    return [option_name(page, scenario)[0], worth, belief]
