"""Posts and people: the cut, attestation as a screening test, exits, hiring and pay."""

from senim.arguments import ArgumentError, Draws
from senim.personnel.force import ForceInputs
from senim.personnel.identified import identified_set
from senim.personnel.mixture import visible_share
from senim.personnel.path import ForcePath
from senim.personnel.plan import (
    AttestationWave,
    EstablishmentCut,
    Exemptions,
    ForcePlan,
    HiringChange,
    Outcome,
    PayRise,
    PeriodicCycle,
)
from senim.personnel.screening import ScreeningResult, screen
from senim.personnel.simulate import follow_in_chunks, simulate_force

__all__ = [
    "ArgumentError",
    "AttestationWave",
    "Draws",
    "EstablishmentCut",
    "Exemptions",
    "ForceInputs",
    "ForcePath",
    "ForcePlan",
    "HiringChange",
    "Outcome",
    "PayRise",
    "PeriodicCycle",
    "ScreeningResult",
    "follow_in_chunks",
    "identified_set",
    "screen",
    "simulate_force",
    "visible_share",
]
