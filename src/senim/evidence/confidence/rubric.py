"""The rubric: from what a statement rests on, and what is wrong with it, to a level of confidence.

It follows GRADE in rating a body of evidence by named domains, each with its reason (Guyatt et al. 2008,
BMJ 336, 924-926). GRADE's domain of imprecision is left out on purpose: a brief prints the interval beside
the confidence, and the two are never to be mixed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from senim.arguments import ArgumentCheck

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

    Raises
    ------
    ValueError
        A domain or concern that is no member of its list, a reason that is no name; all at once.
    """

    domain: Domain
    reason: str
    concern: Concern
    computed: bool = True

    def __post_init__(self) -> None:
        check = ArgumentCheck("Judgement")
        check.kind("domain", self.domain, Domain, f"Give a Domain: {', '.join(Domain)}.")
        _named(check, "reason", self.reason)
        check.kind("concern", self.concern, Concern, f"Give a Concern: {', '.join(Concern)}.")
        check.kind("computed", self.computed, bool, "Write True or False.")
        check.raise_if_any()


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

    Raises
    ------
    ValueError
        A level outside 0 to 4, a basis that is no `Basis`, something that is no judgement; all at once.
    """

    statement: str
    level: int
    basis: Basis
    judgements: tuple[Judgement, ...] = ()

    def __post_init__(self) -> None:
        check = ArgumentCheck("Rating")
        check.count("level", self.level, UNMEASURED, HIGHEST)
        _check_rated(check, self.statement, self.basis, self.judgements)
        check.raise_if_any()


def _named(check: ArgumentCheck, name: str, value: object) -> None:
    if check.kind(name, value, str, "Give its name.") and not value:
        check.refuse(name, "is empty", "Give its name.")


def _check_rated(check: ArgumentCheck, statement: object, basis: object, judgements: object) -> None:
    _named(check, "statement", statement)
    # a level for what is no basis would be the highest
    check.kind("basis", basis, Basis, f"Give a Basis: {', '.join(Basis)}.")
    for judgement in check.listed("judgements", judgements):
        check.kind("judgements", judgement, Judgement, "Give judgements.")


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
        If a domain is judged twice, or the basis is no `Basis`: the highest level is never given by default.

    Examples
    --------
    >>> elsewhere = Judgement(Domain.SETTING, "elsewhere", Concern.SERIOUS)
    >>> rate("homicide", Basis.STUDIES, [elsewhere]).level
    3
    >>> rate("trust", Basis.JUDGEMENT).level
    1
    """
    check = ArgumentCheck("rate")
    _check_rated(check, statement, basis, judgements)
    check.raise_if_any()
    domains = [judgement.domain for judgement in judgements]
    for domain in sorted({domain.value for domain in domains if domains.count(domain) > 1}):
        check.refuse("judgements", f"{statement} is judged twice in {domain}", "Keep one reason a domain.")
    check.raise_if_any()
    if basis is Basis.NOTHING:
        level = UNMEASURED
    elif basis is Basis.JUDGEMENT:
        level = JUDGED
    else:
        serious = sum(judgement.concern is Concern.SERIOUS for judgement in judgements)
        level = max(HIGHEST - serious, LOWEST_WITH_STUDIES)
    return Rating(statement, level, basis, tuple(judgements))
