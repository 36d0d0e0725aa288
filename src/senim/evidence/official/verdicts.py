"""From figures to a verdict, with its reason."""

from __future__ import annotations

from enum import StrEnum

from senim.evidence.official.claims import OfficialClaim
from senim.evidence.official.measures import Measured
from senim.evidence.official.movement import UnknownMovement


class Verdict(StrEnum):
    """What figures say about a claim, never about its cause or about who made it."""

    SUPPORTED = "supported"
    NOT_DISTINGUISHABLE = "not_distinguishable"
    CONTRADICTED = "contradicted"
    NOT_COMPARABLE = "not_comparable"
    NOT_TESTABLE = "not_testable"


class Reason(StrEnum):
    """Why a verdict is what it is."""

    AGREES = "agrees"
    AGREES_AND_UNUSUAL = "agrees_and_unusual"
    AGREES_MOVEMENT_UNTOLD = "agrees_movement_untold"
    USUAL_MOVEMENT = "usual_movement"
    CHANCE = "chance"
    SMALLER = "smaller"
    LARGER = "larger"
    OPPOSITE = "opposite"
    CROSSES_RULES = "crosses_rules"
    OWN_ARITHMETIC = "own_arithmetic"
    OTHER_COUNT = "other_count"
    OTHER_SPAN = "other_span"
    OTHER_PLACE = "other_place"
    OTHER_QUESTION = "other_question"
    OTHER_DEFINITION = "other_definition"
    LACKS_SERIES = "lacks_series"
    LACKS_DENOMINATOR = "lacks_denominator"
    LACKS_BASE = "lacks_base"
    LACKS_DEFINITION = "lacks_definition"
    LACKS_COMPARISON = "lacks_comparison"
    LACKS_START = "lacks_start"
    LACKS_COUNTING = "lacks_counting"
    LACKS_PARALLEL = "lacks_parallel"
    LACKS_SENSE = "lacks_sense"


def disagreement(claim: OfficialClaim, found: Measured) -> Reason | None:
    """Tell how figures differ from a claim by more than rounding and chance.

    Parameters
    ----------
    claim : OfficialClaim
        With a number.
    found : Measured
        What figures give.

    Returns
    -------
    Reason or None
        ``smaller`` or ``larger`` (in size) or ``opposite`` (in sign); None where they agree.
    """
    slack = 1e-9 * max(1.0, abs(found.value))
    if found.low - slack <= claim.high and claim.low <= found.high + slack:
        return None
    said = claim.said or 0.0
    if said * found.value < 0:
        return Reason.OPPOSITE
    return Reason.SMALLER if abs(found.value) < abs(said) else Reason.LARGER


def decide(
    claim: OfficialClaim,
    found: Measured | None,
    *,
    comparability: str,
    crosses: tuple[str, ...],
    share: float | UnknownMovement | None,
    by_chance: bool,
    significance: float,
) -> tuple[Verdict, Reason]:
    """Decide on one reading of a claim.

    Parameters
    ----------
    claim : OfficialClaim
        The claim, with a number.
    found : Measured or None
        What figures give; None where only the chance of the change said can be told.
    comparability : str
        Whether figure and claim count one thing.
    crosses : tuple of str
        Regimes of recording that begin between the two figures.
    share : float, UnknownMovement or None
        Share of usual movement or of chance at least as large as the change; None where no change is claimed.
    by_chance : bool
        Whether the share is one of chance (events, answers) and not of usual movement.
    significance : float
        Share below which a change is called unusual.

    Returns
    -------
    tuple of Verdict and Reason
        In this order: rules of recording, comparability, size, movement.
    """
    if crosses:
        return Verdict.NOT_COMPARABLE, Reason.CROSSES_RULES
    if comparability != "same":
        return Verdict.NOT_COMPARABLE, Reason(comparability)
    differs = disagreement(claim, found) if found else None
    if differs:
        return Verdict.CONTRADICTED, differs
    if share is None:
        return Verdict.SUPPORTED, Reason.AGREES
    if isinstance(share, UnknownMovement):
        return Verdict.SUPPORTED, Reason.AGREES_MOVEMENT_UNTOLD
    if share >= significance:
        return Verdict.NOT_DISTINGUISHABLE, Reason.CHANCE if by_chance else Reason.USUAL_MOVEMENT
    return Verdict.SUPPORTED, Reason.AGREES_AND_UNUSUAL
