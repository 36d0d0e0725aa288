"""The long table that every model fills and everything downstream reads."""

from senim.outcomes.estimate import Estimate
from senim.outcomes.summaries import STATISTICS, summarise
from senim.outcomes.table import OUTCOME_COLUMNS, concat_outcomes, empty_outcomes, validate_outcomes
from senim.status import Status

__all__ = [
    "OUTCOME_COLUMNS",
    "STATISTICS",
    "Estimate",
    "Status",
    "concat_outcomes",
    "empty_outcomes",
    "summarise",
    "validate_outcomes",
]
