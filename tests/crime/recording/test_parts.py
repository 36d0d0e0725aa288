"""A change of registered offences and its parts."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from senim.crime import PARTS, OffenceParts, split_change

logs = arrays(np.float64, (3, 4), elements=st.floats(-3, 3))


@given(logs, logs, logs, logs)
def test_parts_add_up_and_nothing_is_left(true, reporting, recording, rules) -> None:
    parts = OffenceParts(true, reporting, recording, rules)
    total = sum(parts.part(name) for name in PARTS)
    np.testing.assert_array_equal(parts.registered, total)
    np.testing.assert_allclose(parts.true + parts.hidden, parts.registered, atol=1e-13)
    # the same in levels: factors multiply
    factors = np.prod([np.exp(parts.part(name)) for name in PARTS], axis=0)
    np.testing.assert_allclose(np.exp(parts.registered), factors, rtol=1e-12)


@given(logs, logs, logs, logs)
def test_taking_the_parts_out_gives_the_true_change_back(true, reporting, recording, rules) -> None:
    registered = OffenceParts(true, reporting, recording, rules).registered
    again = split_change(registered, reporting=reporting, recording=recording, rules=rules)
    np.testing.assert_allclose(again.true, true, atol=1e-12)


def test_no_change_has_no_parts() -> None:
    parts = split_change(np.zeros((2, 2)), reporting=0.0, recording=0.0, rules=0.0)
    assert not parts.registered.any()
    assert not parts.part("true").any()


def test_parts_that_cannot_be_added_are_refused_together() -> None:
    with pytest.raises(ValueError, match=r"true\[0\]: nan is not finite") as caught:
        OffenceParts([np.nan, 0.0], [0.0], "a", 0.0)
    assert "recording: 'a' is not a number" in str(caught.value)
    with pytest.raises(ValueError, match="do not fit together"):
        OffenceParts([0.0, 0.0], [0.0], [0.0, 0.0, 0.0], 0.0)
    with pytest.raises(ValueError, match="is none of true"):
        OffenceParts(0.0, 0.0, 0.0, 0.0).part("weather")
