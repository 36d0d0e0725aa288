"""Public trust: ordered answers, what moves them, and what a survey can see."""

from senim.arguments import ArgumentError, Draws
from senim.trust.bribes import bribe_channel
from senim.trust.cumulative import answer_shares, cut_points, full_trust_change
from senim.trust.decomposition import Decomposition, decompose_full_trust, unanswered_bounds
from senim.trust.drivers import TrustDrivers, TrustResponse, trust_shift
from senim.trust.estimation import OrdinalFit, fit_cumulative_logit
from senim.trust.measurement import observed_shares
from senim.trust.survey import detectable_change, survey_noise

__all__ = [
    "ArgumentError",
    "Decomposition",
    "Draws",
    "OrdinalFit",
    "TrustDrivers",
    "TrustResponse",
    "answer_shares",
    "bribe_channel",
    "cut_points",
    "decompose_full_trust",
    "detectable_change",
    "fit_cumulative_logit",
    "full_trust_change",
    "observed_shares",
    "survey_noise",
    "trust_shift",
    "unanswered_bounds",
]
