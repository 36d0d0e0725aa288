"""Posterior of a hierarchy on a grid of its two spreads; everything else is normal in closed form.

Given τ and ω, ``y ~ N(X μ, V + τ² I)`` and ``μ ~ N(M 1, ω² I)`` with a flat M. In the axes of V
nothing of the size of the data is solved; what is solved has the size of the groups.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from senim.evidence.pooling.inputs import Vector
from senim.evidence.pooling.joint import JointEstimates

BORROW = ("spread", "spread and means")
TAU_POINTS, OMEGA_POINTS = 401, 120
REACH = 8.0
"""Ends of the grids in scales of their priors; they grow until the posterior has died away."""
CUT_OFF = 25.0
NEGLIGIBLE = 1e-10
"""Grid points with less than this share of the largest weight are left out."""

GridPosterior = tuple[Vector, Vector, Vector, NDArray[np.float64], NDArray[np.float64]]


def grid_posterior(data: JointEstimates, borrow: str, tau_scale: float, omega_scale: float) -> GridPosterior:
    """Compute the posterior on the grid.

    Parameters
    ----------
    data : JointEstimates
        Estimates with their covariance.
    borrow : {"spread", "spread and means"}
        What the groups share; under ``spread`` ω is infinite.
    tau_scale, omega_scale : float
        Scales of the half-normal priors.

    Returns
    -------
    tuple of ndarray
        τ, ω and weight, shape (m,); mean and standard deviation of each group's elasticity, shape (m, g).
    """
    tau_reach, omega_reach = REACH * tau_scale, REACH * omega_scale
    # with one group there is nothing to borrow a mean from
    sharing = borrow == "spread and means" and len(data.groups) > 1
    while True:
        tau = np.linspace(0.0, tau_reach, TAU_POINTS)
        # middles of cells, because at ω = 0 the precision has no end
        omega = (
            (np.arange(OMEGA_POINTS) + 0.5) * omega_reach / OMEGA_POINTS if sharing else np.array([np.inf])
        )
        log_density, mean, spread = _on_grid(data, tau, omega, tau_scale, omega_scale)
        highest = log_density.max()
        tau_open = log_density[-1].max() > highest - CUT_OFF
        omega_open = sharing and log_density[:, -1].max() > highest - CUT_OFF
        if not tau_open and not omega_open:
            break
        tau_reach *= 2 if tau_open else 1
        omega_reach *= 2 if omega_open else 1
    density = np.exp(log_density - highest)
    density[[0, -1]] /= 2
    shape, size = density.shape, len(data.groups)
    weight = (density / density.sum()).ravel()
    kept = weight > NEGLIGIBLE * weight.max()
    return (
        np.repeat(tau, shape[1])[kept],
        np.tile(omega, shape[0])[kept],
        weight[kept] / weight[kept].sum(),
        mean.reshape(-1, size)[kept],
        spread.reshape(-1, size)[kept],
    )


def grid_quantile(values: Vector, weights: Vector, probability: float) -> float:
    """Quantile of a quantity that lies on a grid, between the grid's points by a straight line.

    Parameters
    ----------
    values : ndarray, shape (m,)
        The quantity at each grid point, in any order.
    weights : ndarray, shape (m,)
        Probability of each point.
    probability : float
        Between 0 and 1.

    Returns
    -------
    float
        The quantile.
    """
    points, cumulative = _grid_cdf(values, weights)
    return float(np.interp(probability, cumulative, points))


def grid_share_below(values: Vector, weights: Vector, value: float) -> float:
    """Probability of less than a value for a quantity that lies on a grid.

    Parameters
    ----------
    values : ndarray, shape (m,)
        The quantity at each grid point, in any order.
    weights : ndarray, shape (m,)
        Probability of each point.
    value : float
        The value.

    Returns
    -------
    float
        Between 0 and 1.
    """
    points, cumulative = _grid_cdf(values, weights)
    return float(np.interp(value, points, cumulative))


def _grid_cdf(values: Vector, weights: Vector) -> tuple[Vector, Vector]:
    """Distribution function of a quantity on a grid whose end points carry half a cell each."""
    points, place = np.unique(values, return_inverse=True)
    mass = np.bincount(place, weights=weights)
    mass[[0, -1]] *= 2
    cells = (mass[1:] + mass[:-1]) / 2
    cumulative = np.concatenate([[0.0], np.cumsum(cells)])
    return points, np.asarray(cumulative / cumulative[-1])


def _on_grid(
    data: JointEstimates, tau: Vector, omega: Vector, tau_scale: float, omega_scale: float
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """Log density, shape (t, w), with mean and standard deviation of each group, shape (t, w, g)."""
    size = len(data.groups)
    variances, axes = np.linalg.eigh(data.covariance)
    design = axes.T @ np.eye(size)[data.member]
    turned = axes.T @ data.estimates
    totals = variances + (tau**2)[:, None]
    precision = np.einsum("tn,ng,nh->tgh", 1 / totals, design, design)
    pull = (1 / totals) @ (design * turned[:, None])
    shared = np.isfinite(omega).all()
    centring = np.eye(size) - 1 / size
    prior = centring / (omega**2)[:, None, None] if shared else np.zeros((1, size, size))
    joint = precision[:, None] + prior[None, :]
    covariance = np.linalg.inv(joint)
    mean = np.einsum("twgh,th->twg", covariance, pull)
    # the misfit as a sum of squares: a difference of large numbers would round below zero
    residuals = turned - np.einsum("ng,twg->twn", design, mean)
    misfit = np.einsum("twn,tn->tw", residuals**2, 1 / totals)
    misfit += np.einsum("twg,wgh,twh->tw", mean, prior, mean)
    log_density = -0.5 * (
        np.log(totals).sum(axis=1)[:, None]
        + np.linalg.slogdet(joint)[1]
        + misfit
        + ((tau / tau_scale) ** 2)[:, None]
    )
    if shared:
        log_density = log_density - (size - 1) * np.log(omega) - 0.5 * (omega / omega_scale) ** 2
    spread = np.sqrt(np.einsum("twgg->twg", covariance))
    return log_density, mean, spread
