"""A question that should not have moved, beside one that did."""

from __future__ import annotations

import numpy as np
import pytest

from senim.trust import ArgumentError, compare_with_control, fit_cumulative_logit

SURVEY = {"sample_size": 18_000, "design_effect": 1.5}


def test_a_common_move_leaves_nothing() -> None:
    found = compare_with_control((0.5, 0.6), (0.5, 0.6), **SURVEY)
    assert found.left_points == pytest.approx(0.0, abs=1e-9)
    assert found.verdict == "no more apart than chance"


def test_verdicts() -> None:
    assert (
        compare_with_control((0.37, 0.643), (0.574, 0.649), **SURVEY).verdict == "moved more than the control"
    )
    assert (
        compare_with_control((0.574, 0.649), (0.37, 0.643), **SURVEY).verdict == "moved less than the control"
    )
    assert compare_with_control((0.37, 0.643), (0.6, 0.605), **SURVEY).verdict == "the control stood still"


def test_the_interval_is_wider_than_that_of_independent_questions() -> None:
    found = compare_with_control((0.5, 0.6), (0.4, 0.5), **SURVEY)
    alone = []
    for pair in ((0.5, 0.6), (0.4, 0.5)):
        counts = [[18_000 * (1 - share), 18_000 * share] for share in pair]
        alone.append(fit_cumulative_logit(counts, [[0.0], [1.0]], design_effect=1.5))
    errors = [fit.standard_errors[-1] for fit in alone]
    half = (found.apart[1] - found.apart[0]) / 2
    assert half == pytest.approx(1.959964 * sum(errors), rel=1e-4)
    assert half > 1.96 * np.hypot(*errors)
    assert found.outcome_shift == pytest.approx(alone[0].coefficients[0], abs=1e-6)


def test_bad_arguments_are_told_together() -> None:
    with pytest.raises(ArgumentError) as caught:
        compare_with_control((0.0, 0.5), (0.5, 1.0), sample_size=0, design_effect=1)
    assert all(name in str(caught.value) for name in ("outcome", "control", "sample_size"))
