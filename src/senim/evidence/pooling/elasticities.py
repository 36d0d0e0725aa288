"""Which published elasticities may be pooled, and how their errors hang together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.sparse.csgraph import connected_components

from senim.arguments import ArgumentCheck
from senim.evidence.pooling.inputs import PoolingInputError, Vector, setting_findings
from senim.findings import Finding, unknown_word_remedy
from senim.numbers import NotNumbersError, as_numbers

HEADLINE_GROUPS = ("violent", "property", "homicide")
NINE_GROUPS = (
    *HEADLINE_GROUPS,
    "rape",
    "robbery",
    "assault",
    "burglary",
    "larceny",
    "vehicle_theft",
)
SEPARATE_OFFENCES = NINE_GROUPS[2:]
"""The groups that hold no other: violent and property are the totals of these."""
COLUMNS = ("study_id", "offence_group", "estimate", "standard_error", "pooling", "shared_sample")
INCLUDED = ("yes",)
INCLUDED_WITH_FLAGGED = ("yes", "flagged")
TABLE = "police_elasticities"


@dataclass(frozen=True)
class GroupEstimates:
    """The estimates of one offence group that pass the inclusion rule.

    Parameters
    ----------
    group : str
        Offence group.
    studies : tuple of str
        Study of each estimate.
    estimates, standard_errors : ndarray, shape (k,)
        Elasticities of registered offences with respect to police.
    covariance : ndarray, shape (k, k)
        Sampling covariance, with the assumed correlation between estimates on one sample.
    """

    group: str
    studies: tuple[str, ...]
    estimates: Vector
    standard_errors: Vector
    covariance: NDArray[np.float64]


def select_estimates(
    elasticities: pd.DataFrame,
    *,
    groups: Sequence[str] = HEADLINE_GROUPS,
    include_flagged: bool = False,
    shared_sample_correlation: float = 0.5,
    found: Iterable[Finding] = (),
) -> tuple[GroupEstimates, ...]:
    """Apply the inclusion rule and lay out the sampling covariance of each group.

    Parameters
    ----------
    elasticities : DataFrame
        Columns ``study_id``, ``offence_group``, ``estimate``, ``standard_error``, ``pooling``
        and ``shared_sample`` (a name that studies on the same cities have in common, or missing).
    groups : sequence of str
        Offence groups wanted, in order.
    include_flagged : bool
        Whether rows with ``pooling == "flagged"`` join those with ``"yes"``.
    shared_sample_correlation : float
        Correlation of the errors of two estimates that share a sample or a study; assumed, from
        0 (as if independent) to below 1.
    found : iterable of Finding
        What is wrong with other options of the call that asks; told in the same error.

    Returns
    -------
    tuple of GroupEstimates
        One for each group asked for.

    Raises
    ------
    PoolingInputError
        A missing column, an unknown or empty group, a row in the rule without a number or a
        positive standard error, a correlation outside its range; all findings at once.
    """
    correlations = {"shared_sample_correlation": shared_sample_correlation}
    chosen = chosen_rows(elasticities, groups, include_flagged, correlations, found)
    return tuple(
        _group_estimates(group, chosen[chosen["offence_group"] == group], shared_sample_correlation)
        for group in groups
    )


def chosen_rows(
    elasticities: pd.DataFrame,
    groups: Sequence[str],
    include_flagged: bool,
    correlations: Mapping[str, float],
    found: Iterable[Finding] = (),
) -> pd.DataFrame:
    """Take the rows that pass the inclusion rule, or say all that is wrong.

    Parameters
    ----------
    elasticities : DataFrame
        Columns as in `select_estimates`.
    groups : sequence of str
        Offence groups wanted.
    include_flagged : bool
        Whether flagged rows join.
    correlations : mapping of str to float
        Assumed correlations by the name of their argument.
    found : iterable of Finding
        What is wrong with other options of the same call.

    Returns
    -------
    DataFrame
        The rows, each with an estimate and a positive standard error.

    Raises
    ------
    PoolingInputError
        As in `select_estimates`.
    """
    check = ArgumentCheck(TABLE)
    table = check.frame("elasticities", elasticities, COLUMNS)
    names = check.listed("groups", groups)
    if not names and not check.findings:
        check.refuse("groups", "is empty", "Name one offence group or more.")
    for name in dict.fromkeys(map(str, names)):
        if names.count(name) > 1:
            check.refuse("groups", f"{name} stands twice", "Name each offence group once.")
    check.kind("include_flagged", include_flagged, bool, "Write True or False.")
    findings = [*found, *check.findings, *setting_findings("pool_groups", correlations=correlations)]
    if table is None or check.findings:
        raise PoolingInputError(findings, "elasticities to pool")
    rule = INCLUDED_WITH_FLAGGED if include_flagged else INCLUDED
    chosen = table[table["pooling"].isin(rule) & table["offence_group"].isin(names)]
    findings += [*_group_findings(chosen, table, names, rule), *_number_findings(chosen)]
    for _, row in chosen[chosen.duplicated(list(COLUMNS))].iterrows():
        where = f"{row['study_id']}, {row['offence_group']}"
        findings.append(Finding(TABLE, where, "stands twice with the same numbers", "Keep one row."))
    if findings:
        raise PoolingInputError(findings, "elasticities to pool")
    return chosen


def _group_estimates(group: str, rows: pd.DataFrame, correlation: float) -> GroupEstimates:
    """Lay out one group."""
    errors = rows["standard_error"].to_numpy(dtype=np.float64)
    studies = tuple(str(study) for study in rows["study_id"])
    samples = [None if pd.isna(name) else str(name) for name in rows["shared_sample"]]
    clusters = tied_estimates(studies, samples)
    correlations = np.where(clusters[:, None] == clusters[None, :], correlation, 0.0)
    np.fill_diagonal(correlations, 1.0)
    return GroupEstimates(
        group=group,
        studies=studies,
        estimates=rows["estimate"].to_numpy(dtype=np.float64),
        standard_errors=errors,
        covariance=np.outer(errors, errors) * correlations,
    )


def tied_estimates(studies: Sequence[str], samples: Sequence[str | None]) -> NDArray[np.int32]:
    """Number the sets of estimates tied by a study or a sample; ties carry over, so V is a covariance.

    Parameters
    ----------
    studies : sequence of str
        Study of each estimate.
    samples : sequence of str or None
        Sample of each, where others share it.

    Returns
    -------
    ndarray of int, shape (k,)
        The same number for estimates that are tied.
    """
    tied = [
        [a == b or (s is not None and s == t) for b, t in zip(studies, samples, strict=True)]
        for a, s in zip(studies, samples, strict=True)
    ]
    return np.asarray(connected_components(np.array(tied))[1], dtype=np.int32)


def _group_findings(
    chosen: pd.DataFrame, elasticities: pd.DataFrame, groups: Sequence[str], rule: Iterable[str]
) -> list[Finding]:
    """Say which groups have no row to pool."""
    known = sorted({str(group) for group in elasticities["offence_group"].dropna()})
    findings = []
    for group in groups:
        if group not in known:
            remedy = unknown_word_remedy(str(group), known)
            findings.append(Finding(TABLE, "groups", f"offence group {group!r} is not in the table", remedy))
        elif not (chosen["offence_group"] == group).any():
            problem = f"offence group {group!r} has no row with pooling {' or '.join(rule)}"
            findings.append(Finding(TABLE, "groups", problem, "Leave the group out or admit flagged rows."))
    return findings


def _number_findings(chosen: pd.DataFrame) -> list[Finding]:
    """Say which rows of the rule cannot be weighed."""
    findings = []
    for label, row in chosen.iterrows():
        where = f"row {label} ({row['study_id']}, {row['offence_group']})"
        estimate, error = (_cell(row[name]) for name in ("estimate", "standard_error"))
        if not np.isfinite(estimate):
            findings.append(Finding(TABLE, where, "has no estimate", "Give it or set pooling to no."))
        if not (np.isfinite(error) and error > 0):
            findings.append(
                Finding(TABLE, where, "has no positive standard error", "Give it or set pooling to no.")
            )
    return findings


def _cell(value: object) -> float:
    """Read a number; what is none is missing."""
    try:
        return float(as_numbers(value, missing=True))
    except NotNumbersError:
        return np.nan
