from __future__ import annotations

import numpy as np
import pytest

from senim.personnel.officers import individuals
from senim.personnel.officers.expected import expected_force
from senim.personnel.officers.individuals import simulate_officers
from senim.personnel.officers.levers import Scope, Unfit
from senim.personnel.officers.score import scored_test
from senim.personnel.officers.tables import Tables, make_tables
from senim.personnel.plan import Exemptions


@pytest.fixture
def tables(officers, plan) -> Tables:
    return make_tables(expected_force(officers(longest_service_years=24), plan(effect_classes=2), 24))


def test_people_are_conserved_each_month(tables: Tables) -> None:
    path = simulate_officers(tables, 24, seed=1)
    assert path.officers[0] == 3000
    net = (
        sum(path.flow(name) for name in ("hired", "reinstated")) - path.flow("left") - path.flow("dismissed")
    )
    assert np.array_equal(np.diff(path.officers), net.sum(axis=(1, 2, 3, 4)))
    assert (path.stocks >= 0).all()
    unfit = sum(path.flow(name) for name in ("demoted", "transferred", "dismissed"))
    assert np.array_equal(path.flow("unfit"), unfit)


def test_results_are_the_same_whatever_the_chunks_and_threads(tables: Tables, monkeypatch) -> None:
    monkeypatch.setattr(individuals, "BLOCK_OFFICERS", 700)
    one = simulate_officers(tables, 24, seed=4)
    for blocks, threads in ((5, 1), (2, 1), (1, 3), (2, 2)):
        other = simulate_officers(tables, 24, seed=4, blocks_at_once=blocks, threads=threads)
        assert np.array_equal(other.stocks, one.stocks)
        assert np.array_equal(other.flows, one.flows)


@pytest.mark.slow
def test_blocks_of_any_size_expect_the_same(tables: Tables, monkeypatch) -> None:
    monkeypatch.setattr(individuals, "BLOCK_OFFICERS", 250)
    small = np.mean([simulate_officers(tables, 24, seed=9, draw=k).officers[-1] for k in range(20)])
    monkeypatch.setattr(individuals, "BLOCK_OFFICERS", 3000)
    large = [simulate_officers(tables, 24, seed=10, draw=k).officers[-1] for k in range(20)]
    assert small == pytest.approx(np.mean(large), abs=4.0 * np.std(large) * np.sqrt(2.0 / 20.0))


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
