"""Evidence tools: pooling of published estimates and their transport to Kazakhstan."""

from senim.evidence.base import EvidenceBase, load_evidence
from senim.evidence.pooling import (
    HEADLINE_GROUPS,
    NINE_GROUPS,
    GroupEstimates,
    GroupPooling,
    GroupPosterior,
    PooledEstimate,
    PoolingInputError,
    naive_pooling,
    pool,
    pool_groups,
    select_estimates,
)
from senim.evidence.series import (
    Inapplicable,
    InterruptedSeries,
    PlaceboBreaks,
    SeriesInputError,
    interrupted_series,
    placebo_breaks,
)
from senim.evidence.transport import transport

__all__ = [
    "HEADLINE_GROUPS",
    "NINE_GROUPS",
    "EvidenceBase",
    "GroupEstimates",
    "GroupPooling",
    "GroupPosterior",
    "Inapplicable",
    "InterruptedSeries",
    "PlaceboBreaks",
    "PooledEstimate",
    "PoolingInputError",
    "SeriesInputError",
    "interrupted_series",
    "load_evidence",
    "naive_pooling",
    "placebo_breaks",
    "pool",
    "pool_groups",
    "select_estimates",
    "transport",
]
