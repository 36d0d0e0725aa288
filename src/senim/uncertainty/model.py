"""A simulation as a function of points: what sensitivity analysis looks into."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from senim.evidence import EvidenceBase
from senim.parameters import ParameterSet, Points
from senim.scenarios import Scenario
from senim.simulation import Settings, Simulation, simulate
from senim.uncertainty.groups import GROUPS
from senim.uncertainty.inputs import DesignPoints, Inputs, find_inputs

Array = NDArray[np.float64]
Progress = Callable[[int, int], None]
POINTS_AT_ONCE = 4_096
"""Few enough for a small memory, enough for NumPy to be fast."""


@dataclass(frozen=True)
class Target:
    """One number of one scenario in its year of evaluation.

    Parameters
    ----------
    scenario, outcome, group : str
        Which draws of the simulation.
    """

    scenario: str
    outcome: str
    group: str = "all"


def no_progress(done: int, of: int) -> None:
    """Tell nobody.

    Parameters
    ----------
    done, of : int
        Points that are run, and all.
    """


@dataclass(frozen=True)
class SimulationModel:
    """The comparison of scenarios, from points to targets.

    Parameters
    ----------
    scenarios : mapping of str to Scenario
        The baseline and those that targets name.
    parameters : ParameterSet
        Beliefs; their distributions turn points into values.
    evidence : EvidenceBase
        Pooled elasticities and answers on trust.
    settings : Settings
        Time.
    targets : sequence of Target
        What is looked at.
    jobs : int
        Threads.
    """

    scenarios: Mapping[str, Scenario]
    parameters: ParameterSet
    evidence: EvidenceBase
    settings: Settings
    targets: Sequence[Target]
    jobs: int = 2

    def inputs(self) -> Inputs:
        """Find what the comparison draws.

        Returns
        -------
        Inputs
            Streams, their columns and their groups.
        """
        return find_inputs(lambda points: self._simulate(points, 2), GROUPS)

    def __call__(self, inputs: Inputs, points: Array, progress: Progress = no_progress) -> Array:
        """Run the comparison on points.

        Parameters
        ----------
        inputs : Inputs
            As found by `inputs`.
        points : ndarray, shape (n, columns)
            From 0 to 1.
        progress : callable
            Is told how many points are run, and of how many.

        Returns
        -------
        ndarray, shape (n, targets)
            In the units of the simulation; the same whatever the number of threads.
        """
        chunks = [points[start : start + POINTS_AT_ONCE] for start in range(0, len(points), POINTS_AT_ONCE)]
        done, found = 0, []
        progress(0, len(points))
        with ThreadPoolExecutor(self.jobs) as pool:
            for rows in pool.map(
                lambda chunk: self._targets(DesignPoints(inputs, chunk), len(chunk)), chunks
            ):
                found.append(rows)
                done += len(rows)
                progress(done, len(points))
        return np.concatenate(found)

    def _targets(self, points: Points, draws: int) -> Array:
        simulation = self._simulate(points, draws)
        return np.column_stack(
            [simulation.at_evaluation(one.scenario, one.outcome, one.group) for one in self.targets]
        )

    def _simulate(self, points: Points, draws: int) -> Simulation:
        settings = replace(self.settings, draws=draws, points=points)
        return simulate(self.scenarios, self.parameters, self.evidence, settings)
