"""What the table of studies says of itself: how many, from where, on which samples, with which sign."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from senim.arguments import ArgumentCheck
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

    Raises
    ------
    ValueError
        Counts that are none, or more studies than estimates; all at once.
    """

    group: str
    estimates: int
    studies: int
    samples: int
    from_similar_settings: int
    one_sign: bool

    def __post_init__(self) -> None:
        check = ArgumentCheck("BodyOfEvidence")
        check.kind("group", self.group, str, "Name the offence group.")
        for name in ("estimates", "studies", "samples"):
            check.count(name, getattr(self, name), 1)
        check.count("from_similar_settings", self.from_similar_settings, 0)
        check.kind("one_sign", self.one_sign, bool, "Write True or False.")
        check.raise_if_any()
        for name in ("studies", "samples", "from_similar_settings"):
            if getattr(self, name) > self.estimates:
                check.refuse(name, "is more than there are estimates", "Count again.")
        check.raise_if_any()


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

    Raises
    ------
    ValueError
        A table without its columns, groups that are not in it, a scale that is not positive.
    """
    check = ArgumentCheck("bodies_of_evidence")
    check.frame("elasticities", elasticities, ("study_id", "country"))
    check.listed("groups", groups)
    check.raise_if_any()
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
