"""Percent from log changes."""

from __future__ import annotations

import numpy as np
import pytest

from senim.crime import to_percent


def test_percent_of_a_log_change() -> None:
    assert to_percent(np.log([0.9, 1.0, 2.0])) == pytest.approx([-10, 0, 100])


def test_no_change_is_exactly_zero() -> None:
    assert to_percent(0.0).item() == 0.0
