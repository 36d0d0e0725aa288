from __future__ import annotations

import numpy as np
import pytest

from senim.personnel.officers.calendar import IDLE, ON_LEAVE
from senim.personnel.officers.expected import expected_force
from senim.personnel.officers.origins import by_unit, make_origins
from senim.personnel.officers.rules import make_rules


def test_recruits_stand_unit_type_by_unit_type(officers, plan) -> None:
    force = officers(recruits_by_unit={"patrol": 0.5, "guard": 0.0, "prison": 0.5}, exit_multiples_by_unit={})
    rules = make_rules(force, plan(waves=()), 12)
    recruits, begins = by_unit(rules)
    assert np.allclose(begins, [0.0, 0.5, 0.5, 1.0])
    unit = rules.grid.unit_of()[recruits.cells // rules.grid.classes]
    assert np.array_equal(np.unique(unit), [0, 2])
    assert (np.diff(unit) >= 0).all()
    shares = np.diff(recruits.cumulated, prepend=0.0)
    assert np.allclose(shares, rules.recruits.ravel()[recruits.cells])


def test_everybody_of_the_start_waits_for_something_and_stands_by_stratum(officers, plan) -> None:
    expected = expected_force(officers(), plan(), 12)
    rules, steady = expected.rules, expected.steady
    origins = make_origins(expected)
    shape = rules.grid.strata, rules.tenure_months, len(origins.waiting), rules.grid.classes
    start = np.zeros(shape)
    start.ravel()[origins.start.cells] = np.diff(origins.start.cumulated, prepend=0.0)
    assert start.sum() == pytest.approx(3000.0)
    on_leave = start[:, :, origins.waiting == ON_LEAVE].sum(axis=2)
    assert np.allclose(on_leave, steady.leave.transpose(0, 2, 1))
    assert np.allclose(start.sum(axis=2) - on_leave, steady.active.transpose(0, 2, 1))
    # heads are exempt from the cycle and wait for nothing once their date is over
    assert start[-1, 200:, origins.waiting == IDLE].sum() > 0.0
    assert origins.returning.total == pytest.approx(
        sum(some.sum() for some in expected.at_start().reinstatements.values())
    )
