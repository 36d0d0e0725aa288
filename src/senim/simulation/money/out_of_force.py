"""Officers whom a scenario puts out of the force: released, dismissed, and brought back by courts."""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from senim import personnel
from senim.parameters import ParameterSet
from senim.scenarios import Scenario
from senim.simulation.force import force_inputs, force_plan
from senim.simulation.settings import Settings

Array = NDArray[np.float64]
PER_100K = 100_000.0


@dataclass(frozen=True)
class OfficersOut:
    """Officers put out by a scenario beyond those of no change, by the end of each year.

    Parameters
    ----------
    released, dismissed, reinstated : ndarray, shape (n_draws, n_years)
        Officers so far, in the country: their posts were cut; dismissed, those who come back among them;
        back by court.
    """

    released: Array
    dismissed: Array
    reinstated: Array

    @property
    def out(self) -> Array:
        """Released and dismissed so far and not back, shape (n_draws, n_years)."""
        return self.released + self.dismissed - self.reinstated

    @property
    def reinstated_a_year(self) -> Array:
        """Officers who come back within each year, shape (n_draws, n_years)."""
        return np.diff(self.reinstated, axis=1, prepend=0.0)


def officers_out(
    scenario: Scenario, baseline: Scenario, parameters: ParameterSet, settings: Settings
) -> OfficersOut:
    """Count whom a scenario puts out of the force, against no change and with the same draws.

    Parameters
    ----------
    scenario, baseline : Scenario
        What is done, and no change.
    parameters : ParameterSet
        Beliefs; the population turns rates into officers.
    settings : Settings
        Draws and time.

    Returns
    -------
    OfficersOut
        Exactly 0 where nothing is done.
    """
    force = force_inputs(parameters, settings)
    people = parameters.value("strength.population") / PER_100K
    with_it, without = (_counts(one, force, parameters, settings) for one in (scenario, baseline))
    return OfficersOut(
        **{
            item.name: people * (getattr(with_it, item.name) - getattr(without, item.name))
            for item in fields(OfficersOut)
        }
    )


def _counts(
    scenario: Scenario, force: personnel.ForceInputs, parameters: ParameterSet, settings: Settings
) -> OfficersOut:
    plan = force_plan(scenario, parameters, settings)
    chunks = personnel.follow_in_chunks(force, plan, settings.months, _kept, jobs=2)
    return OfficersOut(
        **{
            item.name: np.concatenate([getattr(chunk, item.name) for chunk in chunks])
            for item in fields(OfficersOut)
        }
    )


def _kept(path: personnel.ForcePath) -> OfficersOut:
    return OfficersOut(
        released=path.year_end("released"),
        dismissed=path.year_end("dismissed_problem") + path.year_end("dismissed_sound"),
        reinstated=path.year_end("reinstated_problem") + path.year_end("reinstated_sound"),
    )
