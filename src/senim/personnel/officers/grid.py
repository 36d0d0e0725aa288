"""Cells of a force: rank group, unit type, sex, competence, integrity, persistent test effect."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

RANKS = ("rank_and_file", "middle", "senior", "head")
"""Rank groups in rising order; heads of agencies and their deputies are the part of the senior
group that the law exempts, so they stand apart."""

UNITS = ("patrol", "investigation", "guard", "prison", "headquarters")
"""Usual unit types: patrol and precinct, investigation, guard, prison, headquarters and support."""

SEXES = ("man", "woman")
QUALITIES = ("sound", "problem", "low_competence", "low_competence_and_problem")
"""Competence and integrity together; the first is sound on both traits."""

PROBLEM = tuple(place for place, name in enumerate(QUALITIES) if name.endswith("problem"))
"""Places of the qualities of low integrity, whatever the competence."""

HEAD = RANKS.index("head")
WOMAN = SEXES.index("woman")


@dataclass(frozen=True)
class Grid:
    """How strata (rank group x unit type x sex) and qualities are numbered.

    Parameters
    ----------
    units : tuple of str
        Unit types of the force.
    effect_classes : int
        Classes of the persistent test effect within each quality.
    """

    units: tuple[str, ...]
    effect_classes: int

    @property
    def strata(self) -> int:
        """Number of strata."""
        return len(RANKS) * len(self.units) * len(SEXES)

    @property
    def classes(self) -> int:
        """Number of qualities times effect classes."""
        return len(QUALITIES) * self.effect_classes

    def rank_of(self) -> NDArray[np.intp]:
        """Give the rank group of each stratum.

        Returns
        -------
        ndarray, shape (strata,)
            Places in `RANKS`.
        """
        return np.arange(self.strata) // (len(self.units) * len(SEXES))

    def unit_of(self) -> NDArray[np.intp]:
        """Give the unit type of each stratum.

        Returns
        -------
        ndarray, shape (strata,)
            Places in `units`.
        """
        return np.arange(self.strata) // len(SEXES) % len(self.units)

    def sex_of(self) -> NDArray[np.intp]:
        """Give the sex of each stratum.

        Returns
        -------
        ndarray, shape (strata,)
            Places in `SEXES`.
        """
        return np.arange(self.strata) % len(SEXES)

    def quality_of(self) -> NDArray[np.intp]:
        """Give the quality of each class.

        Returns
        -------
        ndarray, shape (classes,)
            Places in `QUALITIES`.
        """
        return np.arange(self.classes) // self.effect_classes

    def low_integrity(self) -> NDArray[np.bool_]:
        """Say which classes are of low integrity.

        Returns
        -------
        ndarray of bool, shape (classes,)
            True for problem officers, whatever their competence.
        """
        return np.isin(self.quality_of(), PROBLEM)

    def rank_shifted(self, steps: int) -> NDArray[np.intp]:
        """Give the stratum some rank groups higher or lower, as far as there are any.

        Parameters
        ----------
        steps : int
            1 for promotion, -1 for demotion.

        Returns
        -------
        ndarray, shape (strata,)
            Numbers of strata.
        """
        width = len(self.units) * len(SEXES)
        moved = np.clip(self.rank_of() + steps, 0, len(RANKS) - 1)
        return np.asarray(moved * width + np.arange(self.strata) % width)
