"""Evidence tools: pooling of published estimates and their transport to Kazakhstan; claims checked."""

from senim.evidence.base import EvidenceBase, load_evidence
from senim.evidence.confidence import Rating
from senim.evidence.official import (
    Assumptions,
    CannotTell,
    CheckedClaim,
    ClaimInputError,
    UsualMovement,
    Verdict,
    check_claims,
    load_checked_claims,
    usual_movement,
)
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
    "Assumptions",
    "CannotTell",
    "CheckedClaim",
    "ClaimInputError",
    "EvidenceBase",
    "GroupEstimates",
    "GroupPooling",
    "GroupPosterior",
    "PooledEstimate",
    "PoolingInputError",
    "Rating",
    "UsualMovement",
    "Verdict",
    "check_claims",
    "load_checked_claims",
    "load_evidence",
    "naive_pooling",
    "pool",
    "pool_groups",
    "select_estimates",
    "transport",
    "usual_movement",
]
