"""Crime: what fewer or other officers do to registered and to true offences."""

from senim.crime.frontier import quality_quantity_line
from senim.crime.groups import combine_groups
from senim.crime.recording import (
    registered_from_true,
    registered_log_change,
    reported_share,
    true_from_registered,
    true_response,
)
from senim.crime.response import lagged, registered_response
from senim.crime.units import to_percent

__all__ = [
    "combine_groups",
    "lagged",
    "quality_quantity_line",
    "registered_from_true",
    "registered_log_change",
    "registered_response",
    "reported_share",
    "to_percent",
    "true_from_registered",
    "true_response",
]
