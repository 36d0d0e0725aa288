"""The headline: the question, the finding with its range and its limit, the lead."""

from __future__ import annotations

from senim.brief.markup import Html, element, joined
from senim.brief.page import Page
from senim.brief.words import likelihood_class

LEADING_CLAIM = "violent_effect"


def finding_case(page: Page) -> str:
    """Choose the title that fits the likelihood of a rise.

    Parameters
    ----------
    page : Page
        The page.

    Returns
    -------
    str
        Text id: the sign is open from 33 to 66 %, else it is named.
    """
    share = page.ledger.find(LEADING_CLAIM).likelihood
    if share is None or likelihood_class(share).key == "even":
        return "finding.open"
    return "finding.up" if share > 0.5 else "finding.down"


def headline(page: Page) -> Html:
    """Write question, finding and lead.

    Parameters
    ----------
    page : Page
        The page.

    Returns
    -------
    Html
        The headline.
    """
    return joined(
        element("p", page.text("question"), class_="question"),
        element("h1", page.text(finding_case(page)), id="finding"),
        element("p", page.text("lead"), class_="lead"),
    )
