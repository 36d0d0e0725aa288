"""What the table of studies says of itself: how many, from where, on which samples, with which sign."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from senim.evidence.pooling import GroupEstimates, select_estimates
from senim.evidence.pooling.posterior import group_posterior

LIKE_KAZAKHSTAN = frozenset(
    {
        "Armenia", "Azerbaijan", "Belarus", "Georgia", "Kazakhstan", "Kyrgyzstan", "Moldova", "Russia",
        "Tajikistan", "Turkmenistan", "Ukraine", "Uzbekistan",
    }
)  # fmt: skip
"""Police forces with the same origin: institutions, law and recording were one until 1991."""


@dataclass(frozen=True)
class BodyOfEvidence:
    """The pooled studies of one offence group.

    Parameters
    ----------
    group : str
        Offence group.
    estimates, studies, samples : int
        How many; a sample is a set of places that no other sample shares.
    from_similar_settings : int
        Estimates from police forces with the same origin as Kazakhstan's.
    one_sign : bool
        Whether the pooled mean keeps its sign whichever study is left out.
    """

    group: str
    estimates: int
    studies: int
    samples: int
    from_similar_settings: int
    one_sign: bool


def bodies_of_evidence(
    elasticities: pd.DataFrame, groups: Sequence[str], *, tau_scale: float = 0.25
) -> dict[str, BodyOfEvidence]:
    """Describe the estimates that are pooled, group by group.

    Parameters
    ----------
    elasticities : DataFrame
        The project's table of published elasticities, with ``country``.
    groups : sequence of str
        Offence groups.
    tau_scale : float
        Scale of the prior on the spread between settings, for the means without one study.

    Returns
    -------
    dict of str to BodyOfEvidence
        By group.
    """
    countries = elasticities.drop_duplicates("study_id").set_index("study_id")["country"]
    return {
        data.group: _body(data, [str(countries[study]) for study in data.studies], tau_scale)
        for data in select_estimates(elasticities, groups=groups)
    }


def _body(data: GroupEstimates, countries: Sequence[str], tau_scale: float) -> BodyOfEvidence:
    tied = data.covariance != 0.0
    # estimates of one sample are tied with each other and with nobody else
    samples = len({tuple(row) for row in tied})
    return BodyOfEvidence(
        group=data.group,
        estimates=len(data.studies),
        studies=len(set(data.studies)),
        samples=samples,
        from_similar_settings=sum(country in LIKE_KAZAKHSTAN for country in countries),
        one_sign=_keeps_sign(data, tau_scale),
    )


def _keeps_sign(data: GroupEstimates, tau_scale: float) -> bool:
    whole = group_posterior(data, tau_scale).mean
    studies = np.array(data.studies)
    means = [
        group_posterior(_only(data, studies != study), tau_scale).mean
        for study in dict.fromkeys(data.studies)
        if (studies != study).any()
    ]
    return all(np.sign(mean) == np.sign(whole) for mean in means)


def _only(data: GroupEstimates, kept: np.ndarray) -> GroupEstimates:
    return GroupEstimates(
        group=data.group,
        studies=tuple(study for study, keep in zip(data.studies, kept, strict=True) if keep),
        estimates=data.estimates[kept],
        standard_errors=data.standard_errors[kept],
        covariance=data.covariance[np.ix_(kept, kept)],
    )
