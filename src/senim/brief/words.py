"""Words for likelihood and for confidence: two reviewed tables, never mixed, never alone."""

from __future__ import annotations

from dataclasses import dataclass

from senim.brief.catalogue import Catalogue
from senim.brief.numbers import NO_BREAK_SPACE, format_number, with_unit

EN_DASH = "\u2013"
HIGHEST_CONFIDENCE = 4


@dataclass(frozen=True)
class LikelihoodClass:
    """One stretch of the likelihood scale.

    Parameters
    ----------
    key : str
        Its word in the catalogues is `likelihood.<key>`.
    low, high : float
        Limits as shares of the draws.
    """

    key: str
    low: float
    high: float

    @property
    def msgid(self) -> str:
        """Text id of the word."""
        return f"likelihood.{self.key}"


_ABOVE_EVEN = (
    LikelihoodClass("virtually_certain", 0.99, 1.0),
    LikelihoodClass("very_likely", 0.90, 0.99),
    LikelihoodClass("likely", 0.66, 0.90),
)
_EVEN = LikelihoodClass("even", 0.33, 0.66)
_BELOW_EVEN = (
    LikelihoodClass("exceptionally_unlikely", 0.0, 0.01),
    LikelihoodClass("very_unlikely", 0.01, 0.10),
    LikelihoodClass("unlikely", 0.10, 0.33),
)
LIKELIHOOD_CLASSES = (*_ABOVE_EVEN, _EVEN, *reversed(_BELOW_EVEN))


def likelihood_class(share: float) -> LikelihoodClass:
    """Find the stretch of the scale that a share of draws falls on.

    A share on a limit takes the stretch nearer to one half.

    Parameters
    ----------
    share : float
        Share of draws, 0 to 1.

    Returns
    -------
    LikelihoodClass
        The stretch, with the id of its word.

    Raises
    ------
    ValueError
        If the share is outside 0 to 1.

    Examples
    --------
    >>> likelihood_class(0.90).key, likelihood_class(0.901).key
    ('likely', 'very_likely')
    """
    if not 0 <= share <= 1:
        raise ValueError(f"a likelihood is a share between 0 and 1, not {share!r}")
    for stretch in _ABOVE_EVEN:
        if share > stretch.low:
            return stretch
    for stretch in _BELOW_EVEN:
        if share < stretch.high:
            return stretch
    return _EVEN


def likelihood_interval(share: float, language: str) -> str:
    """Print the stretch of the scale as per cent.

    Parameters
    ----------
    share : float
        Share of draws, 0 to 1.
    language : str
        "en", "kk" or "ru".

    Returns
    -------
    str
        "66–90 %", "> 99 %" or "< 1 %", unbreakable.

    Examples
    --------
    >>> likelihood_interval(0.8, "en") == "66–90" + NO_BREAK_SPACE + "%"
    True
    """
    stretch = likelihood_class(share)
    low, high = (format_number(100 * limit, language, 0) for limit in (stretch.low, stretch.high))
    if stretch.high == 1:
        return with_unit(f">{NO_BREAK_SPACE}{low}", "%")
    if stretch.low == 0:
        return with_unit(f"<{NO_BREAK_SPACE}{high}", "%")
    return with_unit(f"{low}{EN_DASH}{high}", "%")


def likelihood_word(share: float | None, catalogue: Catalogue) -> str:
    """Give the word for a share of draws.

    Parameters
    ----------
    share : float or None
        Share of draws; None where nothing can be counted.
    catalogue : Catalogue
        Texts of the language.

    Returns
    -------
    str
        The reviewed word.
    """
    return catalogue.text("likelihood.none" if share is None else likelihood_class(share).msgid)


_CONFIDENCE_KEYS = ("none", "very_low", "low", "moderate", "high")


def confidence_key(level: int | None) -> str:
    """Name a level of the rubric as the catalogues do.

    Parameters
    ----------
    level : int or None
        0 (not identifiable) to 4; None where nobody judged.

    Returns
    -------
    str
        "none", "very_low", "low", "moderate" or "high".

    Raises
    ------
    ValueError
        If the rubric has no such level.
    """
    if level is not None and not 0 <= level <= HIGHEST_CONFIDENCE:
        raise ValueError(f"confidence is 0 to {HIGHEST_CONFIDENCE}, not {level!r}")
    return _CONFIDENCE_KEYS[level or 0]


def confidence_word(level: int | None, catalogue: Catalogue) -> str:
    """Give the word for the confidence in the evidence.

    Parameters
    ----------
    level : int or None
        0 (not identifiable) to 4.
    catalogue : Catalogue
        Texts of the language.

    Returns
    -------
    str
        The reviewed word.
    """
    return catalogue.text(f"confidence.word.{confidence_key(level)}")
