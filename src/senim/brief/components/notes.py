"""What would change our mind, what to measure, what is assumed, and how not to use the brief."""

from __future__ import annotations

from senim.brief.markup import Html, element, joined
from senim.brief.page import Page
from senim.brief.reviewed import reviewed, reviewed_list


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
    return joined(
        element("ul", *lines), element("p", element("span", page.text("measure.note")), class_="under")
    )


def _rank(page: Page, study: str) -> float:
    claim = page.ledger.exact(f"measure_rank.{study}")
    return float(claim.value) if claim is not None and isinstance(claim.value, (int, float)) else float("inf")


def _worth(page: Page, study: str) -> Html:
    knowing = reviewed("measure-next").about.get(f"measure.{study}")
    if knowing:
        return page.text("measure.worth_knowing", share=page.claim(knowing[0]))
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
    said = element("p", element("span", page.text("reviewed")), class_="under")
    return joined(element("div", *halves, class_="halves"), element("div", *logs, class_="halves"), said)
