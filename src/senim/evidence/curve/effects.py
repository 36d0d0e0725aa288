"""How the fixed effects of a specification are taken out: by the grid where they fit it, else by dummies."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from senim.evidence.curve.absorb import Absorption, absorption
from senim.evidence.curve.dense import DenseAbsorption, dense_absorption
from senim.evidence.curve.grid import Codes, PanelGrid
from senim.evidence.curve.levels import Levels, joined

Array = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Effects:
    """Fixed effects, lines and clusters that many specifications share.

    Parameters
    ----------
    grid : PanelGrid
        The rows.
    names : tuple of str
        The fixed effects.
    unit_trends : bool
        Whether each unit has a line.
    errors : str
        Kind of standard errors.
    cluster : str
        Column of the clusters.
    """

    grid: PanelGrid
    names: tuple[str, ...]
    unit_trends: bool
    errors: str
    cluster: str

    @cached_property
    def codes(self) -> list[Codes]:
        """Levels of the effects, each of shape (units, periods)."""
        return [self.grid.codes(name) for name in self.names]

    @cached_property
    def levels(self) -> list[Levels]:
        """The effects, ready to be counted."""
        return [Levels(codes.ravel()) for codes in self.codes]

    @cached_property
    def within_clusters(self) -> list[Levels]:
        """Pairs of a level and a cluster: as many as levels where the effect is nested in the clusters."""
        clusters = self.cluster_codes.ravel()
        return [Levels(joined(codes.ravel(), clusters)) for codes in self.codes]

    @cached_property
    def cluster_codes(self) -> Codes:
        """Clusters, of shape (units, periods); each row its own where errors are by row."""
        return self.grid.codes(self.cluster)

    @cached_property
    def clusters(self) -> Levels:
        """The clusters, ready to be counted."""
        return Levels(self.cluster_codes.ravel())

    @cached_property
    def cluster_of_unit(self) -> NDArray[np.intp] | None:
        """The cluster of each unit; None where a unit is in several."""
        return _constant(self.cluster_codes)

    @cached_property
    def _on_grid(self) -> tuple[int, tuple[NDArray[np.intp], ...]] | None:
        """Number of bases of a unit, and groups of units with period effects; None where only dummies do."""
        grid = self.grid
        roles = [tuple(grid.column_name(part) for part in name.split("^")) for name in self.names]
        has_units = (grid.unit,) in roles
        groupings: list[NDArray[np.intp]] = []
        for role, codes in zip(roles, self.codes, strict=True):
            if grid.period in role and grid.unit not in role:
                others = [part for part in role if part != grid.period]
                group = (
                    _constant(grid.codes("^".join(others))) if others else np.zeros(len(grid.units), np.intp)
                )
                if group is None:
                    return None
                groupings.append(group)
            elif not has_units or _constant(codes) is None:
                return None
        finest = max(groupings, key=lambda group: len(np.unique(group)), default=None)
        if finest is not None and any(_splits(group, finest) for group in groupings):
            return None
        if not has_units and finest is None:
            return None
        groups = (
            () if finest is None else tuple(np.flatnonzero(finest == level) for level in np.unique(finest))
        )
        return int(has_units) + int(has_units and self.unit_trends), groups

    def absorption(self, weights: Array) -> Absorption | DenseAbsorption:
        """Prepare to take the effects out.

        Parameters
        ----------
        weights : ndarray, shape (cells, units, periods)
            Weights of the rows; 0 where a row does not count.

        Returns
        -------
        Absorption or DenseAbsorption
            The preparation.
        """
        times = self.grid.times
        if self._on_grid is None:
            lines = range(len(self.grid.units)) if self.unit_trends else None
            return dense_absorption(weights, effects=self.codes, trends=lines, times=times)
        bases, groups = self._on_grid
        return absorption(weights, bases=bases, times=times, groups=groups)

    @cached_property
    def rows_with_levels(self) -> NDArray[np.bool_]:
        """Rows that have a level of every effect and a cluster, of shape (units, periods)."""
        known = self.cluster_codes >= 0
        for codes in self.codes:
            known = known & (codes >= 0)
        return known


def _constant(codes: Codes) -> NDArray[np.intp] | None:
    """Give the one level of each unit; None where a unit has several."""
    high = codes.max(axis=1)
    same = (codes == high[:, None]) | (codes < 0)
    return high if bool(same.all()) else None


def _splits(group: NDArray[np.intp], finest: NDArray[np.intp]) -> bool:
    """Tell whether a grouping parts units that the finest one keeps together."""
    return len(np.unique(np.stack([group, finest]), axis=1).T) != len(np.unique(finest))
