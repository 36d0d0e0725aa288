"""What the table of studies says of itself: how many, from where, on which samples, with which sign."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from senim.evidence.pooling import GroupEstimates, leave_one_out_groups, select_estimates

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
        data.group: _body(
            data,
            [str(countries[study]) for study in data.studies],
            one_sign=_keeps_sign(elasticities, data.group, tau_scale),
        )
        for data in select_estimates(elasticities, groups=groups)
    }


def _body(data: GroupEstimates, countries: Sequence[str], *, one_sign: bool) -> BodyOfEvidence:
    tied = data.covariance != 0.0
    # estimates of one sample are tied with each other and with nobody else
    samples = len({tuple(row) for row in tied})
    return BodyOfEvidence(
        group=data.group,
        estimates=len(data.studies),
        studies=len(set(data.studies)),
        samples=samples,
        from_similar_settings=sum(country in LIKE_KAZAKHSTAN for country in countries),
        one_sign=one_sign,
    )


def _keeps_sign(elasticities: pd.DataFrame, group: str, tau_scale: float) -> bool:
    """Tell whether the mean has one sign with everything in and without each study that can be left out."""
    table = leave_one_out_groups(elasticities, groups=[group], include_flagged=False, tau_scale=tau_scale)
    # a group left without estimates has no mean
    means = table["mean"].dropna()
    return bool((np.sign(means) == np.sign(means.iloc[0])).all())
