"""Synthetic control: exact weights, placebos, and a gate that can answer *cannot tell*."""

from senim.evidence.synthetic.checks import leave_donors_out, placebo_in_time
from senim.evidence.synthetic.control import synthetic_control
from senim.evidence.synthetic.gate import (
    CannotTell,
    Diagnostics,
    Distinguishable,
    Gate,
    NotDistinguishable,
    Verdict,
)
from senim.evidence.synthetic.inputs import SyntheticInputError
from senim.evidence.synthetic.panel import Panel
from senim.evidence.synthetic.result import SyntheticControl

__all__ = [
    "CannotTell",
    "Diagnostics",
    "Distinguishable",
    "Gate",
    "NotDistinguishable",
    "Panel",
    "SyntheticControl",
    "SyntheticInputError",
    "Verdict",
    "leave_donors_out",
    "placebo_in_time",
    "synthetic_control",
]
