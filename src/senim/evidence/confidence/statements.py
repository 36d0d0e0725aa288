"""The statements of the brief and what each rests on; the only judgements typed by people."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from senim.arguments import ArgumentCheck
from senim.evidence.confidence.body import BodyOfEvidence
from senim.evidence.confidence.rubric import Basis, Concern, Domain, Judgement, Rating, rate
from senim.evidence.pooling.small_studies import FEWEST_STUDIES


@dataclass(frozen=True)
class Statement:
    """A statement that can be true or false, and what it rests on.

    Parameters
    ----------
    name : str
        Its name; the catalogues of the brief hold its words.
    basis : Basis
        What it rests on.
    group : str or None
        Offence group whose studies carry it.
    recorded_by_police : bool
        Whether its outcome is counted by those whose number changes.
    """

    name: str
    basis: Basis
    group: str | None = None
    recorded_by_police: bool = False


STATEMENTS: tuple[Statement, ...] = (
    Statement("violent", Basis.STUDIES, "violent", recorded_by_police=True),
    Statement("property", Basis.STUDIES, "property", recorded_by_police=True),
    Statement("homicide", Basis.STUDIES, "homicide"),
    # from registered to true leads an elasticity of recording that nobody measured in Kazakhstan
    Statement("violent_true", Basis.JUDGEMENT, "violent"),
    Statement("property_true", Basis.JUDGEMENT, "property"),
    # how staffing, attestation and bribes move trust is elicited
    Statement("trust", Basis.JUDGEMENT),
    # sensitivity and specificity are elicited
    Statement("sound", Basis.JUDGEMENT),
    # an announced amount, whose period is not said and of which no account was published
    Statement("money", Basis.JUDGEMENT),
    # the price at which a cut stops paying depends on a value of life that nobody has set
    Statement("break_even", Basis.NOTHING),
    Statement("corruption", Basis.NOTHING),
    Statement("past", Basis.NOTHING),
)


def rate_statements(bodies: Mapping[str, BodyOfEvidence]) -> dict[str, Rating]:
    """Rate every statement of the brief.

    Parameters
    ----------
    bodies : mapping of str to BodyOfEvidence
        By offence group.

    Returns
    -------
    dict of str to Rating
        By name of the statement, in the order of the brief.

    Raises
    ------
    ValueError
        A group that a statement needs and that is not there, or something that is no body of evidence.
    """
    check = ArgumentCheck("rate_statements")
    if check.kind("bodies", bodies, Mapping, "Give bodies of evidence by offence group."):
        needed = {one.group for one in STATEMENTS if one.group is not None and one.basis is Basis.STUDIES}
        for group in sorted(needed - set(bodies)):
            check.refuse("bodies", f"lacks {group}", "Make it with bodies_of_evidence.")
        for group, body in bodies.items():
            check.kind(f"bodies[{group!r}]", body, BodyOfEvidence, "Give a BodyOfEvidence.")
    check.raise_if_any()
    return {statement.name: _rated(statement, bodies) for statement in STATEMENTS}


def corroboration(placebo_fails: bool) -> Judgement:
    """Judge what a natural experiment adds to the studies, by its own placebo.

    Parameters
    ----------
    placebo_fails : bool
        Whether offences moved with the cut before there was one.

    Returns
    -------
    Judgement
        Nothing is taken off either way: a design that fails its placebo neither confirms nor rejects, and one
        whose placebo finds nothing is not proved by that.

    Raises
    ------
    ValueError
        If it is neither True nor False.
    """
    check = ArgumentCheck("corroboration")
    check.kind("placebo_fails", placebo_fails, bool, "Write True or False.")
    check.raise_if_any()
    if placebo_fails:
        return Judgement(Domain.CORROBORATION, "placebo_fails", Concern.UNKNOWN)
    return Judgement(Domain.CORROBORATION, "placebo_finds_nothing", Concern.NONE)


def _rated(statement: Statement, bodies: Mapping[str, BodyOfEvidence]) -> Rating:
    if statement.basis is not Basis.STUDIES or statement.group is None:
        return rate(statement.name, statement.basis)
    body = bodies[statement.group]
    judgements = (
        _setting(body),
        _measurement(statement),
        _agreement(body),
        _selection(body),
    )
    return rate(statement.name, statement.basis, judgements)


def _measurement(statement: Statement) -> Judgement:
    if statement.recorded_by_police:
        return Judgement(Domain.MEASUREMENT, "recorded_by_police", Concern.SERIOUS, computed=False)
    return Judgement(Domain.MEASUREMENT, "comparable", Concern.NONE, computed=False)


def _setting(body: BodyOfEvidence) -> Judgement:
    if body.from_similar_settings:
        return Judgement(Domain.SETTING, "similar", Concern.NONE)
    return Judgement(Domain.SETTING, "elsewhere", Concern.SERIOUS)


def _agreement(body: BodyOfEvidence) -> Judgement:
    if body.samples < 2:
        return Judgement(Domain.AGREEMENT, "one_sample", Concern.SERIOUS)
    if not body.one_sign:
        return Judgement(Domain.AGREEMENT, "signs_differ", Concern.SERIOUS)
    return Judgement(Domain.AGREEMENT, "agree", Concern.NONE)


def _selection(body: BodyOfEvidence) -> Judgement:
    if body.studies < FEWEST_STUDIES:
        return Judgement(Domain.SELECTION, "too_few", Concern.UNKNOWN)
    return Judgement(Domain.SELECTION, "many", Concern.NONE)
