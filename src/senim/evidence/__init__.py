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
from senim.evidence.power import DesignPower, before_after_power, regional_dose_power
from senim.evidence.synthetic import (
    CannotTell,
    Distinguishable,
    Gate,
    NotDistinguishable,
    SyntheticControl,
    SyntheticInputError,
    leave_one_out,
    placebo_in_time,
    synthetic_control,
)
from senim.evidence.transport import transport

__all__ = [
    "HEADLINE_GROUPS",
    "NINE_GROUPS",
    "CannotTell",
    "DesignPower",
    "Distinguishable",
    "EvidenceBase",
    "Gate",
    "GroupEstimates",
    "GroupPooling",
    "GroupPosterior",
    "NotDistinguishable",
    "PooledEstimate",
    "PoolingInputError",
    "SyntheticControl",
    "SyntheticInputError",
    "before_after_power",
    "leave_one_out",
    "load_evidence",
    "naive_pooling",
    "placebo_in_time",
    "pool",
    "pool_groups",
    "regional_dose_power",
    "select_estimates",
    "synthetic_control",
    "transport",
]
