"""Judgements as records, ready to become claims."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from senim.arguments import ArgumentCheck
from senim.evidence.confidence.rubric import Concern, Judgement, Rating
from senim.status import Status

Record = dict[str, Any]
STUDIES = ("police_elasticities",)
UNKNOWN: Record = {"value": None, "low": None, "high": None, "status": Status.NOT_IDENTIFIABLE.value}


def rating_records(ratings: Mapping[str, Rating], notebook: str) -> list[Record]:
    """List what the rubric found in each domain, statement by statement.

    Parameters
    ----------
    ratings : mapping of str to Rating
        By statement.
    notebook : str
        Name of the notebook that publishes them.

    Returns
    -------
    list of dict
        Fields of claims: levels of confidence that each domain takes off, 0 or 1, or not to be told; the
        id ends with the domain and the reason.

    Raises
    ------
    ValueError
        Something that is no rating, or a notebook that is no name.
    """
    check = ArgumentCheck("rating_records")
    if check.kind("ratings", ratings, Mapping, "Give ratings by statement."):
        for name, rating in ratings.items():
            check.kind(f"ratings[{name!r}]", rating, Rating, "Give a Rating.")
    check.kind("notebook", notebook, str, "Name the notebook.")
    check.raise_if_any()
    return [
        {**judgement_record(name, judgement, notebook), "confidence": rating.level}
        for name, rating in ratings.items()
        for judgement in rating.judgements
    ]


def judgement_record(
    statement: str, judgement: Judgement, notebook: str, inputs: Sequence[str] = STUDIES
) -> Record:
    """Describe what the rubric found in one domain.

    Parameters
    ----------
    statement : str
        Name of the statement.
    judgement : Judgement
        What was found.
    notebook : str
        Name of the notebook that publishes it.
    inputs : sequence of str
        Tables that it was found in.

    Returns
    -------
    dict
        Fields of a claim.
    """
    return {
        "id": f"rubric.{statement}.{judgement.domain.value}.{judgement.reason}",
        **_levels_lost(judgement),
        "unit": "count",
        "source": "senim.evidence.confidence",
        "inputs": list(inputs),
        "notebook": notebook,
    }


def _levels_lost(judgement: Judgement) -> Record:
    if judgement.concern is Concern.UNKNOWN:
        return UNKNOWN
    lost = int(judgement.concern is Concern.SERIOUS)
    status = Status.DERIVED if judgement.computed else Status.ELICITED
    return {"value": lost, "low": lost, "high": lost, "status": status.value}
