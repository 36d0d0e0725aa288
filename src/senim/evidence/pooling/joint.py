"""The estimates of several offence groups side by side, with the covariance of all their errors."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from senim.evidence.pooling.elasticities import HEADLINE_GROUPS, chosen_rows, tied_estimates
from senim.evidence.pooling.inputs import Vector
from senim.findings import Finding


@dataclass(frozen=True, eq=False)
class JointEstimates:
    """The estimates of several offence groups that pass the inclusion rule.

    Parameters
    ----------
    groups : tuple of str
        Offence groups, in order.
    member : ndarray of int, shape (n,)
        Place in ``groups`` of each estimate.
    studies : tuple of str
        Study of each estimate.
    estimates : ndarray, shape (n,)
        Elasticities of registered offences with respect to police.
    covariance : ndarray, shape (n, n)
        Sampling covariance, with the assumed correlations.
    """

    groups: tuple[str, ...]
    member: NDArray[np.intp]
    studies: tuple[str, ...]
    estimates: Vector
    covariance: NDArray[np.float64]

    def studies_of(self, group: str) -> tuple[str, ...]:
        """Name the studies of one group.

        Parameters
        ----------
        group : str
            Offence group.

        Returns
        -------
        tuple of str
            One for each estimate.
        """
        place = self.groups.index(group)
        pairs = zip(self.member, self.studies, strict=True)
        return tuple(study for member, study in pairs if member == place)


def joint_estimates(
    elasticities: pd.DataFrame,
    *,
    groups: Sequence[str] = HEADLINE_GROUPS,
    include_flagged: bool = False,
    shared_sample_correlation: float = 0.5,
    offence_correlation: float = 0.25,
    found: Iterable[Finding] = (),
) -> JointEstimates:
    """Apply the inclusion rule and lay out the sampling covariance across offence groups.

    The correlation of two errors is the product of a part for the studies (1 for the same one,
    ``shared_sample_correlation`` for two on one sample, 0 otherwise) and a part for the offences (1 for
    the same group, ``offence_correlation`` otherwise), so the whole is a covariance.

    Parameters
    ----------
    elasticities : DataFrame
        Columns as in `select_estimates`.
    groups : sequence of str
        Offence groups wanted, in order.
    include_flagged : bool
        Whether rows with ``pooling == "flagged"`` join those with ``"yes"``.
    shared_sample_correlation : float
        Correlation of the errors of two studies that share a sample, within a group; assumed.
    offence_correlation : float
        Correlation of the errors of one study in two offence groups; assumed.
    found : iterable of Finding
        What is wrong with other options of the call that asks; told in the same error.

    Returns
    -------
    JointEstimates
        Ordered by group.

    Raises
    ------
    PoolingInputError
        As in `select_estimates`.
    """
    correlations = {
        "shared_sample_correlation": shared_sample_correlation,
        "offence_correlation": offence_correlation,
    }
    rows = chosen_rows(elasticities, groups, include_flagged, correlations, found)
    places = {group: place for place, group in enumerate(groups)}
    member = np.array([places[group] for group in rows["offence_group"]], dtype=np.intp)
    order = np.argsort(member, kind="stable")
    rows, member = rows.iloc[order], member[order]
    errors = rows["standard_error"].to_numpy(dtype=np.float64)
    of_offences = np.where(member[:, None] == member[None, :], 1.0, offence_correlation)
    return JointEstimates(
        groups=tuple(groups),
        member=member,
        studies=tuple(str(study) for study in rows["study_id"]),
        estimates=rows["estimate"].to_numpy(dtype=np.float64),
        covariance=np.outer(errors, errors) * _of_studies(rows, shared_sample_correlation) * of_offences,
    )


def _of_studies(rows: pd.DataFrame, correlation: float) -> NDArray[np.float64]:
    """Correlations between studies; two estimates of one study in one group are two on one sample."""
    studies = [str(study) for study in rows["study_id"]]
    samples = [None if pd.isna(name) else str(name) for name in rows["shared_sample"]]
    tied = tied_estimates(studies, samples)
    number = rows.groupby(["offence_group", "study_id"]).cumcount()
    lines = np.unique(
        [f"{n} {study}" for n, study in zip(number, studies, strict=True)], return_inverse=True
    )[1]
    same, shared = lines[:, None] == lines[None, :], tied[:, None] == tied[None, :]
    return np.where(same, 1.0, np.where(shared, correlation, 0.0))
