"""Where a number comes from: one trace for each number of the strip."""

from __future__ import annotations

from senim.brief.components.ratings import confidence_rating, likelihood_line, likely_phrase
from senim.brief.components.status import status_mark
from senim.brief.components.strip import CELLS, Cell
from senim.brief.markup import Html, element, joined
from senim.brief.page import Page
from senim.brief.words import confidence_key
from senim.execution import Claim


def traces(page: Page) -> Html:
    """Write the traces.

    Parameters
    ----------
    page : Page
        The page.

    Returns
    -------
    Html
        Title and one closed block a number; a link from the number opens it.
    """
    blocks = [_trace(page, cell) for cell in CELLS]
    return joined(
        element("h2", page.text("trace.title"), id="traces"), element("div", *blocks, class_="traces")
    )


def _trace(page: Page, cell: Cell) -> Html:
    claim = page.ledger.find(cell.claim)
    sure = page.ledger.find(cell.sure) if page.ledger.has(cell.sure) else claim
    head = joined(
        page.text(f"cell.{cell.key}.label"),
        ": ",
        page.claim(cell.claim, "number" if claim.unit == "points" else ""),
    )
    # the id stands inside the block: a browser opens a closed block to show what a link points at
    body = element("dl", *_facts(page, claim, sure), id=f"trace-{cell.key}")
    return element("details", element("summary", head), body, class_="trace")


def _facts(page: Page, claim: Claim, sure: Claim) -> list[Html]:
    made_by = joined(element("code", claim.notebook), *_run_key(page), by=" ")
    # an observed number is as sure as its source; likelihood and confidence belong to what is computed
    judged = [] if claim.status == "observed" else _judged(page, sure)
    facts = [
        ("trace.claim", element("code", claim.id)),
        ("trace.range", joined(page.claim(claim.id, "middle"), "; ", page.claim(claim.id))),
        ("trace.status", status_mark(page, claim.status)),
        ("trace.source", element("cite", claim.source, class_="reference", lang="en")),
        ("trace.inputs", joined(*(element("code", name) for name in claim.inputs), by=", ") or Html("–")),
        *judged,
        ("trace.made_by", made_by),
    ]
    return [joined(element("dt", page.text(name)), element("dd", value)) for name, value in facts]


def _judged(page: Page, sure: Claim) -> list[tuple[str, Html]]:
    likelihood = joined(likelihood_line(page, sure), likely_phrase(page, sure), by=" ")
    return [("likelihood", likelihood), ("confidence", _confidence(page, sure))]


def _confidence(page: Page, sure: Claim) -> Html:
    meaning = page.text(f"confidence.meaning.{confidence_key(sure.confidence)}")
    return joined(confidence_rating(page, sure.confidence), meaning, by=" ")


def _run_key(page: Page) -> list[Html]:
    return [element("code", page.edition.run_key[:12])] if page.edition.run_key else []
