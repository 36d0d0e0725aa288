"""A mixture of normals: what is left of a posterior when its awkward parameters lie on a grid."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.optimize import brentq
from scipy.special import ndtr

from senim.arguments import ArgumentCheck
from senim.evidence.pooling.inputs import PoolingInputError, Vector, raise_unless_level
from senim.evidence.pooling.pooled import Interval


@dataclass(frozen=True, eq=False)
class NormalMixture:
    """A distribution that is normal at each point of a grid.

    Parameters
    ----------
    weight : ndarray, shape (m,)
        Probability of each grid point; sums to 1.
    centre, spread : ndarray, shape (m,)
        Mean and standard deviation of the normal at each point.
    """

    weight: Vector
    centre: Vector
    spread: Vector

    @property
    def mean(self) -> float:
        """Mean of the mixture."""
        return float(self.weight @ self.centre)

    @property
    def standard_deviation(self) -> float:
        """Standard deviation of the mixture."""
        return float(np.sqrt(self.weight @ (self.spread**2 + (self.centre - self.mean) ** 2)))

    def share_below(self, value: float) -> float:
        """Probability of less than a value.

        Parameters
        ----------
        value : float
            The value.

        Returns
        -------
        float
            Between 0 and 1.

        Examples
        --------
        >>> NormalMixture(np.array([1.0]), np.array([0.0]), np.array([2.0])).share_below(0.0)
        0.5
        """
        return float(self.weight @ ndtr((value - self.centre) / self.spread))

    def quantile(self, probability: float) -> float:
        """Quantile of the mixture.

        Parameters
        ----------
        probability : float
            Between 0 and 1.

        Returns
        -------
        float
            The value that leaves this probability below it.

        Raises
        ------
        PoolingInputError
            If the probability is not between 0 and 1.
        """
        check = ArgumentCheck("quantile")
        check.level("probability", probability)
        check.raise_if_any(PoolingInputError)
        reach = 40 * float(self.spread.max())
        low, high = float(self.centre.min()) - reach, float(self.centre.max()) + reach
        return float(brentq(lambda value: self.share_below(value) - probability, low, high, xtol=1e-12))

    def interval(self, level: float = 0.90) -> Interval:
        """Central interval of the mixture.

        Parameters
        ----------
        level : float
            Coverage.

        Returns
        -------
        tuple of float
            Lower and upper bound.

        Raises
        ------
        PoolingInputError
            If the level is not between 0 and 1.
        """
        raise_unless_level(level, "interval")
        return self.quantile((1 - level) / 2), self.quantile((1 + level) / 2)

    def points(self, uniforms: ArrayLike) -> tuple[Vector, Vector]:
        """Pick grid points by their probability.

        Parameters
        ----------
        uniforms : array_like, shape (n,)
            Uniform random numbers.

        Returns
        -------
        tuple of ndarray, each of shape (n,)
            Mean and standard deviation of the normal at each point picked.
        """
        places = np.searchsorted(np.cumsum(self.weight), np.asarray(uniforms, dtype=np.float64))
        places = np.minimum(places, self.weight.size - 1)
        return self.centre[places], self.spread[places]
