"""Evidence tools: pooling of published estimates and their transport to Kazakhstan."""

from senim.evidence.base import EvidenceBase, load_evidence
from senim.evidence.elasticities import HEADLINE_GROUPS, NINE_GROUPS, GroupEstimates, select_estimates
from senim.evidence.groups import GroupPooling, naive_pooling, pool_groups
from senim.evidence.inputs import PoolingInputError
from senim.evidence.pooled import PooledEstimate
from senim.evidence.pooling import pool
from senim.evidence.posterior import GroupPosterior
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
    "load_evidence",
    "naive_pooling",
    "pool",
    "pool_groups",
    "select_estimates",
    "transport",
]
