"""The force of a case: beliefs, and no unit types, since no case of history was meant for one."""

from __future__ import annotations

from senim.parameters import ParameterSet
from senim.personnel.officers import OfficerForce
from senim.simulation.design import latin_hypercube
from senim.simulation.officer_force import officer_force
from senim.simulation.settings import Settings

PER_FORCE = 100_000
"""Officers; every result is a share of them."""

ONE_DRAW = Settings(draws=1)

BelievedForce = tuple[ParameterSet, OfficerForce]


def believed_forces(parameters: ParameterSet, forces: int, seed: int) -> tuple[BelievedForce, ...]:
    """Describe a force for every set of beliefs.

    Parameters
    ----------
    parameters : ParameterSet
        Beliefs.
    forces : int
        How many sets, a Latin hypercube of them.
    seed : int
        Seed of the run.

    Returns
    -------
    tuple of (ParameterSet, OfficerForce)
        The beliefs, and the force that follows from them.
    """
    return tuple(
        (beliefs, officer_force(beliefs, ONE_DRAW, officers=PER_FORCE).in_one_unit())
        for beliefs in latin_hypercube(parameters, forces, seed)
    )
