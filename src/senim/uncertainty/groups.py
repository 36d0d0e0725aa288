"""Doubts that belong together: what a study would settle at once."""

from __future__ import annotations

from collections.abc import Mapping

GROUPS: Mapping[str, tuple[str, ...]] = {
    "elasticities": ("elasticity.",),
    "transport": ("crime.transport_",),
    "timing": ("crime.lag_weights",),
    "recording": ("crime.recording_elasticity", "crime.reporting_trust_elasticity"),
    "quality_of_officers": ("crime.quality_elasticity",),
    "homicides": ("crime.homicides_a_year",),
    "front_line": ("strength.",),
    "accuracy_of_attestation": ("attestation.false_positive_rate", "attestation.informedness"),
    "problem_officers": ("attestation.prevalence", "personnel.recruit_prevalence_ratio"),
    "who_is_examined": (
        "attestation.",
        "attestation.visible_share",
        "attestation.persistence",
    ),
    "leaving_and_hiring": ("personnel.", "attestation.anticipation_"),
    "bribes_and_trust": ("trust.bribe_",),
    "trust_and_police": ("trust.",),
    "soft_reforms": ("trust.soft_lever_effect", "crime.soft_lever_effect"),
    "money": ("costs.", "pay."),
}
"""Beginnings of the names of streams; the longest that fits decides."""
