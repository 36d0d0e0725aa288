"""The pass mark along the ROC curve."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from senim.personnel import ArgumentError
from senim.personnel.officers import Commission, ScoredTest, roc_curve
from senim.personnel.pass_mark import with_fail_rate

TEST = ScoredTest(
    pass_mark=-1.9,
    competence_distance=2.0,
    integrity_distance=1.0,
    reliability=0.7,
    persistence=0.5,
    commission=Commission(sensitivity_shift=-0.2, specificity_shift=0.1),
)


@given(st.floats(min_value=1e-4, max_value=0.999), st.floats(min_value=0.0, max_value=1.0))
def test_the_rate_comes_out_whatever_the_mix(rate, sound):
    mix = [sound, (1 - sound) / 2, (1 - sound) / 4, (1 - sound) / 4]
    assert float(with_fail_rate(TEST, mix, rate).fail_rates() @ mix) == pytest.approx(rate, rel=1e-6)


def test_it_moves_along_the_curve_and_touches_nothing_else():
    plain = ScoredTest(
        pass_mark=-1.9, competence_distance=2.0, integrity_distance=1.0, reliability=0.7, persistence=0.5
    )
    moved = with_fail_rate(plain, [0.8, 0.1, 0.05, 0.05], 0.2)
    false_alarms, integrity, competence, _ = moved.fail_rates()
    assert integrity == pytest.approx(float(roc_curve(1.0, 0.7, false_alarms)))
    assert competence == pytest.approx(float(roc_curve(2.0, 0.7, false_alarms)))
    assert (moved.persistence, moved.reliability, moved.commission) == (0.5, 0.7, Commission())


@pytest.mark.parametrize(
    ("mix", "rate", "where"),
    [([1, 0, 0, 0], 0.0, "fail_rate"), ([0.5, 0, 0, 0], 0.1, "quality_mix"), ([1.0], 0.1, "quality_mix")],
)
def test_impossible_wishes_are_refused(mix, rate, where):
    with pytest.raises(ArgumentError) as refused:
        with_fail_rate(TEST, np.array(mix, dtype=float), rate)
    assert [finding.where for finding in refused.value.findings] == [f"argument {where}"]
