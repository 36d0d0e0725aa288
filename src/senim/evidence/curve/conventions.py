"""Small-sample corrections of standard errors, by name: packages differ by several per cent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Counts = NDArray[np.float64]
EffectsCounted = Literal["nonnested", "none", "full"]


@dataclass(frozen=True)
class SmallSample:
    """What a variance is multiplied by, and the distribution of the statistic.

    A clustered variance is multiplied by (n - 1) / (n - k) and by G / (G - 1), with n rows, k parameters and
    G clusters. The packages differ in which absorbed effects k counts.

    Parameters
    ----------
    effects : {"nonnested", "none", "full"}
        Fixed effects that count as parameters: those not nested in the clusters, none, or all.
    parameters : bool
        Whether the factor (n - 1) / (n - k) is applied.
    clusters : bool
        Whether the factor G / (G - 1) is applied.
    normal : bool
        Whether the statistic is normal; else it has Student's t with G - 1 degrees of freedom (n - k where
        errors are not clustered).
    words : str
        Its name in tables.
    """

    effects: EffectsCounted = "nonnested"
    parameters: bool = True
    clusters: bool = True
    normal: bool = False
    words: str = "pyfixest"

    def effect_parameters(self, levels: Counts, nested: NDArray[np.bool_]) -> Counts:
        """Count the fixed effects that are parameters.

        Parameters
        ----------
        levels : ndarray, shape (cells, effects)
            Levels of each fixed effect that occur.
        nested : ndarray of bool, shape (cells, effects)
            Whether each of its levels lies in one cluster.

        Returns
        -------
        ndarray, shape (cells,)
            The number of parameters; one of all but the first effect is redundant.
        """
        cells, effects = levels.shape
        if effects == 0 or self.effects == "none":
            return np.zeros(cells)
        whole: Counts = levels.sum(axis=1) - (effects - 1)
        if self.effects == "full":
            return whole
        return np.asarray(whole - (levels * nested).sum(axis=1) + nested.sum(axis=1))

    def factor(self, rows: Counts, parameters: Counts, clusters: Counts, *, errors: str) -> Counts:
        """Compute what the plain variance is multiplied by.

        Parameters
        ----------
        rows, parameters, clusters : ndarray
            n, k and G.
        errors : {"clustered", "robust", "classical"}
            Kind of errors.

        Returns
        -------
        ndarray
            The factor; not finite where it does not exist.
        """
        with np.errstate(divide="ignore", invalid="ignore"):
            if errors == "clustered":
                size = (rows - 1) / (rows - parameters) if self.parameters else np.ones_like(rows)
                return size * (clusters / (clusters - 1) if self.clusters else 1.0)
            if errors == "robust":
                return rows / (rows - parameters) if self.parameters else np.ones_like(rows)
            return 1.0 / (rows - parameters if self.parameters else rows)

    def freedom(self, rows: Counts, parameters: Counts, clusters: Counts, *, errors: str) -> Counts:
        """Give the degrees of freedom of Student's t.

        Parameters
        ----------
        rows, parameters, clusters : ndarray
            n, k and G.
        errors : {"clustered", "robust", "classical"}
            Kind of errors.

        Returns
        -------
        ndarray
            G - 1 where errors are clustered, else n - k; infinite for a normal statistic.
        """
        if self.normal:
            return np.full_like(rows, np.inf)
        return clusters - 1 if errors == "clustered" else rows - parameters


PYFIXEST = SmallSample()
"""Default of pyfixest and of fixest in R: effects nested in the clusters are not counted."""

DUMMIES = SmallSample(effects="full", words="dummies, as statsmodels and regress in Stata")
"""Every effect counts, as where effects are dummy variables: statsmodels' formulas, ``regress`` in Stata."""

UNCORRECTED = SmallSample(effects="none", parameters=False, clusters=False, words="no correction")
"""The plain sandwich."""
