from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from senim.trust import ArgumentError, meant_shares, observed_shares

TRUE = np.array([0.1, 0.1, 0.3, 0.5])


def test_without_fear_or_silence_a_survey_shows_the_truth() -> None:
    assert observed_shares(TRUE, 0.0, 0.0) == pytest.approx(TRUE)


def test_fear_lifts_the_top_answer_and_silence_scales_all() -> None:
    seen = observed_shares(TRUE, 10.0, 0.156)
    assert seen == pytest.approx(np.array([0.08, 0.08, 0.24, 0.6]) * 0.844)


def test_draws() -> None:
    seen = observed_shares(TRUE, np.array([0.0, 15.0]), 0.0)
    assert seen[:, -1] == pytest.approx([0.5, 0.65])


@given(fear=st.floats(0, 100), silent=st.floats(0, 1))
def test_shares_stay_whole(fear: float, silent: float) -> None:
    seen = observed_shares(TRUE, fear, silent)
    assert seen.sum() == pytest.approx(1 - silent)
    assert (seen >= 0).all()


def test_bad_arguments() -> None:
    with pytest.raises(ArgumentError, match="sum to 1"):
        observed_shares([0.2, 0.2], 0.0, 0.0)
    with pytest.raises(ArgumentError, match="fear_bias"):
        observed_shares(TRUE, -1.0, 0.0)


@given(fear=st.floats(0, 15), silent=st.floats(0, 0.9))
def test_what_was_meant_comes_back(fear: float, silent: float) -> None:
    assert meant_shares(observed_shares(TRUE, fear, silent), fear) == pytest.approx(TRUE)


def test_more_caution_than_full_trust_is_refused() -> None:
    with pytest.raises(ArgumentError, match="fear_bias"):
        meant_shares(TRUE, 60.0)
    with pytest.raises(ArgumentError, match="two answers"):
        meant_shares([0.7, 0.7], 0.0)
