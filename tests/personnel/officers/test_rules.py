from __future__ import annotations

import numpy as np
import pytest

from senim.personnel.officers.grid import HEAD, RANKS
from senim.personnel.officers.levers import Scope
from senim.personnel.officers.rules import make_rules


def test_shares_are_shares(officers, plan) -> None:
    rules = make_rules(officers(), plan(), 12)
    assert np.allclose(rules.change.sum(axis=1), 1.0)
    assert np.allclose(rules.transfer.sum(axis=1), 1.0)
    assert rules.recruits.sum() == pytest.approx(1.0)
    for matrix in (rules.change, rules.transfer, rules.recruits, rules.leaving):
        assert (matrix >= 0.0).all()
    assert (rules.leaving[-1] == 1.0).all()


def test_a_transfer_leads_to_another_unit_type_of_the_same_rank(officers, plan) -> None:
    rules = make_rules(officers(), plan(), 12)
    grid = rules.grid
    stratum, to = np.nonzero(rules.transfer)
    assert (grid.unit_of()[stratum] != grid.unit_of()[to]).all()
    assert (grid.rank_of()[stratum] == grid.rank_of()[to]).all()
    assert (grid.sex_of()[stratum] == grid.sex_of()[to]).all()


def test_where_there_is_one_unit_type_a_transfer_stays_there(officers, plan, wave) -> None:
    force = officers(recruits_by_unit={"police": 1.0}, exit_multiples_by_unit={})
    rules = make_rules(force, plan(waves=(wave(),)), 12)
    assert np.array_equal(rules.transfer, np.eye(rules.grid.strata))


def test_exits_change_with_service_and_unit_type(officers, plan) -> None:
    rules = make_rules(officers(), plan(), 12)
    yearly = 1.0 - (1.0 - rules.leaving) ** 12
    other = rules.grid.unit_of() == 1
    assert np.allclose(yearly[[0, 11, 12, 239, 240]][:, other], [[0.12], [0.12], [0.06], [0.06], [0.2]])
    assert np.allclose(rules.leaving[5, 0], 1.3 * rules.leaving[5, other][0])


def test_scope_and_exemptions(officers, plan, wave) -> None:
    rules = make_rules(officers(), plan(waves=(wave(scope=Scope(ranks=("middle", "head"))),)), 12)
    meant = rules.in_scope(rules.plan.waves[0])
    assert set(rules.grid.rank_of()[meant]) == {RANKS.index("middle"), HEAD}
    allowed = rules.may_be_examined(1, np.array([0, 239, 240]))
    assert allowed[:2, rules.grid.rank_of() != HEAD].all()
    assert not allowed[2].any()
    assert not allowed[:, rules.grid.rank_of() == HEAD].any()
