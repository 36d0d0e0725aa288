"""Pooled elasticities by offence group: a posterior for each, and the naive pooling beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd
from numpy.typing import ArrayLike

from senim.evidence.pooling.elasticities import HEADLINE_GROUPS, select_estimates
from senim.evidence.pooling.inputs import PoolingInputError, Vector, setting_findings
from senim.evidence.pooling.pool import option_findings, pool
from senim.evidence.pooling.posterior import GroupPosterior, group_posterior
from senim.findings import Finding, unknown_word_remedy
from senim.status import Status

TAU_SCALE = 0.25
SHARED_SAMPLE_CORRELATION = 0.5


@dataclass(frozen=True)
class GroupPooling:
    """Pooled elasticities of several offence groups, ready to be drawn from.

    Parameters
    ----------
    posteriors : mapping of str to GroupPosterior
        One for each offence group, in the order asked for.
    tau_scale : float
        Scale of the half-normal prior on tau.
    shared_sample_correlation : float
        Correlation of estimates that share a sample.
    include_flagged : bool
        Whether flagged estimates were pooled.
    correlation_status : Status
        What the correlation rests on: no publication gives it, so it is assumed.
    """

    posteriors: Mapping[str, GroupPosterior]
    tau_scale: float
    shared_sample_correlation: float
    include_flagged: bool
    correlation_status: Status = Status.ASSUMED

    @property
    def groups(self) -> tuple[str, ...]:
        """Offence groups, in order."""
        return tuple(self.posteriors)

    def __getitem__(self, group: str) -> GroupPosterior:
        if group not in self.posteriors:
            problem = f"offence group {group!r} was not pooled"
            raise PoolingInputError(
                [Finding("pool_groups", "group", problem, unknown_word_remedy(group, self.groups))]
            )
        return self.posteriors[group]

    def draws(self, group: str, uniforms: ArrayLike) -> Vector:
        """Draw the elasticity of a new setting from one group.

        Parameters
        ----------
        group : str
            Offence group.
        uniforms : array_like, shape (n, 3) or (n, 2)
            Uniform random numbers: tau, mean, setting (see `GroupPosterior.draws`).

        Returns
        -------
        ndarray, shape (n,)
            Predictive draws.

        Raises
        ------
        PoolingInputError
            The group was not pooled.
        """
        return self[group].draws(uniforms)

    def mean_draws(self, group: str, uniforms: ArrayLike) -> Vector:
        """Draw the pooled elasticity of one group, without the spread between settings.

        Parameters
        ----------
        group : str
            Offence group.
        uniforms : array_like, shape (n, 2)
            Uniform random numbers: tau, mean.

        Returns
        -------
        ndarray, shape (n,)
            Draws of the pooled mean.

        Raises
        ------
        PoolingInputError
            The group was not pooled.
        """
        return self[group].mean_draws(uniforms)

    def summary(self, level: float = 0.90) -> pd.DataFrame:
        """Tabulate the posteriors, one row a group.

        Parameters
        ----------
        level : float
            Coverage of the intervals.

        Returns
        -------
        DataFrame
            Columns ``group``, ``k``, ``mean``, ``low``, ``high`` (pooled elasticity), ``new_low``,
            ``new_high`` (a new setting), ``tau_median``, ``tau_high``, ``share_below_zero``.
        """
        upper = (1 + level) / 2
        rows = [
            {
                "group": posterior.group,
                "k": posterior.k,
                "mean": posterior.mean,
                **dict(zip(("low", "high"), posterior.interval(level), strict=True)),
                **dict(zip(("new_low", "new_high"), posterior.predictive_interval(level), strict=True)),
                "tau_median": posterior.tau_quantile(0.5),
                "tau_high": posterior.tau_quantile(upper),
                "share_below_zero": posterior.share_below_zero(),
            }
            for posterior in self.posteriors.values()
        ]
        return pd.DataFrame(rows)

    def __str__(self) -> str:
        flagged = "with" if self.include_flagged else "without"
        tied = f"{self.shared_sample_correlation:g} ({self.correlation_status.value})"
        heading = (
            f"Pooled elasticities {flagged} flagged estimates; tau ~ half-normal({self.tau_scale:g}); "
            f"correlation on shared samples {tied}"
        )
        return "\n".join(
            [heading, self.summary().to_string(index=False, float_format=lambda value: f"{value:.3f}")]
        )


def pool_groups(
    elasticities: pd.DataFrame,
    *,
    groups: Sequence[str] = HEADLINE_GROUPS,
    include_flagged: bool = False,
    tau_scale: float = TAU_SCALE,
    shared_sample_correlation: float = SHARED_SAMPLE_CORRELATION,
) -> GroupPooling:
    """Pool elasticities of registered offences within each offence group.

    Two or three studies cannot say how much settings differ, so tau has a half-normal prior; the
    pooled mean of a group has a flat one. Groups do not borrow from each other.

    Parameters
    ----------
    elasticities : DataFrame
        The table ``police_elasticities`` (columns as in `select_estimates`).
    groups : sequence of str
        Offence groups; the headline three by default, see also ``NINE_GROUPS``.
    include_flagged : bool
        Whether to pool the rows flagged in the table.
    tau_scale : float
        Scale of the half-normal prior on the standard deviation between settings.
    shared_sample_correlation : float
        Assumed correlation of the errors of studies on the same cities.

    Returns
    -------
    GroupPooling
        A posterior for each group.

    Raises
    ------
    PoolingInputError
        Anything wrong with the table or the options, all findings at once.
    """
    selected = select_estimates(
        elasticities,
        groups=groups,
        include_flagged=include_flagged,
        shared_sample_correlation=shared_sample_correlation,
        found=setting_findings("pool_groups", scales={"tau_scale": tau_scale}),
    )
    return GroupPooling(
        posteriors={data.group: group_posterior(data, tau_scale) for data in selected},
        tau_scale=tau_scale,
        shared_sample_correlation=shared_sample_correlation,
        include_flagged=include_flagged,
    )


def naive_pooling(
    elasticities: pd.DataFrame,
    *,
    groups: Sequence[str] = HEADLINE_GROUPS,
    include_flagged: bool = False,
    method: str = "REML",
    test: str = "knapp-hartung",
    level: float = 0.95,
) -> pd.DataFrame:
    """Pool each group by itself with `pool`, to show why that is not enough here.

    Parameters
    ----------
    elasticities : DataFrame
        The table ``police_elasticities``.
    groups : sequence of str
        Offence groups.
    include_flagged : bool
        Whether to pool the rows flagged in the table.
    method, test, level
        As for `pool`.

    Returns
    -------
    DataFrame
        One row a group: ``group``, ``k``, ``estimate``, ``low``, ``high``, ``prediction_low``,
        ``prediction_high`` (missing under ``FE``), ``tau2``, ``i2``.

    Raises
    ------
    PoolingInputError
        Anything wrong with the table or the options, all findings at once.
    """
    found = option_findings(method, test, level, "naive_pooling")
    rows = []
    for data in select_estimates(elasticities, groups=groups, include_flagged=include_flagged, found=found):
        result = pool(data.estimates, data.standard_errors, method=method, test=test, level=level)
        low, high = result.prediction_interval or (None, None)
        rows.append(
            {
                "group": data.group,
                "k": result.k,
                "estimate": result.estimate,
                "low": result.interval[0],
                "high": result.interval[1],
                "prediction_low": low,
                "prediction_high": high,
                "tau2": result.tau2,
                "i2": result.i2,
            }
        )
    return pd.DataFrame(rows)
