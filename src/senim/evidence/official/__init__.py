"""Official claims held against published figures, and the usual movement of a yearly series."""

from senim.evidence.official.check import (
    CHECK_TABLES,
    Assumptions,
    CheckedClaim,
    CheckedReading,
    annual_totals,
    check,
    check_claims,
    load_checked_claims,
)
from senim.evidence.official.claims import ClaimInputError, OfficialClaim, Reading, read_claims
from senim.evidence.official.figures import Noise, Period, PublishedFigure
from senim.evidence.official.gather import FIGURE_TABLES, gather_figures
from senim.evidence.official.measures import Measured
from senim.evidence.official.movement import UnknownMovement, Untold, UsualMovement, usual_movement
from senim.evidence.official.regimes import Border, borders, crossed, regime_spans
from senim.evidence.official.table import claims_table, readings_table
from senim.evidence.official.verdicts import Reason, Verdict
from senim.evidence.official.years import under_every_setting, yearly_movement

__all__ = [
    "CHECK_TABLES",
    "FIGURE_TABLES",
    "Assumptions",
    "Border",
    "CheckedClaim",
    "CheckedReading",
    "ClaimInputError",
    "Measured",
    "Noise",
    "OfficialClaim",
    "Period",
    "PublishedFigure",
    "Reading",
    "Reason",
    "UnknownMovement",
    "Untold",
    "UsualMovement",
    "Verdict",
    "annual_totals",
    "borders",
    "check",
    "check_claims",
    "claims_table",
    "crossed",
    "gather_figures",
    "load_checked_claims",
    "read_claims",
    "readings_table",
    "regime_spans",
    "under_every_setting",
    "usual_movement",
    "yearly_movement",
]
