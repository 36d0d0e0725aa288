"""Crime: what fewer or other officers do to registered and to true offences."""

from senim.crime.frontier import quality_quantity_line
from senim.crime.groups import combine_groups
from senim.crime.recording import (
    PARTS,
    OffenceParts,
    Regime,
    path_through,
    recording_response,
    registered_from_true,
    registered_log_change,
    reported_share,
    reporting_response,
    rules_log,
    split_change,
    true_from_registered,
    true_response,
    true_through,
)
from senim.crime.response import lagged, registered_response
from senim.crime.units import to_percent

__all__ = [
    "PARTS",
    "OffenceParts",
    "Regime",
    "combine_groups",
    "lagged",
    "path_through",
    "quality_quantity_line",
    "recording_response",
    "registered_from_true",
    "registered_log_change",
    "registered_response",
    "reported_share",
    "reporting_response",
    "rules_log",
    "split_change",
    "to_percent",
    "true_from_registered",
    "true_response",
    "true_through",
]
