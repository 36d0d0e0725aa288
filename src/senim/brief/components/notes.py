"""Reviewed lists: what would change our mind, what to measure, what is assumed, and how not to use it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib.resources import files

import yaml

from senim.brief.markup import Html, element, joined
from senim.brief.numbers import format_date
from senim.brief.page import Page
from senim.findings import Finding, InputError

LISTS = (
    "change-our-mind",
    "measure-next",
    "not-modelled",
    "misuse",
    "claims-shown",
    "assumptions",
    "data-log",
)


@dataclass(frozen=True)
class Reviewed:
    """A list that somebody reviewed.

    Parameters
    ----------
    on : date
        Day of the last review.
    texts : tuple of str
        Text ids, in order.
    about : mapping of str to tuple of str
        For texts that stand for parameters or tables: which.
    """

    on: date
    texts: tuple[str, ...]
    about: dict[str, tuple[str, ...]]


@lru_cache(maxsize=len(LISTS))
def reviewed(name: str) -> Reviewed:
    """Read a reviewed list from the package.

    Parameters
    ----------
    name : str
        One of `LISTS`.

    Returns
    -------
    Reviewed
        The list.

    Raises
    ------
    InputError
        Listing everything that is wrong with the file.
    """
    file = files("senim.brief").joinpath("notes", f"{name}.yaml")
    read = yaml.safe_load(file.read_text(encoding="utf-8"))
    place, findings = f"notes/{name}.yaml", []
    on, texts = (read.get("reviewed"), read.get("texts")) if isinstance(read, dict) else (None, None)
    if not isinstance(on, date):
        findings.append(Finding(place, "reviewed", f"{on!r} is no day", "Write the day of the last review."))
    lines = [_line(one) for one in texts] if isinstance(texts, list) else []
    known = [line for line in lines if line is not None]
    if not lines or len(known) < len(lines):
        problem = "this is no list of text ids"
        remedy = "List the ids of the texts, each alone or with what it is about."
        findings.append(Finding(place, "texts", problem, remedy))
    if findings or not isinstance(on, date):
        raise InputError(findings, "reviewed lists")
    return Reviewed(on, tuple(text for text, _ in known), {text: about for text, about in known if about})


def reviewed_list(name: str) -> tuple[str, ...]:
    """Give the texts of a reviewed list.

    Parameters
    ----------
    name : str
        One of `LISTS`.

    Returns
    -------
    tuple of str
        Text ids, in order.
    """
    return reviewed(name).texts


def bullets(page: Page, name: str) -> Html:
    """Write a reviewed list.

    Parameters
    ----------
    page : Page
        The page.
    name : str
        One of `LISTS`.

    Returns
    -------
    Html
        A list.
    """
    return element("ul", *(element("li", page.text(text)) for text in reviewed_list(name)))


def _line(read: object) -> tuple[str, tuple[str, ...]] | None:
    if isinstance(read, str):
        return read, ()
    if isinstance(read, dict) and len(read) == 1:
        text, about = next(iter(read.items()))
        if isinstance(about, list) and about and all(isinstance(one, str) for one in about):
            return str(text), tuple(about)
    return None


def next_steps(page: Page) -> Html:
    """Write what would change our mind and what to measure next.

    Parameters
    ----------
    page : Page
        The page.

    Returns
    -------
    Html
        Title and two lists.
    """
    halves = [
        element("div", element("h3", page.text("mind.head")), bullets(page, "change-our-mind")),
        element("div", element("h3", page.text("measure.head")), measurements(page)),
    ]
    return Html(element("h2", page.text("mind.title"), id="next") + element("div", *halves, class_="halves"))


def measurements(page: Page) -> Html:
    """Write what to measure next, that which is worth most first.

    Parameters
    ----------
    page : Page
        The page.

    Returns
    -------
    Html
        A list: studies by the rank that the value of information gives them, then, in the order of the
        reviewed list, those whose worth cannot be told or is not calculated.
    """
    named = [(text, text.removeprefix("measure.")) for text in reviewed_list("measure-next")]
    ranked = sorted(named, key=lambda pair: _rank(page, pair[1]))
    lines = (element("li", page.text(text), " ", _worth(page, study)) for text, study in ranked)
    return joined(element("ul", *lines), element("p", page.text("measure.note"), class_="under"))


def _rank(page: Page, study: str) -> float:
    value = page.ledger.find(f"measure_rank.{study}").value
    return float(value) if isinstance(value, (int, float)) else float("inf")


def _worth(page: Page, study: str) -> Html:
    decision = page.ledger.find(f"measure_rank.{study}").group
    if decision:
        share = page.claim(f"measure_share.{study}-{decision}")
        return page.text(f"measure.worth.{decision}", share=share)
    valued = page.ledger.has(f"measure_share.{study}-cut")
    return page.text("measure.worth_untold" if valued else "measure.worth_absent")


def limits(page: Page) -> Html:
    """Write what is not modelled, how not to use the brief, and what is assumed and was decided about data.

    Parameters
    ----------
    page : Page
        The page.

    Returns
    -------
    Html
        Two lists, two that open, and the day of their review.
    """
    halves = [
        element("div", element("h2", page.text(f"{key}.title"), id=name), bullets(page, name))
        for key, name in (("not_modelled", "not-modelled"), ("misuse", "misuse"))
    ]
    logs = [
        element("details", element("summary", page.text(f"{key}.title")), bullets(page, name), id=name)
        for key, name in (("assumptions", "assumptions"), ("data_log", "data-log"))
    ]
    shown = ("not-modelled", "misuse", "assumptions", "data-log")
    day = format_date(min(reviewed(name).on for name in shown), page.language)
    said = element("p", page.text("reviewed", day=day), class_="under")
    return joined(element("div", *halves, class_="halves"), element("div", *logs, class_="halves"), said)
