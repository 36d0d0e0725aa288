from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from senim.trust import ArgumentError, bribe_channel
from senim.trust.bribes import full_trust_without_exposure


@pytest.mark.parametrize("full_trust", [0.616, 0.631])
def test_halving_bribes_moves_trust_by_less_than_half_a_point(full_trust: float) -> None:
    assert round(bribe_channel(0.025, 0.0125, 2.0, full_trust), 1) == 0.2
    assert round(bribe_channel(0.025, 0.0125, 5.0, full_trust), 1) == 0.5


def test_second_hand_experience_weighs_more() -> None:
    assert bribe_channel(0.15, 0.075, 3.0, 0.616) > 4 * bribe_channel(0.025, 0.0125, 3.0, 0.616)


@given(exposure=st.floats(0.0, 1.0), ratio=st.floats(0.02, 50.0), trust=st.floats(0.01, 0.99))
def test_the_groups_add_up_to_the_baseline(exposure: float, ratio: float, trust: float) -> None:
    spared = float(full_trust_without_exposure(exposure, ratio, trust))
    exposed = spared / (spared + ratio * (1 - spared))
    assert 0 < spared < 1
    assert exposure * exposed + (1 - exposure) * spared == pytest.approx(trust, abs=1e-9)


@given(exposure=st.floats(0.0, 1.0), after=st.floats(0.0, 1.0), trust=st.floats(0.01, 0.99))
def test_without_an_association_or_a_change_nothing_moves(
    exposure: float, after: float, trust: float
) -> None:
    assert bribe_channel(exposure, after, 1.0, trust) == pytest.approx(0.0, abs=1e-12)
    assert bribe_channel(exposure, exposure, 3.0, trust) == 0.0


def test_no_bribes_left_is_the_trust_of_the_spared() -> None:
    spared = float(full_trust_without_exposure(0.1, 4.0, 0.6))
    assert bribe_channel(0.1, 0.0, 4.0, 0.6) == pytest.approx(100 * (spared - 0.6))


def test_bad_arguments_are_named_at_once() -> None:
    with pytest.raises(ArgumentError) as caught:
        bribe_channel(-0.1, 2.0, 0.0, 1.0)
    assert len(caught.value.findings) == 4
