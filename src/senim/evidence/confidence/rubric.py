"""The rubric: from what a statement rests on, and what is wrong with it, to a level of confidence.

It follows GRADE in rating a body of evidence by named domains, each with its reason (Guyatt et al. 2008,
BMJ 336, 924-926). GRADE's domain of imprecision is left out on purpose: a brief prints the interval beside
the confidence, and the two are never to be mixed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

HIGHEST, LOWEST_WITH_STUDIES, JUDGED, UNMEASURED = 4, 2, 1, 0


class Basis(StrEnum):
    """What carries a statement from evidence to Kazakhstan."""

    STUDIES = "studies"
    """Published estimates with a credible design."""
    JUDGEMENT = "judgement"
    """At least one link of the chain is somebody's judgement or an assumption."""
    NOTHING = "nothing"
    """What the statement speaks of was not measured."""


class Domain(StrEnum):
    """What may be wrong with studies."""

    SETTING = "setting"
    """Where they were made."""
    MEASUREMENT = "measurement"
    """Whether they measure what the statement speaks of."""
    AGREEMENT = "agreement"
    """Whether independent studies agree."""
    SELECTION = "selection"
    """Whether those that found nothing were published."""
    CORROBORATION = "corroboration"
    """Whether a natural experiment elsewhere can confirm them."""


class Concern(StrEnum):
    """What a domain does to confidence."""

    SERIOUS = "serious"
    """It goes down by a level."""
    NONE = "none"
    """It stays."""
    UNKNOWN = "unknown"
    """It stays, because there is too little to judge by; that is said."""


@dataclass(frozen=True)
class Judgement:
    """What was found in one domain.

    Parameters
    ----------
    domain : Domain
        The domain.
    reason : str
        Name of the reason, in the catalogues of the brief with the domain before it.
    concern : Concern
        What it does to confidence.
    computed : bool
        Whether the tables say so; else a person does.
    """

    domain: Domain
    reason: str
    concern: Concern
    computed: bool = True


@dataclass(frozen=True)
class Rating:
    """Confidence in the evidence behind a statement.

    Parameters
    ----------
    statement : str
        Name of the statement.
    level : int
        4 high, 3 moderate, 2 low, 1 very low, 0 not identifiable.
    basis : Basis
        What the statement rests on.
    judgements : tuple of Judgement
        One a domain, where it rests on studies.
    """

    statement: str
    level: int
    basis: Basis
    judgements: tuple[Judgement, ...] = ()


def rate(statement: str, basis: Basis, judgements: Sequence[Judgement] = ()) -> Rating:
    """Rate a statement.

    Parameters
    ----------
    statement : str
        Name of the statement.
    basis : Basis
        What it rests on.
    judgements : sequence of Judgement
        What was found, at most one a domain.

    Returns
    -------
    Rating
        Studies begin at 4 and lose a level for each serious concern, down to 2: credible studies remain
        evidence. A chain with a judged link is 1 whatever its other links are, and what nobody measured 0.

    Raises
    ------
    ValueError
        If a domain is judged twice.

    Examples
    --------
    >>> elsewhere = Judgement(Domain.SETTING, "elsewhere", Concern.SERIOUS)
    >>> rate("homicide", Basis.STUDIES, [elsewhere]).level
    3
    >>> rate("trust", Basis.JUDGEMENT).level
    1
    """
    domains = [judgement.domain for judgement in judgements]
    if len(set(domains)) < len(domains):
        twice = sorted({domain.value for domain in domains if domains.count(domain) > 1})
        raise ValueError(f"{statement}: judged twice in {', '.join(twice)}. Keep one reason a domain.")
    if basis is Basis.NOTHING:
        level = UNMEASURED
    elif basis is Basis.JUDGEMENT:
        level = JUDGED
    else:
        serious = sum(judgement.concern is Concern.SERIOUS for judgement in judgements)
        level = max(HIGHEST - serious, LOWEST_WITH_STUDIES)
    return Rating(statement, level, basis, tuple(judgements))
