"""What changed since the last edition: number, before, now, and why with its class in bold."""

from __future__ import annotations

from collections.abc import Sequence

from senim.brief.changes import (
    DATA_FILE,
    Cause,
    Changes,
    MovedClaim,
    MovedRows,
    changed_numbers,
    claim_name,
)
from senim.brief.components.evidence import GROUPS, WAVES
from senim.brief.components.options import option_name
from senim.brief.components.ratings import confidence_rating, likelihood_line
from senim.brief.components.tables import Column, table
from senim.brief.display import PREVIOUS, print_claim, year_of
from senim.brief.markup import EMPTY, Html, element, joined
from senim.brief.page import Page
from senim.brief.render import claim_element
from senim.execution import Claim

ITEMS_SHOWN = 3
NONE = element("span", "–", class_="none")


def changed(page: Page) -> Html:
    """Write what changed.

    Parameters
    ----------
    page : Page
        The page.

    Returns
    -------
    Html
        Title and table; one sentence in a first edition, in a draft, and where no number moved.
    """
    title = element("h2", page.text("changed.title"), id="changed")
    changes = page.edition.changes
    if changes is None:
        alone = "changed.first" if page.edition.first else "changed.none"
        text = alone if page.edition.published else "changed.draft"
        return joined(title, element("p", page.text(text), class_="subtitle since"))
    numbers = changed_numbers(changes, page.ledger.claims)
    rows = [_row(page, changes, item) for item in numbers.rows]
    if changes.texts:
        rows.append(
            [page.text("changed.texts"), NONE, NONE, _class(page, "text", page.text("changed.texts.why"))]
        )
    if numbers.more:
        where = joined(page.text("changed.more.why"), element("code", DATA_FILE, lang="en"), by=" ")
        rows.append([page.text("changed.more"), NONE, NONE, where])
    rest = "changed.others" if numbers.rows or numbers.more else "changed.all"
    rows.append([page.text(rest), page.text("changed.unchanged"), NONE, NONE])
    columns = [Column(page.text(f"changed.col.{name}")) for name in ("number", "before", "now", "why")]
    return joined(
        title,
        element("p", page.text("changed.subtitle"), class_="subtitle since"),
        table(page.words("changed.title"), columns, rows, class_="changed blocks"),
    )


def _row(page: Page, changes: Changes, item: MovedClaim) -> list[Html]:
    before, now = page.ledger.exact(PREVIOUS + item.id), page.ledger.exact(item.id)
    name = joined(page.text(claim_name(item.id)), _variant(page, item.id, now or before))
    return [name, _shown(page, before, now), _shown(page, now, before), _why(page, changes, item.causes)]


def _variant(page: Page, claim_id: str, claim: Claim | None) -> Html:
    """Say which option, group or year a number is about."""
    variant = claim_id.partition(".")[2]
    if variant in GROUPS:
        return _line(page.text(f"transfer.row.{variant}"))
    if page.catalogue.has(f"option.{variant}.name") or (claim is not None and claim.scenario):
        return _line(option_name(page, variant)[0]) if variant else EMPTY
    if claim is not None and year_of(claim) and year_of(claim) in claim_id:
        season = dict(WAVES).get(variant, "")
        year = claim_element(claim, "year", page.catalogue)
        return _line(joined(year, page.text(f"waves.{season}") if season else EMPTY, by=" "))
    return _line(element("code", variant, lang="en")) if variant else EMPTY


def _line(words: Html) -> Html:
    return element("span", words, class_="line")


def _shown(page: Page, claim: Claim | None, other: Claim | None) -> Html:
    """Print a side of the comparison; how sure stands under it only where that moved too."""
    if claim is None:
        return NONE
    style = "number" if claim.unit == "points" else ""  # its name says so
    parts = [element("span", claim_element(claim, style, page.catalogue), class_="value")]
    if other is not None and _likelihood(page, claim) != _likelihood(page, other):
        parts.append(_line(likelihood_line(page, claim)))
    if other is not None and claim.confidence != other.confidence:
        parts += [_line(page.text("confidence")), _line(confidence_rating(page, claim.confidence))]
    return joined(*parts)


def _likelihood(page: Page, claim: Claim) -> str:
    return print_claim(claim, "likelihood", page.catalogue).text


def _why(page: Page, changes: Changes, causes: Sequence[Cause]) -> Html:
    """Name the classes; one that the number does not name as its own input is only an alternative."""
    told = []
    for place, cause in enumerate(causes):
        alternative = [page.text("changed.or")] if place and not cause.named else []
        told.append(joined(*alternative, _class(page, cause.kind, _items(page, changes, cause)), by=" "))
    return joined(*told, by="; ") if told else NONE


def _class(page: Page, kind: str, items: Html) -> Html:
    if kind == "unexplained":
        return element("strong", page.text("changed.why.unexplained"))
    return joined(element("strong", page.text(f"changed.why.{kind}"), ":"), items, by=" ")


def _items(page: Page, changes: Changes, cause: Cause) -> Html:
    named = [_item(page, changes, cause.kind, item) for item in cause.items[:ITEMS_SHOWN]]
    more = [page.text("changed.and_more")] if len(cause.items) > ITEMS_SHOWN else []
    return joined(joined(*named, by=", "), *more, by=" ")


def _item(page: Page, changes: Changes, kind: str, item: str) -> Html:
    if kind == "option":
        return option_name(page, item)[0]
    if kind == "data" and page.catalogue.has(f"table.{item}"):
        counts = _counts(page, item, changes.rows.get(item, MovedRows()))
        return joined(page.text(f"table.{item}"), counts, by=" ")
    return element("code", item, lang="en")


def _counts(page: Page, table_name: str, rows: MovedRows) -> Html:
    counted = [
        page.text(f"changed.rows.{word}", count=page.claim(f"rows_{word}.{table_name}"))
        for word in ("added", "removed", "changed")
        if getattr(rows, word)
    ]
    return joined("(", joined(*counted, by=", "), ")") if counted else EMPTY
