from __future__ import annotations

import numpy as np
import pytest

from senim.personnel.officers.calendar import APPOINTED, RETURNED, is_protected
from senim.personnel.officers.month import timetable
from senim.personnel.officers.rules import make_rules


def test_without_a_capacity_all_are_called_evenly(wave) -> None:
    assert np.allclose(timetable(wave(first_month=2, last_month=5), 1000.0), 0.25)


def test_a_capacity_fills_the_first_months(wave) -> None:
    table = timetable(wave(first_month=0, last_month=3, capacity_monthly=400.0), 1000.0)
    assert np.allclose(table, [0.4, 0.4, 0.2, 0.0])


def test_a_small_capacity_leaves_some_out(wave) -> None:
    assert timetable(
        wave(first_month=0, last_month=1, capacity_monthly=100.0), 1000.0
    ).sum() == pytest.approx(0.2)
    assert timetable(wave(capacity_monthly=0.0), 1000.0).sum() == 0.0
    assert timetable(wave(capacity_monthly=5.0), 0.0).sum() == 0.0


def test_leave_protects_for_six_months_after_the_return(officers, plan) -> None:
    rules = make_rules(officers(), plan(), 12)
    returned_in = 20
    date = returned_in + 9
    assert [is_protected(rules, RETURNED, date, month) for month in (25, 26)] == [True, False]
    assert not is_protected(rules, APPOINTED, date, 25)
