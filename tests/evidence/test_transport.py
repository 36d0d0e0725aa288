"""Transport of an elasticity: factor and offset."""

from __future__ import annotations

import numpy as np
import pytest

from senim.evidence import TRANSPORT_SETTINGS, transport
from senim.status import Status

NUMBERS = np.random.default_rng(3).random(100_000)


def test_transport_is_factor_times_elasticity_plus_offset() -> None:
    moved = transport(np.array([-0.4, -0.4]), np.array([1.0, 0.5]), np.array([0.0, 0.1]))
    assert moved == pytest.approx([-0.4, -0.1])


def test_no_discount_leaves_the_elasticity_exactly() -> None:
    setting = TRANSPORT_SETTINGS["none"]
    elasticity = np.linspace(-1, 1, 7)
    moved = transport(elasticity, setting.factor(NUMBERS[:7]), setting.offset(NUMBERS[:7]))
    assert np.array_equal(moved, elasticity)


@pytest.mark.parametrize(("name", "median"), [("default", 0.6), ("sceptical", 0.3)])
def test_discounts_have_the_stated_distribution(name: str, median: float) -> None:
    setting = TRANSPORT_SETTINGS[name]
    factor, offset = setting.factor(NUMBERS), setting.offset(NUMBERS)
    assert np.median(factor) == pytest.approx(median, rel=0.01)
    assert np.log(factor).std() == pytest.approx(0.5, rel=0.01)
    assert offset.mean() == pytest.approx(0, abs=2e-3)
    assert offset.std() == pytest.approx(0.1, rel=0.01)
    assert setting.status is Status.ELICITED


def test_a_factor_above_one_is_possible_and_the_offset_can_change_the_sign() -> None:
    setting = TRANSPORT_SETTINGS["default"]
    assert 0.1 < (setting.factor(NUMBERS) > 1).mean() < 0.2
    moved = transport(-0.1, setting.factor(NUMBERS), setting.offset(NUMBERS[::-1]))
    assert 0.1 < (moved > 0).mean() < 0.5
