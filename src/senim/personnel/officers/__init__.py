"""Officer by officer: attestation as the law and the decrees order it, in two engines that agree."""

from senim.personnel.officers.expected import ExpectedForce, expected_force
from senim.personnel.officers.force import OfficerForce
from senim.personnel.officers.grid import QUALITIES, RANKS, SEXES, UNITS
from senim.personnel.officers.individuals import simulate_officers
from senim.personnel.officers.levers import (
    AttestationPlan,
    Examination,
    ExtraordinaryWave,
    LawCycle,
    Refill,
    Scope,
    Unfit,
)
from senim.personnel.officers.path import FLOWS, OfficerPath
from senim.personnel.officers.score import Commission, ScoredTest, area_under_roc, roc_curve, scored_test
from senim.personnel.officers.tables import Tables, make_tables
from senim.personnel.plan import Exemptions

__all__ = [
    "FLOWS",
    "QUALITIES",
    "RANKS",
    "SEXES",
    "UNITS",
    "AttestationPlan",
    "Commission",
    "Examination",
    "Exemptions",
    "ExpectedForce",
    "ExtraordinaryWave",
    "LawCycle",
    "OfficerForce",
    "OfficerPath",
    "Refill",
    "Scope",
    "ScoredTest",
    "Tables",
    "Unfit",
    "area_under_roc",
    "expected_force",
    "make_tables",
    "roc_curve",
    "scored_test",
    "simulate_officers",
]
