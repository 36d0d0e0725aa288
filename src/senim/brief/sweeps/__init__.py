"""Pages of a sweep: every combination in a table, and the outcomes on shared axes."""

from senim.brief.sweeps.comparison import comparison_page
from senim.brief.sweeps.listing import listing_page
from senim.brief.sweeps.results import Axis, Combination, SweepResults, rounded
from senim.brief.sweeps.shell import COMPARISON, LISTING, file_name

__all__ = [
    "COMPARISON",
    "LISTING",
    "Axis",
    "Combination",
    "SweepResults",
    "comparison_page",
    "file_name",
    "listing_page",
    "rounded",
]
