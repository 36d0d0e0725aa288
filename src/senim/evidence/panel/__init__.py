"""A natural experiment: police forces of England and Wales before, during and after the cut of 2010–18.

The designs inform and do not decide: the placebo before the cut fails. Each returns an estimate that knows
its convention, or says why it does not apply.
"""

from senim.evidence.panel.changes import BEFORE, CUT, long_difference, placebo
from senim.evidence.panel.event_study import EventStudy, event_study
from senim.evidence.panel.familywise import Familywise, holm, joint_randomisation
from senim.evidence.panel.fixed_effects import LaggedResponse, fixed_effects, together
from senim.evidence.panel.frame import ForcePanel, Gap, force_panel
from senim.evidence.panel.inputs import PanelInputError
from senim.evidence.panel.line import response_line
from senim.evidence.panel.prior_path import prior_path
from senim.evidence.panel.randomisation import ResamplingTest, randomisation_test
from senim.evidence.panel.regression import InstrumentComparison, Regression, least_squares, two_stage
from senim.evidence.panel.results import (
    DesignResult,
    InapplicableDesign,
    PanelEstimate,
    Verdict,
    results_table,
)
from senim.evidence.panel.robustness import LeaveOneOut, leave_one_out, ratio_bias, regression_to_the_mean
from senim.evidence.panel.shapes import Shapes, change_shapes, lagged_shapes
from senim.evidence.panel.simultaneity import (
    CRIME4_EQUATION,
    PRISON_EQUATION,
    crime4_differences,
    crime4_instrumented,
    expected_least_squares,
    feedback_worlds,
    prison_instrumented,
    textbook,
)
from senim.evidence.panel.trend import TrendComparison, trend_comparison
from senim.evidence.panel.weak_instruments import InstrumentStrength, RobustSet, instrument_strength
from senim.evidence.panel.wild_bootstrap import wild_cluster_bootstrap

__all__ = [
    "BEFORE",
    "CRIME4_EQUATION",
    "CUT",
    "PRISON_EQUATION",
    "DesignResult",
    "EventStudy",
    "Familywise",
    "ForcePanel",
    "Gap",
    "InapplicableDesign",
    "InstrumentComparison",
    "InstrumentStrength",
    "LaggedResponse",
    "LeaveOneOut",
    "PanelEstimate",
    "PanelInputError",
    "Regression",
    "ResamplingTest",
    "RobustSet",
    "Shapes",
    "TrendComparison",
    "Verdict",
    "change_shapes",
    "crime4_differences",
    "crime4_instrumented",
    "event_study",
    "expected_least_squares",
    "feedback_worlds",
    "fixed_effects",
    "force_panel",
    "holm",
    "instrument_strength",
    "joint_randomisation",
    "lagged_shapes",
    "least_squares",
    "leave_one_out",
    "long_difference",
    "placebo",
    "prior_path",
    "prison_instrumented",
    "randomisation_test",
    "ratio_bias",
    "regression_to_the_mean",
    "response_line",
    "results_table",
    "textbook",
    "together",
    "trend_comparison",
    "two_stage",
    "wild_cluster_bootstrap",
]
