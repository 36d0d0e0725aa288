"""The first screen: everything a reader with one minute needs."""

from __future__ import annotations

from senim.brief.components.finding import headline
from senim.brief.components.masthead import masthead
from senim.brief.components.scales import hatching
from senim.brief.components.strip import strip
from senim.brief.markup import Html, element, joined
from senim.brief.page import Page

QUESTIONS = ("crime", "attestation", "true", "tell")


def first_screen(page: Page) -> Html:
    """Write the first screen.

    Parameters
    ----------
    page : Page
        The page.

    Returns
    -------
    Html
        Masthead, finding, strip, second figure, what the data cannot tell, doors.
    """
    parts = (headline(page), strip(page), second_figure(page), cannot_tell(page), doors(page))
    return joined(hatching(), masthead(page), element("section", *parts, class_="first-screen"))


def second_figure(page: Page) -> Html:
    """Write the line on the second official figure.

    Parameters
    ----------
    page : Page
        The page.

    Returns
    -------
    Html
        What else was said officially, and the ranges it gives.
    """
    words = joined(element("strong", page.text("second.head")), page.text("second.text"), by=" ")
    return element("p", words, class_="second")


def cannot_tell(page: Page) -> Html:
    """Write what the data of Kazakhstan cannot tell.

    Parameters
    ----------
    page : Page
        The page.

    Returns
    -------
    Html
        Four short columns under a hatched rule; the last says what would tell.
    """
    columns = [
        element(
            "div",
            element("h3", page.text(f"cannot.{key}.head")),
            element("p", page.text(f"cannot.{key}.text")),
        )
        for key in QUESTIONS
    ]
    rule = element(
        "svg",
        element("rect", width="100%", height="8", class_="hatched"),
        class_="hatchrule",
        height="8",
        aria_hidden="true",
        focusable="false",
    )
    return joined(
        rule,
        element("h2", page.text("cannot.title"), id="cannot"),
        element("div", *columns, class_="columns"),
    )


def doors(page: Page) -> Html:
    """Write the three ways into the brief.

    Parameters
    ----------
    page : Page
        The page.

    Returns
    -------
    Html
        One minute, ten minutes, everything.
    """
    here = element("span", page.text("doors.one.text"))
    ten = element("a", page.text("doors.ten.text"), href="#options")
    everything = element("a", page.text("doors.all.text"), href="#sources")
    items = [
        element("li", joined(element("strong", page.text(f"doors.{key}")), target, by=" "))
        for key, target in (("one", here), ("ten", ten), ("all", everything))
    ]
    return element("nav", element("ul", *items), class_="doors", aria_label=page.words("doors.label"))
