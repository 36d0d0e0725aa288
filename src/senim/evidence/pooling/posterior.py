"""Posterior of one pooled elasticity: a normal for each tau, mixed over a grid of tau."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import ndtri

from senim.arguments import ArgumentCheck
from senim.evidence.pooling.elasticities import GroupEstimates
from senim.evidence.pooling.inputs import PoolingInputError, Vector
from senim.evidence.pooling.mixture import NormalMixture
from senim.evidence.pooling.pooled import Interval

GRID_POINTS = 1001
GRID_REACH = 8.0  # prior standard deviations; the half-normal leaves 1e-15 beyond
CUT_OFF = 25.0  # the grid ends where the log density has fallen this far
SMALLEST_UNIFORM = 2.0**-53


@dataclass(frozen=True)
class GroupPosterior:
    """What the pooled studies of one offence group say.

    Parameters
    ----------
    group : str
        Offence group.
    studies : tuple of str
        Study of each pooled estimate.
    tau : ndarray, shape (m,)
        Grid of between-setting standard deviations, from 0.
    tau_weight : ndarray, shape (m,)
        Posterior probability of each grid point, sums to 1.
    conditional_mean, conditional_sd : ndarray, shape (m,)
        Posterior mean and standard deviation of the pooled elasticity given each tau.
    """

    group: str
    studies: tuple[str, ...]
    tau: Vector
    tau_weight: Vector
    conditional_mean: Vector
    conditional_sd: Vector

    @property
    def k(self) -> int:
        """Number of pooled estimates."""
        return len(self.studies)

    @property
    def pooled(self) -> NormalMixture:
        """Posterior of the pooled elasticity."""
        return NormalMixture(self.tau_weight, self.conditional_mean, self.conditional_sd)

    @property
    def new_setting(self) -> NormalMixture:
        """Posterior of the elasticity of a new setting."""
        spread = np.hypot(self.conditional_sd, self.tau)
        return NormalMixture(self.tau_weight, self.conditional_mean, spread)

    @property
    def mean(self) -> float:
        """Posterior mean of the pooled elasticity (also of a new setting's)."""
        return self.pooled.mean

    @property
    def standard_deviation(self) -> float:
        """Posterior standard deviation of the pooled elasticity."""
        return self.pooled.standard_deviation

    @property
    def predictive_standard_deviation(self) -> float:
        """Standard deviation of the elasticity of a new setting."""
        return self.new_setting.standard_deviation

    def tau_quantile(self, probability: float) -> float:
        """Posterior quantile of the between-setting standard deviation.

        Parameters
        ----------
        probability : float
            Between 0 and 1.

        Returns
        -------
        float
            The quantile.
        """
        return float(np.interp(probability, self._tau_cdf(), self.tau))

    def tau_share_below(self, values: ArrayLike) -> Vector:
        """Posterior probability of a smaller between-setting standard deviation.

        Parameters
        ----------
        values : array_like, shape (n,) or ()
            Standard deviations.

        Returns
        -------
        ndarray, shape (n,) or ()
            Between 0 and 1.
        """
        return np.asarray(np.interp(np.asarray(values, dtype=np.float64), self.tau, self._tau_cdf()))

    def interval(self, level: float = 0.90) -> Interval:
        """Central interval of the pooled elasticity.

        Parameters
        ----------
        level : float
            Coverage.

        Returns
        -------
        tuple of float
            Lower and upper bound.
        """
        return self.pooled.interval(level)

    def predictive_interval(self, level: float = 0.90) -> Interval:
        """Central interval of the elasticity of a new setting.

        Parameters
        ----------
        level : float
            Coverage.

        Returns
        -------
        tuple of float
            Lower and upper bound.
        """
        return self.new_setting.interval(level)

    def share_below_zero(self) -> float:
        """Posterior probability that the elasticity of a new setting is negative.

        Returns
        -------
        float
            Between 0 and 1.
        """
        return self.new_setting.share_below(0.0)

    def mean_draws(self, uniforms: ArrayLike) -> Vector:
        """Draw the pooled elasticity.

        Parameters
        ----------
        uniforms : array_like, shape (n, 2)
            Uniform random numbers, for tau and for the mean.

        Returns
        -------
        ndarray, shape (n,)
            Draws of the pooled elasticity.
        """
        numbers = checked_uniforms(uniforms, widths=(2,))
        _, mean, spread = self._given_tau(numbers[:, 0])
        return np.asarray(mean + spread * ndtri(numbers[:, 1]), dtype=np.float64)

    def draws(self, uniforms: ArrayLike) -> Vector:
        """Draw the elasticity of a new setting.

        Parameters
        ----------
        uniforms : array_like, shape (n, 3) or (n, 2)
            Uniform random numbers, for tau, for the mean and for the setting; with two columns
            the second serves mean and setting together, which gives the same distribution. Equal
            rows give equal draws, so scenarios that share the numbers are paired.

        Returns
        -------
        ndarray, shape (n,)
            Predictive draws.
        """
        numbers = checked_uniforms(uniforms, widths=(2, 3))
        tau, mean, spread = self._given_tau(numbers[:, 0])
        if numbers.shape[1] == 2:
            drawn = mean + np.hypot(spread, tau) * ndtri(numbers[:, 1])
        else:
            drawn = mean + spread * ndtri(numbers[:, 1]) + tau * ndtri(numbers[:, 2])
        return np.asarray(drawn, dtype=np.float64)

    def _given_tau(self, uniforms: Vector) -> tuple[Vector, Vector, Vector]:
        """Tau by inverse distribution function, with mean and deviation at it."""
        tau = np.interp(uniforms, self._tau_cdf(), self.tau)
        mean = np.interp(tau, self.tau, self.conditional_mean)
        spread = np.interp(tau, self.tau, self.conditional_sd)
        return tau, mean, spread

    def _tau_cdf(self) -> Vector:
        """Distribution function of tau on the grid."""
        density = self.tau_weight.copy()
        density[[0, -1]] *= 2  # the end points carry half a cell each
        cells = (density[1:] + density[:-1]) / 2
        cumulative = np.concatenate([[0.0], np.cumsum(cells)])
        return np.asarray(cumulative / cumulative[-1], dtype=np.float64)


def group_posterior(data: GroupEstimates, tau_scale: float) -> GroupPosterior:
    """Posterior of one group under a flat prior on its mean and a half-normal prior on tau.

    Parameters
    ----------
    data : GroupEstimates
        Estimates with their sampling covariance V.
    tau_scale : float
        Scale of the half-normal prior.

    Returns
    -------
    GroupPosterior
        Given tau the estimates are N(μ, V + τ²I), so μ is normal in closed form and integrates
        out; what is left is one dimension, put on a grid.

    References
    ----------
    Röver, C. (2020). Bayesian random-effects meta-analysis using the bayesmeta R package.
    Journal of Statistical Software 93(6).
    """
    reach = GRID_REACH * tau_scale
    tau = np.linspace(0.0, reach, GRID_POINTS)
    mean, precision, log_density = _on_grid(data, tau, tau_scale)
    while log_density[-1] > log_density.max() - CUT_OFF:  # studies that differ wildly beside a tight prior
        reach *= 2
        tau = np.linspace(0.0, reach, GRID_POINTS)
        mean, precision, log_density = _on_grid(data, tau, tau_scale)
    density = np.exp(log_density - log_density.max())
    density[[0, -1]] /= 2
    return GroupPosterior(
        group=data.group,
        studies=data.studies,
        tau=tau,
        tau_weight=density / density.sum(),
        conditional_mean=mean,
        conditional_sd=1 / np.sqrt(precision),
    )


def _on_grid(data: GroupEstimates, tau: Vector, tau_scale: float) -> tuple[Vector, Vector, Vector]:
    """Mean and precision of the pooled elasticity, and log posterior density, at each tau."""
    # in the axes of V the totals are diagonal at every tau, so nothing is solved
    variances, axes = np.linalg.eigh(data.covariance)
    ones, turned = axes.T @ np.ones(data.estimates.size), axes.T @ data.estimates
    totals = variances + (tau**2)[:, None]
    weights = 1 / totals
    precision = weights @ ones**2
    mean = weights @ (ones * turned) / precision
    misfit = (weights * (turned - ones * mean[:, None]) ** 2).sum(axis=1)
    log_density = -0.5 * (np.log(totals).sum(axis=1) + np.log(precision) + misfit + (tau / tau_scale) ** 2)
    return mean, precision, log_density


def checked_uniforms(uniforms: ArrayLike, *, widths: tuple[int, ...]) -> Vector:
    """Read uniform random numbers, kept off 0 and 1 where the normal has no quantile.

    Parameters
    ----------
    uniforms : array_like, shape (n, width)
        Random numbers from 0 to 1.
    widths : tuple of int
        How many columns there may be.

    Returns
    -------
    ndarray, shape (n, width)
        The numbers.

    Raises
    ------
    PoolingInputError
        If the shape is another, or a number is outside 0 to 1.
    """
    check = ArgumentCheck("draws")
    wanted = " or ".join(f"(n, {width})" for width in widths)
    remedy = f"Give random numbers of shape {wanted}."
    numbers = check.numbers("uniforms", uniforms, range(10), remedy=remedy)
    if numbers is not None and (numbers.ndim != 2 or numbers.shape[1] not in widths):
        check.refuse("uniforms", f"shape {numbers.shape}", remedy)
    if numbers is not None and not ((numbers >= 0) & (numbers <= 1)).all():
        check.refuse("uniforms", "a number is outside 0 to 1", "Give uniform random numbers.")
    check.raise_if_any(PoolingInputError, "random numbers")
    assert numbers is not None
    return np.clip(numbers, SMALLEST_UNIFORM, 1 - SMALLEST_UNIFORM)
