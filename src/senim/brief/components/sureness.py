"""How sure are we, in full: statements, likelihood, confidence, and why."""

from __future__ import annotations

from collections.abc import Mapping

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
    ("corroboration", ("placebo_fails", "placebo_finds_nothing")),
)
"""Domains of the rubric with the reasons it can give."""

EFFECTS = ("lowers", "keeps", "unknown")
Reasons = tuple[tuple[str, str], ...]


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
    reasons = {key: _reasons(page, key) for key, _ in STATEMENTS}
    rows = [_row(page, place, reasons) for place in range(len(STATEMENTS))]
    return joined(
        element("h3", page.text("sure.title"), class_="finding", id="sure"),
        element("p", page.text("sure.subtitle"), class_="subtitle"),
        table(page.words("sure.title"), columns, rows, class_="sure blocks"),
    )


def _row(page: Page, place: int, reasons: Mapping[str, Reasons]) -> list[str]:
    key, claim_id = STATEMENTS[place]
    claim = page.ledger.find(claim_id) if claim_id else None
    earlier = STATEMENTS[place - 1][0] if place else ""
    repeated = bool(reasons[key]) and reasons[key] == reasons.get(earlier)
    return [
        page.text(f"sure.{key}"),
        likelihood_cell(page, claim),
        confidence_rating(page, claim.confidence if claim else 0),
        page.text("rubric.same") if repeated else _why(page, key, reasons[key]),
    ]


def _reasons(page: Page, key: str) -> Reasons:
    """What the rubric found, in order of the domains: whether it lowers, keeps or is unknown, and why."""
    found = []
    for domain, reasons in REASONS:
        for reason in reasons:
            claim = page.ledger.exact(f"rubric.{key}.{domain}.{reason}")
            if claim is not None:
                effect = "unknown" if claim.value is None else "lowers" if claim.value else "keeps"
                found.append((effect, f"rubric.{domain}.{reason}"))
    return tuple(found)


def _why(page: Page, key: str, reasons: Reasons) -> Html:
    """Write the reasons; where no studies carry the statement, what it rests on instead."""
    if not reasons:
        return page.text(f"sure.{key}.why")
    paragraphs = []
    for effect in EFFECTS:
        texts = [page.text(text) for found, text in reasons if found == effect]
        if texts:
            told = joined(*texts, by="; ")
            paragraphs.append(element("p", page.text(f"rubric.{effect}"), Html(" "), told, Html(".")))
    return joined(*paragraphs)
