"""Public trust: ordered answers, what moves them, and what a survey can see."""

from senim.arguments import ArgumentError, Draws
from senim.trust.bounds import KnownAnswers, SplitBounds, split_bounds
from senim.trust.bribes import bribe_channel
from senim.trust.control import ControlComparison, compare_with_control
from senim.trust.cumulative import answer_shares, cut_points, full_trust_change
from senim.trust.decomposition import Decomposition, decompose_full_trust, unanswered_bounds
from senim.trust.drivers import TrustDrivers, TrustResponse, trust_shift
from senim.trust.estimation import OrdinalFit, fit_cumulative_logit
from senim.trust.joining import join_answers, shift_information
from senim.trust.measurement import meant_shares, observed_shares
from senim.trust.reach import NeededEffect, effect_needed
from senim.trust.scales import changes_within_scales
from senim.trust.survey import detectable_change, survey_noise

__all__ = [
    "ArgumentError",
    "ControlComparison",
    "Decomposition",
    "Draws",
    "KnownAnswers",
    "NeededEffect",
    "OrdinalFit",
    "SplitBounds",
    "TrustDrivers",
    "TrustResponse",
    "answer_shares",
    "bribe_channel",
    "changes_within_scales",
    "compare_with_control",
    "cut_points",
    "decompose_full_trust",
    "detectable_change",
    "effect_needed",
    "fit_cumulative_logit",
    "full_trust_change",
    "join_answers",
    "meant_shares",
    "observed_shares",
    "shift_information",
    "split_bounds",
    "survey_noise",
    "trust_shift",
    "unanswered_bounds",
]
