"""What a government could do: dated levers, and no evidence."""

from senim.scenarios.changing import changed_scenario
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
from senim.scenarios.sweep import Sweep
from senim.scenarios.sweep_loading import load_sweep

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
    "Sweep",
    "Translated",
    "changed_scenario",
    "load_scenarios",
    "load_sweep",
    "select_scenarios",
]
