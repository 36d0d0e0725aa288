"""What a government could do: dated levers, and no evidence."""

from senim.scenarios.levers import (
    SOFT_LEVERS,
    Attestation,
    EstablishmentCut,
    Hiring,
    Lever,
    Pay,
    RecordingChange,
    SoftLever,
)
from senim.scenarios.loading import load_scenarios, select_scenarios
from senim.scenarios.scenario import Scenario, Translated

__all__ = [
    "SOFT_LEVERS",
    "Attestation",
    "EstablishmentCut",
    "Hiring",
    "Lever",
    "Pay",
    "RecordingChange",
    "Scenario",
    "SoftLever",
    "Translated",
    "load_scenarios",
    "select_scenarios",
]
