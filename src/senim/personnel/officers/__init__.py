"""Officer by officer: attestation as the law and the decrees order it, in two engines that agree."""

from senim.personnel.officers.cycle import leaves_waiting
from senim.personnel.officers.expected import ExpectedForce, expected_force
from senim.personnel.officers.force import OfficerForce
from senim.personnel.officers.grid import PROBLEM, QUALITIES, RANKS, SEXES, UNITS
from senim.personnel.officers.individuals import simulate_officers
from senim.personnel.officers.levers import (
    AttestationPlan,
    Examination,
    ExtraordinaryWave,
    LawCycle,
    Scope,
    Unfit,
)
from senim.personnel.officers.path import FLOWS, OfficerPath
from senim.personnel.officers.score import Commission, ScoredTest, area_under_roc, roc_curve, scored_test
from senim.personnel.officers.staffing import (
    Applicants,
    CapacityChange,
    Hiring,
    PayRise,
    PostsCut,
    Schools,
    StaffingPlan,
)
from senim.personnel.officers.tables import Tables, make_tables
from senim.personnel.officers.timeline import Timeline
from senim.personnel.plan import Exemptions

__all__ = [
    "FLOWS",
    "PROBLEM",
    "QUALITIES",
    "RANKS",
    "SEXES",
    "UNITS",
    "Applicants",
    "AttestationPlan",
    "CapacityChange",
    "Commission",
    "Examination",
    "Exemptions",
    "ExpectedForce",
    "ExtraordinaryWave",
    "Hiring",
    "LawCycle",
    "OfficerForce",
    "OfficerPath",
    "PayRise",
    "PostsCut",
    "Schools",
    "Scope",
    "ScoredTest",
    "StaffingPlan",
    "Tables",
    "Timeline",
    "Unfit",
    "area_under_roc",
    "expected_force",
    "leaves_waiting",
    "make_tables",
    "roc_curve",
    "scored_test",
    "simulate_officers",
]
