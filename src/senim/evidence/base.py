"""What a simulation takes from data: elasticities and how good they are, answers on trust, weights."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from senim.evidence.confidence import Rating, bodies_of_evidence, rate_statements
from senim.evidence.pooling.groups import GroupPooling, pool_groups
from senim.sources import load

TRUST_SCALE = "statistics-bureau-trust"
TRUST_WAVE = "2024-spring"
VIOLENT = ("homicide_with_attempts", "grievous_bodily_harm", "rape", "robbery_with_violence")


@dataclass(frozen=True)
class EvidenceBase:
    """Data-derived inputs of the simulation.

    Parameters
    ----------
    pooling : GroupPooling
        Elasticities of registered offences by offence group.
    trust_answers : tuple of float
        Per cent of answers from lowest to highest trust, unanswered left out.
    offence_weights : dict of str to float
        Share of violent and of other registered offences; they sum to one.
    ratings : mapping of str to Rating
        Confidence in the evidence by statement of the brief.
    """

    pooling: GroupPooling
    trust_answers: tuple[float, ...]
    offence_weights: dict[str, float]
    ratings: Mapping[str, Rating]


def load_evidence(shared_sample_correlation: float, processed: Path | None = None) -> EvidenceBase:
    """Read the tables that the simulation rests on.

    Parameters
    ----------
    shared_sample_correlation : float
        Correlation of the errors of studies that share cities.
    processed : Path, optional
        Folder of the processed tables; the project's own by default.

    Returns
    -------
    EvidenceBase
        Pooled elasticities, the survey's four answers of spring 2024, the weights of 2022, and ratings.
    """
    studies = load("police_elasticities", processed)
    pooling = pool_groups(studies, shared_sample_correlation=shared_sample_correlation)
    surveys = load("trust_surveys", processed)
    wave = surveys[(surveys["scale"] == TRUST_SCALE) & (surveys["wave"] == TRUST_WAVE)]
    answers = wave.dropna(subset=["answer_rank"]).sort_values("answer_rank")["value"]
    counts = load("regions_2022", processed).groupby("offence")["count"].sum()
    violent = float(counts[list(VIOLENT)].sum() / counts["all"])
    return EvidenceBase(
        pooling=pooling,
        trust_answers=tuple(float(value) for value in answers),
        offence_weights={"violent": violent, "property": 1.0 - violent},
        ratings=rate_statements(bodies_of_evidence(studies, pooling.groups)),
    )
