"""The options side by side: one row a scenario, one axis a column, no ranking."""

from __future__ import annotations

import pandas as pd

from senim.brief.components.download import csv_link
from senim.brief.components.effects import numbers_of, span_of
from senim.brief.components.ratings import confidence_rating
from senim.brief.components.scales import Axis, axis_over, range_bar
from senim.brief.components.tables import Column, table
from senim.brief.markup import Html, element, joined
from senim.brief.page import COMPARISON, Page
from senim.brief.render import claim_element
from senim.execution import Claim

BASELINE = "baseline"
EFFECTS = ("violent_effect", "property_effect", "trust_effect")

IN_TABLE = frozenset(
    {
        ("registered_offences", "violent"),
        ("registered_offences", "property"),
        ("full_trust", "all"),
        ("dismissed_problem", "all"),
        ("dismissed_sound", "all"),
        ("treasury_balance", "all"),
    }
)
"""Outcomes and groups of the columns: what the file beside the table holds. `data/` of an edition has all."""


def options(page: Page) -> Html:
    """Write the options table.

    Parameters
    ----------
    page : Page
        The page.

    Returns
    -------
    Html
        Title, table, CSV link.
    """
    axes = {name: _axis(page, name) for name in EFFECTS}
    columns = [
        Column(page.text("options.col.option")),
        Column(page.text("options.col.violent"), extra=_zero(page, axes["violent_effect"])),
        Column(page.text("options.col.property"), extra=_zero(page, axes["property_effect"])),
        Column(page.text("options.col.trust"), extra=_zero(page, axes["trust_effect"])),
        Column(page.text("options.col.officers"), page.text("options.col.officers.note")),
        Column(page.text("options.col.money"), page.text("options.col.money.note")),
        Column(page.text("options.col.confidence"), page.text("options.col.confidence.note")),
    ]
    rows = [_row(page, scenario, axes) for scenario in page.scenarios]
    summary = page.table(COMPARISON, "summary", ["scenario", "outcome", "group"])
    in_table = pd.MultiIndex.from_frame(summary[["outcome", "group"]]).isin(IN_TABLE)
    shown = summary[summary["scenario"].isin(page.scenarios) & in_table]
    note = joined(csv_link(page, shown, "options"), element("span", page.text("options.csv.note")), by=" ")
    return joined(
        element("h2", page.text("options.title"), id="options"),
        element("p", page.text("options.subtitle"), class_="subtitle"),
        table(page.words("options.title"), columns, rows, class_="options blocks"),
        element("p", note, class_="under"),
    )


def option_name(page: Page, scenario: str) -> tuple[Html, Html]:
    """Name a scenario and define it in a line.

    Parameters
    ----------
    page : Page
        The page.
    scenario : str
        Its id.

    Returns
    -------
    tuple of Html
        Name and line: from the catalogue, else from the scenario's own file, else its id.
    """
    if page.catalogue.has(f"option.{scenario}.name"):
        return page.text(f"option.{scenario}.name"), page.text(f"option.{scenario}.line")
    known = page.results[COMPARISON].tables.get("scenarios")
    if known is not None and f"title_{page.language}" in known.columns:
        named = known.loc[known["scenario"] == scenario]
        if len(named):
            row = named.iloc[0]
            return joined(str(row[f"title_{page.language}"])), joined(
                str(row.get(f"definition_{page.language}", ""))
            )
    return element("code", scenario, lang="en"), Html("")


def _row(page: Page, scenario: str, axes: dict[str, Axis]) -> list[str]:
    name, line = option_name(page, scenario)
    effects = [page.ledger.exact(f"{effect}.{scenario}") for effect in EFFECTS]
    head = joined(element("strong", name), element("span", line, class_="line") if line else Html(""))
    cells = [_effect(page, claim, axes[effect]) for effect, claim in zip(EFFECTS, effects, strict=True)]
    return [
        head,
        *cells,
        _officers(page, scenario),
        _money(page, scenario),
        _confidence(page, scenario, effects),
    ]


def _effect(page: Page, claim: Claim | None, axis: Axis) -> Html:
    if claim is None:
        bar = range_bar(None, axis, small=True)
        return joined(element("span", page.number(0), class_="value"), bar)
    style = "number" if claim.unit == "points" else ""
    number = element("span", claim_element(claim, style, page.catalogue), class_="value")
    return joined(number, range_bar(span_of(page, claim), axis, small=True))


def _axis(page: Page, effect: str) -> Axis:
    found = [page.ledger.exact(f"{effect}.{scenario}") for scenario in page.scenarios]
    return axis_over(*(value for claim in found if claim for value in numbers_of(claim)))


def _zero(page: Page, axis: Axis) -> Html:
    label = element("text", page.number(0), x=axis.place(0.0), y="13", class_="centre")
    return element("svg", label, class_="zeroline", height="16", aria_hidden="true", focusable="false")


def _officers(page: Page, scenario: str) -> Html:
    lines = []
    for name, word in (("problem_removed", "options.problem"), ("sound_lost", "options.sound")):
        claim = page.ledger.exact(f"{name}.{scenario}")
        if claim is not None:
            number = claim_element(claim, "number", page.catalogue)
            lines.append(element("span", joined(number, page.text(word), by=" "), class_="pair"))
    return joined(*lines) if lines else page.text("options.none")


def _money(page: Page, scenario: str) -> Html:
    claim = page.ledger.exact(f"money.{scenario}")
    amount = claim_element(claim, "", page.catalogue) if claim else Html(page.number(0))
    return joined(
        element("span", amount, class_="value"),
        element("span", page.text(_bearer(page, scenario)), class_="line"),
    )


def _bearer(page: Page, scenario: str) -> str:
    freed = page.ledger.exact(f"money_freed.{scenario}")
    cut = freed is not None and isinstance(freed.value, (int, float)) and freed.value > 0
    attested = page.ledger.exact(f"sound_lost.{scenario}") is not None
    bearer = {(True, True): "both", (True, False): "cut", (False, True): "attestation"}.get(
        (cut, attested), "nobody"
    )
    return f"options.bearer.{bearer}"


def _confidence(page: Page, scenario: str, effects: list[Claim | None]) -> Html:
    levels = [claim.confidence for claim in effects if claim is not None and claim.confidence is not None]
    if scenario == BASELINE or not levels:
        return Html("—")
    return confidence_rating(page, min(levels))
