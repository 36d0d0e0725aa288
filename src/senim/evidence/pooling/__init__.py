"""Pooling of published estimates: one quantity by itself, and elasticities by offence group."""

from senim.evidence.pooling.elasticities import (
    HEADLINE_GROUPS,
    NINE_GROUPS,
    SEPARATE_OFFENCES,
    GroupEstimates,
    select_estimates,
)
from senim.evidence.pooling.groups import GroupPooling, naive_pooling, pool_groups
from senim.evidence.pooling.hierarchy import HierarchicalPooling, pool_hierarchy
from senim.evidence.pooling.inputs import PoolingInputError
from senim.evidence.pooling.joint import JointEstimates, joint_estimates
from senim.evidence.pooling.leave_out import leave_one_out, leave_one_out_groups
from senim.evidence.pooling.mixture import NormalMixture
from senim.evidence.pooling.pool import pool
from senim.evidence.pooling.pooled import PooledEstimate
from senim.evidence.pooling.posterior import GroupPosterior
from senim.evidence.pooling.replicates import PooledReplicates, pool_replicates
from senim.evidence.pooling.sensitivity import compare_models, pooling_sensitivity
from senim.evidence.pooling.small_studies import NoSmallStudyCheck, SmallStudyCheck, funnel, small_study_check

__all__ = [
    "HEADLINE_GROUPS",
    "NINE_GROUPS",
    "SEPARATE_OFFENCES",
    "GroupEstimates",
    "GroupPooling",
    "GroupPosterior",
    "HierarchicalPooling",
    "JointEstimates",
    "NoSmallStudyCheck",
    "NormalMixture",
    "PooledEstimate",
    "PooledReplicates",
    "PoolingInputError",
    "SmallStudyCheck",
    "compare_models",
    "funnel",
    "joint_estimates",
    "leave_one_out",
    "leave_one_out_groups",
    "naive_pooling",
    "pool",
    "pool_groups",
    "pool_hierarchy",
    "pool_replicates",
    "pooling_sensitivity",
    "select_estimates",
    "small_study_check",
]
