"""The recording layer: what stands between an offence and the register."""

from senim.crime.recording.identity import (
    registered_from_true,
    registered_log_change,
    reported_share,
    true_from_registered,
)
from senim.crime.recording.officers import recording_response, true_response
from senim.crime.recording.parts import PARTS, OffenceParts, split_change
from senim.crime.recording.regimes import Regime, path_through, rules_log, true_through
from senim.crime.recording.trust import reporting_response

__all__ = [
    "PARTS",
    "OffenceParts",
    "Regime",
    "path_through",
    "recording_response",
    "registered_from_true",
    "registered_log_change",
    "reported_share",
    "reporting_response",
    "rules_log",
    "split_change",
    "true_from_registered",
    "true_response",
    "true_through",
]
