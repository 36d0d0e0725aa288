"""Pooled elasticities under other priors, correlations, rules of inclusion and models."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from senim.arguments import ArgumentCheck
from senim.evidence.pooling.elasticities import HEADLINE_GROUPS
from senim.evidence.pooling.groups import SHARED_SAMPLE_CORRELATION, TAU_SCALE, pool_groups
from senim.evidence.pooling.hierarchy import OFFENCE_CORRELATION, pool_hierarchy
from senim.evidence.pooling.inputs import PoolingInputError, raise_unless_level

TAU_SCALES = (0.1, 0.25, 0.5, 1.0)
CORRELATIONS = (0.0, 0.25, 0.5, 0.75, 0.9)


def pooling_sensitivity(
    elasticities: pd.DataFrame,
    *,
    groups: Sequence[str] = HEADLINE_GROUPS,
    tau_scales: Sequence[float] = TAU_SCALES,
    correlations: Sequence[float] = CORRELATIONS,
    level: float = 0.90,
) -> pd.DataFrame:
    """Pool under every scale of the prior and every correlation, with and without flagged estimates.

    Parameters
    ----------
    elasticities : DataFrame
        The table ``police_elasticities`` (columns as in `select_estimates`).
    groups : sequence of str
        Offence groups.
    tau_scales : sequence of float
        Scales of the half-normal prior on the spread between settings.
    correlations : sequence of float
        Correlations of the errors of studies on the same cities.
    level : float
        Coverage of the intervals.

    Returns
    -------
    DataFrame
        Columns ``include_flagged``, ``tau_scale``, ``correlation``, then those of `GroupPooling.summary`.

    Raises
    ------
    PoolingInputError
        Anything wrong with the table or the options, all findings at once.
    """
    check = ArgumentCheck("pooling_sensitivity")
    check.level("level", level)
    for name, values in (("tau_scales", tau_scales), ("correlations", correlations)):
        check.numbers(name, check.listed(name, values), 1)
    check.raise_if_any(PoolingInputError, "options of the sensitivity")
    return pd.concat(
        [
            pool_groups(
                elasticities,
                groups=groups,
                include_flagged=flagged,
                tau_scale=scale,
                shared_sample_correlation=correlation,
            )
            .summary(level)
            .assign(include_flagged=flagged, tau_scale=scale, correlation=correlation)
            .pipe(lambda made: made[[*made.columns[-3:], *made.columns[:-3]]])
            for flagged in (False, True)
            for scale in tau_scales
            for correlation in correlations
        ],
        ignore_index=True,
    )


def compare_models(
    elasticities: pd.DataFrame,
    *,
    groups: Sequence[str] = HEADLINE_GROUPS,
    include_flagged: bool = False,
    tau_scale: float = TAU_SCALE,
    shared_sample_correlation: float = SHARED_SAMPLE_CORRELATION,
    offence_correlation: float = OFFENCE_CORRELATION,
    level: float = 0.90,
) -> pd.DataFrame:
    """Pool each group by itself, with a shared spread, and with shared spread and means.

    Parameters
    ----------
    elasticities : DataFrame
        The table ``police_elasticities`` (columns as in `select_estimates`).
    groups : sequence of str
        Offence groups.
    include_flagged : bool
        Whether to pool the rows flagged in the table.
    tau_scale, shared_sample_correlation, offence_correlation : float
        As for `pool_groups` and `pool_hierarchy`.
    level : float
        Coverage of the intervals.

    Returns
    -------
    DataFrame
        Column ``borrow`` (``nothing``, ``spread``, ``spread and means``), then those of
        `GroupPooling.summary`.

    Raises
    ------
    PoolingInputError
        Anything wrong with the table or the options, all findings at once.
    """
    raise_unless_level(level, "compare_models")
    apart = pool_groups(
        elasticities,
        groups=groups,
        include_flagged=include_flagged,
        tau_scale=tau_scale,
        shared_sample_correlation=shared_sample_correlation,
    )
    made = [apart.summary(level).assign(borrow="nothing")]
    for borrow in ("spread", "spread and means"):
        together = pool_hierarchy(
            elasticities,
            groups=groups,
            borrow=borrow,
            include_flagged=include_flagged,
            tau_scale=tau_scale,
            shared_sample_correlation=shared_sample_correlation,
            offence_correlation=offence_correlation,
        )
        made.append(together.summary(level).assign(borrow=borrow))
    table = pd.concat(made, ignore_index=True)
    return table[["borrow", *(name for name in table.columns if name != "borrow")]]
