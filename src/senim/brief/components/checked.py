"""Official claims held against published figures, each with its verdict and the reason for it."""

from __future__ import annotations

from senim.brief.components.tables import Column, table
from senim.brief.markup import Html, element, joined
from senim.brief.page import OFFICIAL_CLAIMS, Page
from senim.brief.reviewed import reviewed_list
from senim.findings import Finding, InputError

LIST = "claims-shown"
COLUMNS = ("claim", "said", "figures", "verdict")


def checked(page: Page) -> Html:
    """Write the table of claims checked.

    Parameters
    ----------
    page : Page
        The page.

    Returns
    -------
    Html
        Title, tally of all claims, a table of those closest to the reform, and what a verdict is about.

    Raises
    ------
    InputError
        If a claim of the reviewed list was not checked.
    """
    verdicts = page.table(OFFICIAL_CLAIMS, "checked_claims", ["claim", "verdict", "reason"]).set_index(
        "claim"
    )
    shown = [text.removeprefix("claimed.") for text in reviewed_list(LIST)]
    unknown = [name for name in shown if name not in verdicts.index]
    if unknown:
        raise InputError([_unchecked(name) for name in unknown], "reviewed lists")
    columns = [Column(page.text(f"checked.col.{name}")) for name in COLUMNS]
    lines = [_line(page, name, *verdicts.loc[name, ["verdict", "reason"]]) for name in shown]
    return joined(
        element("h3", page.text("checked.title"), class_="finding", id="checked"),
        element("p", page.text("checked.subtitle"), class_="subtitle"),
        table(page.words("checked.title"), columns, lines, class_="checked blocks"),
        element("p", element("span", page.text("checked.note")), class_="under"),
    )


def _line(page: Page, name: str, verdict: str, reason: str) -> list[Html]:
    figure = f"claim_figure.{name}"
    found = page.claim(figure, "middle") if page.ledger.has(figure) else page.text("checked.no_figure")
    why = element("span", page.text(f"reason.{reason}"), class_="line")
    return [
        page.text(f"claimed.{name}"),
        page.claim(f"claim_said.{name}"),
        found,
        joined(element("strong", page.text(f"verdict.{verdict}")), why),
    ]


def _unchecked(name: str) -> Finding:
    remedy = "Take it off the list, or let the notebook check it."
    return Finding(f"notes/{LIST}.yaml", f"claimed.{name}", "no such claim was checked", remedy)
