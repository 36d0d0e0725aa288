"""The key-number strip: five outcomes, each with its range and, below it, how sure we are."""

from __future__ import annotations

from dataclasses import dataclass

from senim.brief.components.effects import numbers_of, span_of, survey_noise
from senim.brief.components.money import money_bar
from senim.brief.components.ratings import confidence_rating, likelihood_line, likely_phrase
from senim.brief.components.scales import Axis, axis_over, likelihood_scale, range_bar
from senim.brief.display import print_claim
from senim.brief.markup import EMPTY, Html, element, joined
from senim.brief.page import Page
from senim.brief.render import claim_element
from senim.execution import Claim


@dataclass(frozen=True)
class Cell:
    """One outcome of the strip.

    Parameters
    ----------
    key : str
        Its texts are `cell.<key>.…`, its trace is `trace-<key>`.
    group : str
        Its group is the text `group.<group>`.
    claim : str
        The number.
    sure : str
        The claim whose likelihood and confidence hang under it.
    note : str
        Text id of the note.
    phrase : str
        What is likely, where the claim carries no likelihood.
    """

    key: str
    group: str
    claim: str
    sure: str
    note: str
    phrase: str = ""


CELLS = (
    Cell("violent", "crime", "violent_effect", "violent_effect", "cell.crime.note"),
    Cell("property", "crime", "property_effect", "property_effect", "cell.crime.note"),
    Cell("trust", "trust", "trust_effect", "trust_effect", "cell.trust.note"),
    Cell("sound", "officers", "sound_per_problem", "sound_per_problem", "cell.sound.note"),
    Cell("money", "money", "saving", "break_even_per_homicide", "cell.money.note", "saving_after_crime"),
)


def strip(page: Page) -> Html:
    """Write the strip with its key.

    Parameters
    ----------
    page : Page
        The page.

    Returns
    -------
    Html
        Five cells; as columns, rows or blocks by the width of the page.
    """
    crime = axis_over(*(value for cell in CELLS[:2] for value in numbers_of(page.ledger.find(cell.claim))))
    cells = [_cell(page, cell, crime, first=_starts_group(index)) for index, cell in enumerate(CELLS)]
    bands = (
        element("div", class_="ground", aria_hidden="true"),
        _band(page, "likelihood", element("strong", page.text("how_sure"), class_="sure")),
        _band(page, "confidence"),
    )
    columns = element("ol", *cells, aria_label=page.words("strip.label"), role="list")
    return joined(element("div", *bands, columns, class_="strip"), _key(page))


def _starts_group(index: int) -> bool:
    return index == 0 or CELLS[index].group != CELLS[index - 1].group


def _cell(page: Page, cell: Cell, crime: Axis, *, first: bool) -> Html:
    claim, priced = page.ledger.find(cell.claim), page.ledger.has(cell.sure)
    sure = page.ledger.find(cell.sure) if priced else claim
    # the money cell has no likelihood: whether it is a saving once crime is counted is not identifiable
    counted = None if cell.phrase else sure
    note = cell.note if priced or cell.key != "money" else f"{cell.note}.open"
    heading = element("span", page.text(f"group.{cell.group}"), class_="group" if first else "group again")
    rating = joined(
        element("span", page.text("likelihood"), class_="rowword"),
        element("strong", likelihood_line(page, counted)),
        element("span", likely_phrase(page, counted, cell.phrase), class_="phrase"),
    )
    confidence = joined(
        element("span", page.text("confidence"), class_="rowword"), confidence_rating(page, sure.confidence)
    )
    return element(
        "li",
        heading,
        element("span", page.text(f"cell.{cell.key}.label"), class_="label"),
        _range(page, cell, claim),
        element("div", _bar(page, cell, claim, crime), class_="barbox"),
        element("p", page.text(note), class_="note"),
        element("div", rating, class_="likelihood"),
        element("div", likelihood_scale(counted.likelihood if counted else None), class_="scalebox"),
        element("div", confidence, class_="confidence"),
        class_=f"cell {cell.key}" + (" first" if first else "") + (" wide" if cell.key == "violent" else ""),
    )


def _range(page: Page, cell: Cell, claim: Claim) -> Html:
    unit = print_claim(claim, "", page.catalogue).unit
    attached = claim.unit in {"percent", "share"}
    named = claim.unit == "points"  # its label says so
    number = claim_element(claim, "" if attached else "number", page.catalogue)
    link = element("a", number, href=f"#trace-{cell.key}")
    tail = element("span", unit, class_="unit") if unit and not attached and not named else Html("")
    return element("p", joined(link, tail, by=" "), class_="range")


def _bar(page: Page, cell: Cell, claim: Claim, crime: Axis) -> Html:
    zero = page.number(0)
    if cell.key == "money":
        return money_bar(page, zero)
    noise = survey_noise(page) if cell.key == "trust" else None
    axis = (
        crime if cell.group == "crime" else axis_over(*numbers_of(claim), *((-noise, noise) if noise else ()))
    )
    return range_bar(span_of(page, claim), axis, noise=noise, zero_label=zero)


def _band(page: Page, word: str, before: Html = EMPTY) -> Html:
    words = joined(
        element("strong", page.text(word)), " ", element("span", page.text(f"{word}.gloss"), class_="gloss")
    )
    return element("p", joined(before, words, by=" "), class_=f"band {word}-band")


def _key(page: Page) -> Html:
    marks = [
        element("span", element("i", class_=f"mark {name}"), element("span", page.text(f"key.{name}")))
        for name in ("wide", "half", "middle", "zero")
    ]
    return element("p", *marks, element("span", page.text("key.trace")), class_="key")
