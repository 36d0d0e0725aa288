"""All offence groups in one model: they share the spread between settings, and may share their mean."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray
from scipy.special import ndtri

from senim.evidence.pooling.elasticities import HEADLINE_GROUPS
from senim.evidence.pooling.hierarchy_grid import BORROW, grid_posterior, grid_quantile
from senim.evidence.pooling.inputs import PoolingInputError, Vector, check_choice, setting_findings
from senim.evidence.pooling.joint import JointEstimates, joint_estimates
from senim.evidence.pooling.mixture import NormalMixture
from senim.evidence.pooling.posterior import checked_uniforms
from senim.findings import Finding, unknown_word_remedy
from senim.status import Status

TAU_SCALE = 0.25
OMEGA_SCALE = 0.5
OFFENCE_CORRELATION = 0.25


@dataclass(frozen=True, eq=False)
class HierarchicalPooling:
    """Pooled elasticities of offence groups that borrow from each other.

    Parameters
    ----------
    data : JointEstimates
        What was pooled.
    tau, omega : ndarray, shape (m,)
        Grid of the spread between settings and of the spread between the means of groups (infinite
        where the means are not shared).
    weight : ndarray, shape (m,)
        Posterior probability of each grid point; sums to 1.
    conditional_mean, conditional_sd : ndarray, shape (m, g)
        Posterior mean and standard deviation of each group's elasticity at each grid point.
    borrow : str
        ``spread`` or ``spread and means``.
    tau_scale, omega_scale : float
        Scales of the half-normal priors.
    shared_sample_correlation, offence_correlation : float
        Assumed correlations of errors.
    correlation_status : Status
        What the correlations rest on.
    """

    data: JointEstimates
    tau: Vector
    omega: Vector
    weight: Vector
    conditional_mean: NDArray[np.float64]
    conditional_sd: NDArray[np.float64]
    borrow: str
    tau_scale: float
    omega_scale: float
    shared_sample_correlation: float
    offence_correlation: float
    correlation_status: Status = Status.ASSUMED

    @property
    def groups(self) -> tuple[str, ...]:
        """Offence groups, in order."""
        return self.data.groups

    def pooled(self, group: str) -> NormalMixture:
        """Give the posterior of the pooled elasticity of one group.

        Parameters
        ----------
        group : str
            Offence group.

        Returns
        -------
        NormalMixture
            The posterior.

        Raises
        ------
        PoolingInputError
            The group was not pooled.
        """
        place = self._place(group)
        return NormalMixture(self.weight, self.conditional_mean[:, place], self.conditional_sd[:, place])

    def new_setting(self, group: str) -> NormalMixture:
        """Give the posterior of the elasticity of a new setting in one group.

        Parameters
        ----------
        group : str
            Offence group.

        Returns
        -------
        NormalMixture
            The posterior.

        Raises
        ------
        PoolingInputError
            The group was not pooled.
        """
        place = self._place(group)
        spread = np.hypot(self.conditional_sd[:, place], self.tau)
        return NormalMixture(self.weight, self.conditional_mean[:, place], spread)

    def tau_quantile(self, probability: float) -> float:
        """Posterior quantile of the spread between settings.

        Parameters
        ----------
        probability : float
            Between 0 and 1.

        Returns
        -------
        float
            The quantile.
        """
        return grid_quantile(self.tau, self.weight, probability)

    def draws(self, group: str, uniforms: ArrayLike) -> Vector:
        """Draw the elasticity of a new setting from one group.

        Parameters
        ----------
        group : str
            Offence group.
        uniforms : array_like, shape (n, 2)
            Uniform random numbers: grid point, and elasticity there. Groups that share the first are
            drawn at the same spread.

        Returns
        -------
        ndarray, shape (n,)
            Predictive draws.

        Raises
        ------
        PoolingInputError
            The group was not pooled.
        """
        numbers = checked_uniforms(uniforms, widths=(2,))
        centre, spread = self.new_setting(group).points(numbers[:, 0])
        return np.asarray(centre + spread * ndtri(numbers[:, 1]), dtype=np.float64)

    def summary(self, level: float = 0.90) -> pd.DataFrame:
        """Tabulate the posteriors, one row a group.

        Parameters
        ----------
        level : float
            Coverage of the intervals.

        Returns
        -------
        DataFrame
            Columns as in `GroupPooling.summary`.
        """
        rows = []
        for group in self.groups:
            pooled, new = self.pooled(group), self.new_setting(group)
            rows.append(
                {
                    "group": group,
                    "k": len(self.data.studies_of(group)),
                    "mean": pooled.mean,
                    **dict(zip(("low", "high"), pooled.interval(level), strict=True)),
                    **dict(zip(("new_low", "new_high"), new.interval(level), strict=True)),
                    "tau_median": self.tau_quantile(0.5),
                    "tau_high": self.tau_quantile((1 + level) / 2),
                    "share_below_zero": new.share_below(0.0),
                }
            )
        return pd.DataFrame(rows)

    def _place(self, group: str) -> int:
        """Find a group."""
        if group not in self.groups:
            problem = f"offence group {group!r} was not pooled"
            remedy = unknown_word_remedy(group, self.groups)
            raise PoolingInputError([Finding("pool_hierarchy", "group", problem, remedy)])
        return self.groups.index(group)


def pool_hierarchy(
    elasticities: pd.DataFrame,
    *,
    groups: Sequence[str] = HEADLINE_GROUPS,
    borrow: str = "spread",
    include_flagged: bool = False,
    tau_scale: float = TAU_SCALE,
    omega_scale: float = OMEGA_SCALE,
    shared_sample_correlation: float = 0.5,
    offence_correlation: float = OFFENCE_CORRELATION,
) -> HierarchicalPooling:
    """Pool the elasticities of several offence groups in one model.

    ``y | μ, τ ~ N(X μ, V + τ² I)`` with τ ~ half-normal(``tau_scale``) for all groups together. Under
    ``spread`` each group's μ has a flat prior; under ``spread and means`` μ ~ N(M, ω²) with a flat M
    and ω ~ half-normal(``omega_scale``).

    Parameters
    ----------
    elasticities : DataFrame
        The table ``police_elasticities`` (columns as in `select_estimates`).
    groups : sequence of str
        Offence groups. Totals beside their own parts would count offences twice; ``SEPARATE_OFFENCES``
        holds the parts alone.
    borrow : {"spread", "spread and means"}
        What the groups share.
    include_flagged : bool
        Whether to pool the rows flagged in the table.
    tau_scale, omega_scale : float
        Scales of the half-normal priors on the spread between settings and between groups.
    shared_sample_correlation : float
        Assumed correlation of the errors of two studies on the same cities, in one group.
    offence_correlation : float
        Assumed correlation of the errors of one study in two groups.

    Returns
    -------
    HierarchicalPooling
        A posterior for each group; normal in closed form at every point of a grid of τ and ω.

    Raises
    ------
    PoolingInputError
        Anything wrong with the table or the options, all findings at once.

    References
    ----------
    Gelman, A., Carlin, J., Stern, H., Dunson, D., Vehtari, A., Rubin, D. (2013). Bayesian Data Analysis,
    3rd edition, chapter 5. Chapman & Hall.
    """
    found = setting_findings("pool_hierarchy", scales={"tau_scale": tau_scale, "omega_scale": omega_scale})
    check_choice(borrow, "borrow", list(BORROW), found, "pool_hierarchy")
    data = joint_estimates(
        elasticities,
        groups=groups,
        include_flagged=include_flagged,
        shared_sample_correlation=shared_sample_correlation,
        offence_correlation=offence_correlation,
        found=found,
    )
    tau, omega, weight, mean, spread = grid_posterior(data, borrow, tau_scale, omega_scale)
    return HierarchicalPooling(
        data=data,
        tau=tau,
        omega=omega,
        weight=weight,
        conditional_mean=mean,
        conditional_sd=spread,
        borrow=borrow,
        tau_scale=tau_scale,
        omega_scale=omega_scale,
        shared_sample_correlation=shared_sample_correlation,
        offence_correlation=offence_correlation,
    )
