"""Pooling of published estimates: one quantity by itself, and elasticities by offence group."""

from senim.evidence.pooling.elasticities import (
    HEADLINE_GROUPS,
    NINE_GROUPS,
    GroupEstimates,
    select_estimates,
)
from senim.evidence.pooling.groups import GroupPooling, naive_pooling, pool_groups
from senim.evidence.pooling.inputs import PoolingInputError
from senim.evidence.pooling.pool import pool
from senim.evidence.pooling.pooled import PooledEstimate
from senim.evidence.pooling.posterior import GroupPosterior

__all__ = [
    "HEADLINE_GROUPS",
    "NINE_GROUPS",
    "GroupEstimates",
    "GroupPooling",
    "GroupPosterior",
    "PooledEstimate",
    "PoolingInputError",
    "naive_pooling",
    "pool",
    "pool_groups",
    "select_estimates",
]
