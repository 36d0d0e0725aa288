"""Specification curve: every defensible specification of a panel, and what they say together."""

from senim.evidence.curve.checks import CurveInputError
from senim.evidence.curve.conventions import DUMMIES, PYFIXEST, UNCORRECTED, SmallSample
from senim.evidence.curve.curve import specification_curve
from senim.evidence.curve.england_wales import ENGLAND_WALES, england_wales_frame
from senim.evidence.curve.joint import InapplicableTest, JointStatistic, JointTest, joint_permutation_test
from senim.evidence.curve.specification import Sample, Specification
from senim.evidence.curve.summary import by_choice, by_option, curve_summary, thinned
from senim.evidence.curve.terms import Term
from senim.evidence.curve.universe import Dimension, Exclusion, Option, Universe

__all__ = [
    "DUMMIES",
    "ENGLAND_WALES",
    "PYFIXEST",
    "UNCORRECTED",
    "CurveInputError",
    "Dimension",
    "Exclusion",
    "InapplicableTest",
    "JointStatistic",
    "JointTest",
    "Option",
    "Sample",
    "SmallSample",
    "Specification",
    "Term",
    "Universe",
    "by_choice",
    "by_option",
    "curve_summary",
    "england_wales_frame",
    "joint_permutation_test",
    "specification_curve",
    "thinned",
]
