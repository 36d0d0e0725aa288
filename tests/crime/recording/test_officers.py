"""Officers record: what their number does to the share recorded."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from senim.crime import recording_response, registered_response, to_percent, true_response

AT_ONCE = np.array([[1.0]])
slopes = st.floats(-2, 2)
cuts = st.floats(-0.5, 0.0)


def both(cut: float, elasticity: float, recording: float) -> tuple[float, float]:
    """Registered and true log change after a permanent cut."""
    officers = np.array([[cut]])
    registered = registered_response(officers, np.zeros((1, 1)), [elasticity], [0.0], AT_ONCE)
    return registered.item(), true_response(registered, officers, [recording], AT_ONCE).item()


@given(cuts, slopes, st.floats(0, 1), st.floats(0, 1))
def test_the_more_officers_record_the_more_a_cut_hides(
    cut: float, elasticity: float, one: float, other: float
) -> None:
    low, high = sorted((one, other))
    assert both(cut, elasticity, high)[1] >= both(cut, elasticity, low)[1]
    assert both(cut, elasticity, high)[0] == both(cut, elasticity, low)[0]


@given(slopes, slopes)
def test_no_cut_changes_nothing_at_all(elasticity: float, recording: float) -> None:
    assert both(0.0, elasticity, recording) == (0.0, 0.0)


@given(cuts, slopes, slopes)
def test_true_elasticity_is_the_registered_one_less_that_of_recording(
    cut: float, elasticity: float, recording: float
) -> None:
    assert both(cut, elasticity, recording)[1] == pytest.approx((elasticity - recording) * cut, abs=1e-12)


def test_a_tenth_fewer_officers_as_the_model_documents_it() -> None:
    registered, true = both(np.log(0.9), -0.34, 0.34)
    recording = recording_response([[np.log(0.9)]], [0.34], AT_ONCE)
    assert to_percent(registered).item() == pytest.approx(3.6, abs=0.05)
    assert to_percent(true).item() == pytest.approx(7.4, abs=0.05)
    assert to_percent(recording).item() == pytest.approx(-3.5, abs=0.05)


def test_shapes_that_do_not_fit_are_refused_together() -> None:
    with pytest.raises(ValueError, match="recording_elasticity") as caught:
        recording_response(np.zeros((1, 2)), [0.1, 0.2], [[0.4, 0.4]])
    assert "does not sum to 1" in str(caught.value)
