"""When an option is preferred."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from senim.arguments import ArgumentError
from senim.uncertainty.decision import SwitchKind, preference

OFFENCES = st.lists(st.integers(-500, 500).map(float), min_size=2, max_size=40)


@given(offences=OFFENCES, share=st.floats(0.05, 1.0))
def test_at_most_so_many_draws_agree_above_the_value(offences, share):
    found = preference([16.0] * len(offences), offences)
    switch = found.switch(share)
    if switch.kind is SwitchKind.ALWAYS:
        assert np.mean(np.array(offences) <= 0) >= share - 1e-9
    elif switch.value < 1e15:
        below, above = found.shares([switch.value * (1 - 1e-9), switch.value * (1 + 1e-9)])
        assert below >= share - 1e-9
        assert above < share


@given(offences=OFFENCES, share=st.floats(0.05, 1.0))
def test_changing_places_turns_the_preference_round(offences, share):
    there, back = (
        preference([-16.0] * len(offences), offences),
        preference([16.0] * len(offences), [-one for one in offences]),
    )
    values = [0.0, 0.1, 1.0, 30.0]
    ties = 1e-12
    assert (there.shares(values) + back.shares(values) <= 1.0 + ties).all()
    switch = there.switch(share)
    if switch.kind is SwitchKind.ABOVE and switch.value < 1e15:
        assert there.shares([switch.value * (1 + 1e-9)])[0] >= share - 1e-9


def test_the_mean_weighs_rare_draws_that_the_share_only_counts():
    found = preference([10.0] * 4, [1.0, 1.0, 1.0, 97.0])
    assert found.switch(0.5).value == pytest.approx(10.0)
    assert found.on_average().value == pytest.approx(40.0 / 100.0)


def test_every_case_has_a_name_and_a_reason():
    costly = preference([-1.0, -1.0], [-1.0, 1.0])
    assert costly.switch(0.5).kind is SwitchKind.ABOVE
    assert costly.switch(0.9).kind is SwitchKind.NEVER
    assert preference([0.0, 0.0], [-1.0, -1.0]).switch().kind is SwitchKind.ALWAYS
    assert preference([0.0, 0.0], [0.0, 0.0]).switch().kind is SwitchKind.NEVER
    mixed = preference([1.0, -1.0], [1.0, 1.0]).switch()
    assert mixed.kind is SwitchKind.CANNOT_TELL
    assert mixed.value is None
    assert mixed.reason


def test_bad_arguments_are_named_at_once():
    with pytest.raises(ArgumentError) as caught:
        preference([1.0, np.nan], [np.inf, 1.0])
    assert len(caught.value.findings) == 2
    with pytest.raises(ArgumentError, match="one number a draw"):
        preference([1.0, 2.0], [1.0])
    with pytest.raises(ArgumentError, match="share"):
        preference([1.0], [1.0]).switch(0.0)
