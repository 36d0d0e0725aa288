"""How sure are we, in full: statements, likelihood, confidence, and why."""

from __future__ import annotations

from senim.brief.components.ratings import confidence_rating, likelihood_cell
from senim.brief.components.tables import Column, table
from senim.brief.markup import Html, element, joined
from senim.brief.page import Page

STATEMENTS: tuple[tuple[str, str | None], ...] = (
    ("violent", "violent_effect"),
    ("property", "property_effect"),
    ("homicide", "homicide_effect"),
    ("trust", "trust_effect"),
    ("sound", "sound_per_problem"),
    ("corruption", None),
    ("past", None),
)
"""Each statement with the claim that carries its likelihood; None is not identifiable."""

REASONS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("setting", ("elsewhere", "similar")),
    ("measurement", ("recorded_by_police", "comparable")),
    ("agreement", ("one_sample", "signs_differ", "agree")),
    ("selection", ("too_few", "many")),
)
"""Domains of the rubric with the reasons it can give."""


def sureness(page: Page) -> Html:
    """Write the long form of "how sure are we".

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
        Column(page.text("sure.col.statement")),
        Column(page.text("likelihood"), page.text("likelihood.gloss")),
        Column(page.text("confidence"), page.text("confidence.gloss")),
        Column(page.text("sure.col.why")),
    ]
    rows = [_row(page, key, claim_id) for key, claim_id in STATEMENTS]
    return joined(
        element("h3", page.text("sure.title"), class_="finding", id="sure"),
        element("p", page.text("sure.subtitle"), class_="subtitle"),
        table(page.words("sure.title"), columns, rows, class_="sure blocks"),
    )


def _row(page: Page, key: str, claim_id: str | None) -> list[str]:
    claim = page.ledger.find(claim_id) if claim_id else None
    return [
        page.text(f"sure.{key}"),
        likelihood_cell(page, claim),
        confidence_rating(page, claim.confidence if claim else 0),
        _why(page, key),
    ]


def _why(page: Page, key: str) -> Html:
    """Write what the rubric found; where no studies carry the statement, what it rests on instead."""
    found: dict[str, list[Html]] = {"lowers": [], "keeps": [], "unknown": []}
    for domain, reasons in REASONS:
        for reason in reasons:
            claim = page.ledger.exact(f"rubric.{key}.{domain}.{reason}")
            if claim is not None:
                effect = "unknown" if claim.value is None else "lowers" if claim.value else "keeps"
                found[effect].append(page.text(f"rubric.{domain}.{reason}"))
    if not any(found.values()):
        return page.text(f"sure.{key}.why")
    return joined(
        *(
            element("p", page.text(f"rubric.{effect}"), Html(" "), joined(*texts, by="; "), Html("."))
            for effect, texts in found.items()
            if texts
        )
    )
