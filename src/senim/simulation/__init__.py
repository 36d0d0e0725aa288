"""Scenarios through all models, with common random numbers."""

from senim.simulation.combinations import combination_records
from senim.simulation.crime_effects import GROUPS, TRANSPORTS, draw_elasticities, transport_setting
from senim.simulation.force import ScreeningTest, force_inputs, force_plan, screening_test
from senim.simulation.headline import HEADLINE_SCENARIOS, headline_records
from senim.simulation.officer_force import officer_force
from senim.simulation.officer_outcomes import officer_scenarios
from senim.simulation.officer_test import attestation_test
from senim.simulation.recording_effects import (
    FEEDBACK_OFF,
    RecordingRates,
    recording_rates,
    recording_rules,
    reporting_effect,
)
from senim.simulation.run import Simulation, simulate
from senim.simulation.settings import Settings
from senim.simulation.tables import comparison, dots, model_path, outcome_table

__all__ = [
    "FEEDBACK_OFF",
    "GROUPS",
    "HEADLINE_SCENARIOS",
    "TRANSPORTS",
    "RecordingRates",
    "ScreeningTest",
    "Settings",
    "Simulation",
    "attestation_test",
    "combination_records",
    "comparison",
    "dots",
    "draw_elasticities",
    "force_inputs",
    "force_plan",
    "headline_records",
    "model_path",
    "officer_force",
    "officer_scenarios",
    "outcome_table",
    "recording_rates",
    "recording_rules",
    "reporting_effect",
    "screening_test",
    "simulate",
    "transport_setting",
]
