from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from senim.arguments import ArgumentError
from senim.personnel.officers import individuals
from senim.personnel.officers.expected import ExpectedForce, expected_force
from senim.personnel.officers.grid import RANKS
from senim.personnel.officers.individuals import simulate_officers
from senim.personnel.officers.levers import Scope, Unfit
from senim.personnel.officers.score import scored_test
from senim.personnel.officers.tables import Tables, make_tables
from senim.personnel.plan import Exemptions


@pytest.fixture
def expected(officers, plan) -> ExpectedForce:
    return expected_force(officers(longest_service_years=24), plan(effect_classes=2), 24)


@pytest.fixture
def tables(expected: ExpectedForce) -> Tables:
    return make_tables(expected)


@pytest.mark.parametrize("seed", [1, 2])
def test_people_are_conserved_each_month(seed: int, described_at_random) -> None:
    force, plan, staffing, months = described_at_random(seed)
    tables = make_tables(expected_force(force, plan, months, staffing=staffing))
    path = simulate_officers(tables, months, seed=seed)
    assert path.officers[0] == force.officers
    came = sum(path.flow(name) for name in ("hired", "reinstated"))
    went = sum(path.flow(name) for name in ("left", "dismissed", "released"))
    assert np.array_equal(np.diff(path.officers), (came - went).sum(axis=(1, 2, 3, 4)))
    assert (path.stocks >= 0).all()
    unfit = sum(path.flow(name) for name in ("demoted", "transferred", "dismissed"))
    assert np.array_equal(path.flow("unfit"), unfit)


def test_results_are_the_same_whatever_the_threads(tables: Tables, monkeypatch) -> None:
    monkeypatch.setattr(individuals, "BLOCK_OFFICERS", 700)
    one = simulate_officers(tables, 24, seed=4)
    for threads in (2, 3, 4, 50):
        other = simulate_officers(tables, 24, seed=4, threads=threads)
        assert np.array_equal(other.stocks, one.stocks)
        assert np.array_equal(other.flows, one.flows)


@pytest.mark.slow
def test_blocks_of_any_size_expect_the_same(tables: Tables, monkeypatch) -> None:
    monkeypatch.setattr(individuals, "BLOCK_OFFICERS", 250)
    small = np.mean([simulate_officers(tables, 24, seed=9, draw=k).officers[-1] for k in range(20)])
    monkeypatch.setattr(individuals, "BLOCK_OFFICERS", 3000)
    large = [simulate_officers(tables, 24, seed=10, draw=k).officers[-1] for k in range(20)]
    assert small == pytest.approx(np.mean(large), abs=4.0 * np.std(large) * np.sqrt(2.0 / 20.0))


def test_blocks_make_up_the_force_and_round_as_one(tables: Tables, monkeypatch) -> None:
    monkeypatch.setattr(individuals, "BLOCK_OFFICERS", 700)
    totals = []
    for draw in range(200):
        blocks = individuals.slices(tables, seed=1, draw=draw)
        assert [block.officers for block in blocks] == [600] * 5
        assert sum(block.part for block in blocks) == pytest.approx(1.0)
        recruits = sum(block.recruits for block in blocks)
        assert (np.abs(recruits - tables.hired) < 1.0).all()
        totals.append([recruits.sum(), sum(block.returning for block in blocks)])
    wanted = [tables.hired.sum(), tables.origins.returning.total]
    assert np.mean(totals, axis=0) == pytest.approx(wanted, abs=1.5)


def test_draws_and_seeds_differ_and_repeat(tables: Tables) -> None:
    first, again, draw, seed = (
        simulate_officers(tables, 12, seed=seed, draw=draw).flows
        for seed, draw in ((1, 0), (1, 0), (1, 1), (2, 0))
    )
    assert np.array_equal(first, again)
    assert not np.array_equal(first, draw)
    assert not np.array_equal(first, seed)


def test_a_longer_run_begins_like_a_shorter_one(tables: Tables) -> None:
    short, long = (simulate_officers(tables, months, seed=3) for months in (12, 24))
    assert np.array_equal(short.stocks, long.stocks[:13])
    assert np.array_equal(short.flows, long.flows[:12])
    assert len(short.posts) == 13
    with pytest.raises(ArgumentError, match="months"):
        simulate_officers(tables, 25, seed=3)


def test_years_of_service_are_sums_of_months(tables: Tables) -> None:
    by_year, by_month = (simulate_officers(tables, 24, seed=3, monthly_tenure=each) for each in (False, True))
    months = by_month.stocks.shape[1]
    assert np.array_equal(np.add.reduceat(by_month.stocks, np.arange(0, months, 12), axis=1), by_year.stocks)
    assert np.array_equal(by_month.flows, by_year.flows)


def test_nobody_grows_younger_or_skips_a_month(officers, plan) -> None:
    """Who has no recruits behind him is one month older a month later, or gone."""
    force = officers(longest_service_years=4, exits_yearly=((0, 0.3),))
    expected = expected_force(force, plan(cycle=None, waves=()), 60)
    nobody = replace(expected.timeline, hired=np.zeros_like(expected.timeline.hired))
    path = simulate_officers(make_tables(replace(expected, timeline=nobody)), 60, seed=1, monthly_tenure=True)
    by_service = path.stocks.sum(axis=(2, 3, 4, 5))
    assert by_service.shape[1] == 48
    for month in range(60):
        assert by_service[month + 1, 0] == 0
        assert (by_service[month + 1, 1:] <= by_service[month, :-1]).all()
    assert by_service[47].sum() > 0
    assert by_service[48].sum() == 0


