"""The outcomes that the pages of a sweep show, in the order of the brief's first screen."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from senim.brief.catalogue import Catalogue
from senim.brief.display import print_claim
from senim.brief.sweeps.results import SweepResults
from senim.brief.words import confidence_word
from senim.execution import Claim

_SOFT_HYPHEN = "\u00ad"


@dataclass(frozen=True)
class Outcome:
    """One outcome.

    Parameters
    ----------
    name : str
        Name of its claims.
    label : str
        Text id of its name.
    measure : str
        Text id of what is measured, for the axis.
    scale : str
        Outcomes with the same scale share the ends of their axes.
    note : str
        Text id of a second line of its name; may be empty.
    style : str
        How its claims are printed (a style of `print_claim`): without their unit where the name says it.
    """

    name: str
    label: str
    measure: str
    scale: str
    note: str = ""
    style: str = ""

    def words(self, catalogue: Catalogue) -> str:
        """Give its name in a language.

        Parameters
        ----------
        catalogue : Catalogue
            Texts of the language.

        Returns
        -------
        str
            The name, without soft hyphens, which no drawing knows.
        """
        return catalogue.text(self.label).replace(_SOFT_HYPHEN, "")


OUTCOMES = (
    Outcome("violent_effect", "cell.violent.label", "sweep.unit.percent", "offences"),
    Outcome("property_effect", "cell.property.label", "sweep.unit.percent", "offences"),
    Outcome("trust_effect", "options.col.trust", "sweep.unit.points", "trust", style="number"),
    Outcome("sound_per_problem", "cell.sound.label", "sweep.unit.ratio", "officers", "cell.sound.note"),
    Outcome("money", "options.col.money", "sweep.unit.money", "money", "options.col.money.note"),
)


def numbered(results: SweepResults, name: str) -> list[Claim]:
    """List the claims of an outcome that have a number and a range.

    Parameters
    ----------
    results : SweepResults
        The sweep.
    name : str
        Name of the outcome's claims.

    Returns
    -------
    list of Claim
        In the order of the grid.
    """
    found = (one.claims.get(name) for one in results.combinations)
    return [claim for claim in found if claim is not None and has_range(claim)]


def has_range(claim: Claim | None) -> bool:
    """Tell whether a claim can be drawn.

    Parameters
    ----------
    claim : Claim or None
        The claim.

    Returns
    -------
    bool
        True where it has a middle and two limits.
    """
    return claim is not None and isinstance(claim.value, int | float) and claim.low is not None


def envelope(outcome: Outcome, claims: Iterable[Claim], catalogue: Catalogue) -> str:
    """Print the range that holds the ranges of several claims.

    Parameters
    ----------
    outcome : Outcome
        The outcome.
    claims : iterable of Claim
        Its claims, each with a range.
    catalogue : Catalogue
        Texts of the language.

    Returns
    -------
    str
        From the lowest to the highest limit.
    """
    all_of_them = list(claims)
    low = min(claim.low for claim in all_of_them if claim.low is not None)
    high = max(claim.high for claim in all_of_them if claim.high is not None)
    widest = all_of_them[0].model_copy(update={"low": low, "high": high})
    return print_claim(widest, outcome.style, catalogue).text


def weakest(claims: Iterable[Claim]) -> int | None:
    """Give the lowest confidence among claims.

    Parameters
    ----------
    claims : iterable of Claim
        The claims.

    Returns
    -------
    int or None
        None where nobody judged any of them.
    """
    return min((claim.confidence for claim in claims if claim.confidence is not None), default=None)


def confidence_words(claims: Iterable[Claim], catalogue: Catalogue) -> str:
    """Print the lowest confidence among claims.

    Parameters
    ----------
    claims : iterable of Claim
        The claims.
    catalogue : Catalogue
        Texts of the language.

    Returns
    -------
    str
        What the scale is called, and the word.
    """
    return f"{catalogue.text('confidence')}: {confidence_word(weakest(claims), catalogue)}"
