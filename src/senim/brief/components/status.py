"""Status marks: what a number rests on, as a mark and always with its word."""

from __future__ import annotations

from senim.brief.markup import Html, element, joined
from senim.brief.page import Page

SHAPES = {
    "observed": element("circle", cx="6", cy="6", r="4.5", class_="solid"),
    "literature": element("circle", cx="6", cy="6", r="4", class_="hollow"),
    "derived": element("path", d="M6 .8 11.2 6 6 11.2.8 6z", class_="solid"),
    "elicited": element("path", d="M6 1.5 11 10.5H1z", class_="hollow"),
    "assumed": element("rect", x="1.5", y="1.5", width="9", height="9", class_="hollow"),
    "not_identifiable": element("rect", x="1", y="1", width="10", height="10", class_="hatched edged"),
}


def status_mark(page: Page, status: str) -> Html:
    """Write a status.

    Parameters
    ----------
    page : Page
        The page.
    status : str
        One of the six statuses.

    Returns
    -------
    Html
        Mark and word.
    """
    drawing = element("svg", SHAPES[status], width="12", height="12", aria_hidden="true", focusable="false")
    return element("span", joined(drawing, page.text(f"status.{status}"), by=" "), class_="status")