def test_exits_are_multiplied_by_service_stratum_and_integrity(expected: ExpectedForce) -> None:
    exits = np.ones_like(expected.timeline.exits)
    exits[:12] = 0.0
    # officers of low integrity with long service leave all at once
    exits[12, 1, :, 1] = 1.0 / expected.rules.leaving[240]
    path = simulate_officers(
        make_tables(replace(expected, timeline=replace(expected.timeline, exits=exits))), 24, seed=2
    )
    left = path.flow("left").sum(axis=(1, 2, 3))
    # before, only those leave whose service is over
    assert 0 < left[:12].sum() < 0.2 * left[13:].sum()
    long_service = path.stocks[12:14, 20:].sum(axis=(1, 2, 3, 4))
    remaining = long_service[1] / long_service[0]
    # some of the sound have turned, and some reach the twenty years
    assert remaining[[1, 3]].max() < 0.3
    assert remaining[[0, 2]].min() > 0.9


def test_promotions_wait_where_no_post_is_open(officers, plan) -> None:
    force = officers(appointments_yearly=0.0)
    expected = expected_force(force, plan(cycle=None, waves=()), 12)
    promotions = np.zeros_like(expected.timeline.promotions)
    promotions[6:] = 1.0
    path = simulate_officers(
        make_tables(replace(expected, timeline=replace(expected.timeline, promotions=promotions))), 12, seed=1
    )
    appointed = path.flow("appointed").sum(axis=(1, 2, 3, 4))
    assert not appointed[:6].any()
    assert appointed[6:].all()


def test_all_in_active_service_are_released_recruits_included_and_those_on_leave_are_not(
    officers, plan
) -> None:
    force = officers(recruits_women=1.0, women_leave_yearly=0.5)
    expected = expected_force(force, plan(cycle=None, waves=()), 6)
    released = np.zeros_like(expected.timeline.released)
    released[3, expected.rules.grid.unit_of() == 0] = 1.0
    tables = make_tables(replace(expected, timeline=replace(expected.timeline, released=released)))
    path = simulate_officers(tables, 6, seed=1, monthly_tenure=True)
    by_unit = path.stocks.sum(axis=(1, 2, 4, 5))
    let_go = path.flow("released").sum(axis=(1, 3, 4))
    assert not np.delete(let_go, 3, axis=0).any()
    assert not let_go[3, 1:].any()
    on_leave = expected.steady.leave.sum(axis=(1, 2))[expected.rules.grid.unit_of() == 0].sum()
    assert by_unit[4, 0] == pytest.approx(on_leave, rel=0.25)
    recruits = path.stocks[4, 0].sum(axis=(0, 2, 3))
    assert recruits[0] == 0
    assert recruits[1:].all()


def test_recruits_come_as_laid_down(expected: ExpectedForce) -> None:
    hired = np.zeros_like(expected.timeline.hired)
    hired[5] = [400.0, 0.0, 10.5]
    tables = make_tables(replace(expected, timeline=replace(expected.timeline, hired=hired)))
    found = [simulate_officers(tables, 24, seed=1, draw=draw).flow("hired") for draw in range(12)]
    by_unit = np.array([flow.sum(axis=(1, 3, 4)) for flow in found])
    assert not np.delete(by_unit, 5, axis=1).any()
    assert (by_unit[:, 5, 0] == 400).all()
    assert not by_unit[:, 5, 1].any()
    assert set(by_unit[:, 5, 2]) == {10.0, 11.0}
    by_rank = found[0].sum(axis=(0, 2, 3, 4))
    assert by_rank[RANKS.index("rank_and_file")] == pytest.approx(0.6 * by_rank.sum(), rel=0.2)


def test_a_wave_for_nobody_examines_nobody(officers, plan, wave) -> None:
    nobody = plan(cycle=None, waves=(wave(scope=Scope(share=0.0)), wave(scope=Scope(ranks=("head",)))))
    path = simulate_officers(make_tables(expected_force(officers(), nobody, 12)), 12, seed=1)
    assert path.flow("examined").sum() == 0


def test_who_passed_a_wholly_persistent_test_passes_again(officers, plan, wave, examination) -> None:
    tried = examination(
        test=scored_test(
            specificity=0.9, competence_sensitivity=0.5, integrity_sensitivity=0.3, persistence=1.0
        ),
        unfit=Unfit(dismissed=1.0, demoted=0.0, transferred=0.0),
        exemptions=Exemptions(long_service=False, on_leave=False, new_in_post=True, heads=False),
        reexamined_share=0.0,
    )
    force = officers(learning_yearly=0.0, turning_yearly=0.0, mending_yearly=0.0)
    waves = tuple(wave(first_month=month, last_month=month, examination=tried) for month in (0, 6))
    path = simulate_officers(make_tables(expected_force(force, plan(cycle=None, waves=waves), 9)), 9, seed=1)
    dismissed = path.flow("dismissed").sum(axis=(1, 2, 3, 4))
    examined = path.flow("examined").sum(axis=(1, 2, 3, 4))
    assert dismissed[0] > 200
    # in the second wave only those fail who were new in post in the first
    assert examined[6] > 1000
    assert dismissed[6] / examined[6] < 0.3 * dismissed[0] / examined[0]
