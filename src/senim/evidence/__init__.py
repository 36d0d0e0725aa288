"""Evidence tools: pooling of published estimates and their transport to Kazakhstan."""

from senim.evidence.base import EvidenceBase, load_evidence
from senim.evidence.confidence import Rating
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
from senim.evidence.transport import transport

__all__ = [
    "HEADLINE_GROUPS",
    "NINE_GROUPS",
    "EvidenceBase",
    "GroupEstimates",
    "GroupPooling",
    "GroupPosterior",
    "PooledEstimate",
    "PoolingInputError",
    "Rating",
    "load_evidence",
    "naive_pooling",
    "pool",
    "pool_groups",
    "select_estimates",
    "transport",
]
