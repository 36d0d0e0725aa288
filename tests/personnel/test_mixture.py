from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from senim.personnel import visible_share
from senim.personnel.mixture import fail_rates_by_class

SHARE = st.floats(0.0, 1.0)


@given(reference=SHARE, persistence=SHARE, sensitivity=SHARE, specificity=SHARE)
def test_first_examination_has_the_stated_sensitivity(
    reference: float, persistence: float, sensitivity: float, specificity: float
) -> None:
    visible = np.atleast_1d(visible_share(reference, persistence))
    sound, seen, hidden = fail_rates_by_class(np.array([sensitivity]), np.array([specificity]), visible)
    assert sound == 1 - specificity
    assert 0 <= hidden <= 1
    assert 0 <= seen <= 1
    assert visible * seen + (1 - visible) * hidden == pytest.approx(sensitivity, abs=1e-12)


@given(sensitivity=st.floats(0.01, 0.99), persistence=SHARE)
def test_two_results_of_an_officer_have_the_stated_correlation(
    sensitivity: float, persistence: float
) -> None:
    visible = np.atleast_1d(visible_share(sensitivity, persistence))
    _, seen, hidden = fail_rates_by_class(np.array([sensitivity]), np.ones(1), visible)
    both = visible * seen**2 + (1 - visible) * hidden**2
    correlation = (both - sensitivity**2) / (sensitivity * (1 - sensitivity))
    assert correlation == pytest.approx(persistence, abs=1e-9)
