from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from senim.trust import (
    ArgumentError,
    TrustDrivers,
    TrustResponse,
    bribe_channel,
    cut_points,
    full_trust_change,
    trust_shift,
)

FULL_TRUST = 0.631


def response(**changes: Any) -> TrustResponse:
    described: dict[str, Any] = {
        "bribe_exposure": 0.025,
        "bribe_odds_ratio": 3.0,
        "exposure_elasticity": 1.0,
        "staffing_coefficient": 0.2,
        "offence_coefficient": -0.3,
        "attestation_signal": 0.1,
        "signal_half_life_years": 2.0,
        "soft_effect": 0.05,
    }
    return TrustResponse(**{**described, **changes})


def test_unchanged_drivers_move_nothing_exactly() -> None:
    ones = np.ones((5, 3))
    idle = TrustDrivers(
        prevalence_ratio=ones,
        front_line_ratio=ones,
        offence_ratio=ones,
        attestation_years_since=np.full(3, np.nan),
        soft_levers=np.zeros(3),
    )
    draws = response(bribe_odds_ratio=np.linspace(1, 5, 5))
    for drivers in (idle, TrustDrivers()):
        shift = trust_shift(drivers, draws, FULL_TRUST, 3)
        assert shift.shape == (5, 3)
        assert (shift == 0.0).all()


def test_bribes_move_full_trust_as_the_bribe_channel_says() -> None:
    shift = trust_shift(TrustDrivers(prevalence_ratio=np.array([1.0, 0.5])), response(), FULL_TRUST, 2)
    cuts = cut_points([1 - FULL_TRUST, FULL_TRUST])
    points = full_trust_change(cuts, shift)[0]
    assert points[0] == 0.0
    assert points[1] == pytest.approx(bribe_channel(0.025, 0.0125, 3.0, FULL_TRUST), rel=1e-9)


def test_exposure_follows_with_its_elasticity() -> None:
    drivers = TrustDrivers(prevalence_ratio=np.array([0.25]))
    halved = trust_shift(TrustDrivers(prevalence_ratio=np.array([0.5])), response(), FULL_TRUST, 1)
    dulled = trust_shift(drivers, response(exposure_elasticity=0.5), FULL_TRUST, 1)
    assert dulled == pytest.approx(halved)
    assert (trust_shift(drivers, response(exposure_elasticity=0.0), FULL_TRUST, 1) == 0).all()
    flooded = trust_shift(TrustDrivers(prevalence_ratio=np.array([1e3])), response(), FULL_TRUST, 1)
    assert np.isfinite(flooded).all()


def test_other_drivers_add_up() -> None:
    staff, crime = np.array([0.9, 0.9]), np.array([1.1, 1.0])
    both = trust_shift(TrustDrivers(front_line_ratio=staff, offence_ratio=crime), response(), FULL_TRUST, 2)
    assert both[0] == pytest.approx(0.2 * np.log(staff) - 0.3 * np.log(crime))


def test_the_signal_of_a_wave_fades_by_half() -> None:
    since = np.array([np.nan, -0.5, 0.0, 2.0, 4.0])
    shift = trust_shift(TrustDrivers(attestation_years_since=since), response(), FULL_TRUST, 5)
    assert shift[0] == pytest.approx([0, 0, 0.1, 0.05, 0.025])


def test_soft_levers_scale_their_effect_by_draw() -> None:
    drawn = response(soft_effect=np.array([-0.1, 0.1]))
    shift = trust_shift(TrustDrivers(soft_levers=np.array([0.0, 1.0, 0.5])), drawn, FULL_TRUST, 3)
    assert shift.tolist() == [[0, -0.1, -0.05], [0, 0.1, 0.05]]


def test_arrays_that_do_not_fit_are_named_at_once() -> None:
    drivers = TrustDrivers(front_line_ratio=np.ones((4, 2)), offence_ratio=np.ones(3))
    with pytest.raises(ArgumentError) as caught:
        trust_shift(drivers, response(soft_effect=np.zeros(5)), FULL_TRUST, 2)
    assert "offence_ratio" in str(caught.value)
    assert "5 in soft_effect, 4 in front_line_ratio" in str(caught.value)


def test_impossible_inputs_are_refused() -> None:
    with pytest.raises(ArgumentError, match="front_line_ratio"):
        TrustDrivers(front_line_ratio=np.zeros(2))
    with pytest.raises(ArgumentError, match="signal_half_life_years"):
        replace(response(), signal_half_life_years=0.0)
    with pytest.raises(ArgumentError, match="attestation_signal"):
        response(attestation_signal=np.nan)
