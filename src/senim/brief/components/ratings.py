"""How sure: likelihood with its interval and word, confidence with its squares and word."""

from __future__ import annotations

from senim.brief.components.scales import likelihood_scale, with_squares
from senim.brief.markup import Html, element, joined
from senim.brief.page import Page
from senim.brief.render import claim_element
from senim.brief.words import confidence_word, likelihood_word
from senim.execution import Claim


def likelihood_line(page: Page, claim: Claim | None) -> Html:
    """Print "66–90 %: likely", number first.

    Parameters
    ----------
    page : Page
        The page.
    claim : Claim or None
        The claim; None, or one without likelihood, gives "no number: not identifiable".

    Returns
    -------
    Html
        Interval and word.
    """
    if claim is None or claim.likelihood is None:
        return joined(page.text("no_number"), ": ", likelihood_word(None, page.catalogue))
    interval = claim_element(claim, "likelihood", page.catalogue)
    return joined(interval, ": ", likelihood_word(claim.likelihood, page.catalogue))


def likely_phrase(page: Page, claim: Claim | None, otherwise: str = "") -> Html:
    """Say what is likely, in a phrase of its own.

    Parameters
    ----------
    page : Page
        The page.
    claim : Claim or None
        The claim; its `likelihood_of` names the phrase.
    otherwise : str
        Phrase to name where the claim carries no likelihood.

    Returns
    -------
    Html
        The phrase.
    """
    phrase = (claim.likelihood_of if claim and claim.likelihood is not None else "") or otherwise
    return page.text(f"likely.{phrase}") if phrase else Html("")


def likelihood_cell(page: Page, claim: Claim | None) -> Html:
    """Print a likelihood with its scale, for a table.

    Parameters
    ----------
    page : Page
        The page.
    claim : Claim or None
        The claim; None where nothing can be counted.

    Returns
    -------
    Html
        Line and scale.
    """
    share = claim.likelihood if claim else None
    return joined(likelihood_line(page, claim), element("div", likelihood_scale(share)))


def confidence_rating(page: Page, level: int | None) -> Html:
    """Print the squares and the word of a confidence.

    Parameters
    ----------
    page : Page
        The page.
    level : int or None
        0 to 4.

    Returns
    -------
    Html
        Squares and word.
    """
    return with_squares(level, confidence_word(level, page.catalogue))
