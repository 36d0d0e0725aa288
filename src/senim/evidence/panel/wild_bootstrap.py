"""Wild cluster bootstrap: signs of whole forces are flipped with the supposed coefficient imposed."""

from __future__ import annotations

import itertools

import numpy as np

from senim.evidence.panel.applicable import check_options
from senim.evidence.panel.inversion import inverted
from senim.evidence.panel.randomisation import ResamplingTest
from senim.evidence.panel.shapes import Matrix, Shapes, check_shapes

CONVENTION = (
    "Wild cluster bootstrap, null imposed, Rademacher weights by unit, t-value, "
    "p = (1 + draws as far from zero)/(1 + draws)"
)


def wild_cluster_bootstrap(
    shapes: Shapes, *, draws: int = 9_999, seed: int = 0, level: float = 0.95, interval: bool = True
) -> ResamplingTest:
    """Flip the sign of each unit's residuals at random and count how often the t-value is as far from zero.

    Parameters
    ----------
    shapes : Shapes
        Dose and outcome of each unit (`change_shapes`, `lagged_shapes`).
    draws : int
        Draws of signs; all of them are taken where there are no more than that.
    seed : int
        Of the signs.
    level : float
        Coverage of the interval.
    interval : bool
        Whether the test is inverted to an interval.

    Returns
    -------
    ResamplingTest
        Coefficient, p-value and interval.

    Raises
    ------
    PanelInputError
        If an option is not understood.

    Notes
    -----
    The residual under the supposed coefficient b is outcome − b·dose. A bootstrap outcome flips a unit's
    residuals together; effects of years are taken out again, those of units stay out. All draws are one
    matrix product: with M[g, h] the product of the dose of g and the residual of h over years, the
    numerator is Σ_g w_g M[g, g] and the score of g is w_g M[g, g] − (M w)_g / G − slope · Q_g.

    References
    ----------
    Cameron, A. C., Gelbach, J. B., Miller, D. L. (2008). Bootstrap-based improvements for inference with
    clustered errors. Review of Economics and Statistics 90(3). Roodman, D. and others (2019). Fast and wild:
    bootstrap inference in Stata using boottest. Stata Journal 19(1).
    """
    check_shapes("wild_cluster_bootstrap", shapes, interval)
    check_options("wild_cluster_bootstrap", level=level, draws=draws, seed=seed)
    count = len(shapes.units)
    exact = 2**count - 1 <= draws
    weights = _every_sign(count) if exact else _signs(count, draws, seed)
    p_value = _p_value(shapes, weights, 0.0)
    limits = inverted(lambda value: _p_value(shapes, weights, value), shapes, level) if interval else None
    return ResamplingTest(shapes.slope, p_value, limits, level, len(weights), exact, count, CONVENTION)


def _signs(count: int, draws: int, seed: int) -> Matrix:
    generator = np.random.default_rng(seed)
    signs: Matrix = np.where(generator.integers(0, 2, size=(draws, count)) == 1, 1.0, -1.0)
    return signs


def _every_sign(count: int) -> Matrix:
    return np.array(list(itertools.product((1.0, -1.0), repeat=count)))[1:]


def _p_value(shapes: Shapes, weights: Matrix, value: float) -> float:
    residuals = shapes.outcome - value * shapes.dose
    products = shapes.dose @ residuals.T
    square = (shapes.dose**2).sum(axis=1)
    own = weights * np.diag(products)
    slopes = own.sum(axis=1) / square.sum()
    scores = own - weights @ products.T / len(shapes.units) - slopes[:, None] * square
    errors = np.sqrt((scores**2).sum(axis=1))
    observed = abs(shapes.statistic(value)) * (1 - 1e-10)
    with np.errstate(divide="ignore", invalid="ignore"):
        far = int((np.abs(slopes) * square.sum() / errors >= observed).sum())
    return (1 + far) / (1 + len(slopes))
