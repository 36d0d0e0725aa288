"""Means of the simulated officers against their expected values, in every cell and month.

Counts of a month are sums over officers who do not touch one another, so their tails are no heavier
than Poisson's with the same mean (Hoeffding 1956), whatever the variance. Bonferroni over everything
looked at makes a false alarm of one comparison as rare as `ALPHA`.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings, strategies
from scipy.stats import poisson, t

from senim.personnel.officers.expected import ExpectedForce, expected_force
from senim.personnel.officers.force import OfficerForce
from senim.personnel.officers.individuals import simulate_officers
from senim.personnel.officers.levers import AttestationPlan, LawCycle
from senim.personnel.officers.path import FLOWS, OfficerPath
from senim.personnel.officers.tables import make_tables
from senim.personnel.plan import Exemptions

ALPHA = 0.01


def simulated(expected: ExpectedForce, months: int, draws: int, seed: int) -> list[OfficerPath]:
    tables = make_tables(expected)
    return [simulate_officers(tables, months, seed=seed, draw=draw) for draw in range(draws)]


def poisson_p(counted: np.ndarray, mean: np.ndarray) -> np.ndarray:
    """Two-sided, an upper bound for sums of independent indicators; what cannot be must not be."""
    below, above = poisson.cdf(counted, mean), poisson.sf(counted - 1, mean)
    return np.where(mean > 1e-9, np.minimum(1.0, 2.0 * np.minimum(below, above)), counted == 0)


def cell_p(paths: list[OfficerPath], expected: OfficerPath) -> np.ndarray:
    """P-values of all cells and months."""
    return np.concatenate(
        [
            poisson_p(
                sum(getattr(path, name) for path in paths), getattr(expected, name) * len(paths)
            ).ravel()
            for name in ("stocks", "flows")
        ]
    )


def margin_p(paths: list[OfficerPath], expected: OfficerPath) -> np.ndarray:
    """P-values of the sums along each axis but the months."""
    found = []
    for name in ("stocks", "flows"):
        counted = sum(getattr(path, name) for path in paths)
        mean = getattr(expected, name) * len(paths)
        for axis in range(2, counted.ndim):
            others = tuple(other for other in range(2, counted.ndim) if other != axis)
            found.append(poisson_p(counted.sum(axis=others), mean.sum(axis=others)).ravel())
    return np.concatenate(found)


def total_p(paths: list[OfficerPath], expected: OfficerPath) -> np.ndarray:
    """P-values of stocks and of each flow, over all months, from the spread over draws."""
    found = []
    for name in ("stocks", *FLOWS):
        mean, *several = (
            (path.stocks.sum(axis=1) if name == "stocks" else path.flow(name)).sum(axis=(0, 1, 2, 3))
            for path in (expected, *paths)
        )
        counted = np.array(several)
        for some, wanted in ((counted, mean), (counted.sum(axis=1)[:, None], mean.sum()[None])):
            error = np.maximum(some.std(axis=0, ddof=1), 1e-9) / np.sqrt(len(paths))
            off = np.where(wanted > 1.0, np.abs(some.mean(axis=0) - wanted), 0.0) / error
            found.append(2.0 * t.sf(off, len(paths) - 1))
    return np.concatenate(found)


def agree(paths: list[OfficerPath], expected: OfficerPath) -> bool:
    every = [compared(paths, expected) for compared in (cell_p, margin_p, total_p)]
    return all(p.min() * len(p) > ALPHA / 3.0 for p in every)


@pytest.mark.parametrize("seed", range(3))
def test_every_cell_and_month(seed: int, described_at_random) -> None:
    force, plan, staffing, months = described_at_random(seed)
    expected = expected_force(force, plan, months, staffing=staffing)
    assert agree(simulated(expected, months, 12, seed), expected.path)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3, 12))
def test_every_cell_and_month_of_more_descriptions(seed: int, described_at_random) -> None:
    force, plan, staffing, months = described_at_random(seed)
    expected = expected_force(force, plan, months, staffing=staffing)
    assert agree(simulated(expected, months, 12, seed), expected.path)


@pytest.mark.parametrize("rule", ["leave", "long service"])
def test_rules_that_few_meet(rule: str, officers, plan, wave, examination) -> None:
    if rule == "leave":
        force = officers(officers=60_000, recruits_women=1.0, women_leave_yearly=0.7, leave_months=5.0)
        waves = (wave(first_month=9, last_month=9),)
        done = plan(waves=waves, cycle=LawCycle(examination=examination(), after_leave_months=10))
    else:
        # nearly everybody reaches 20 years, many while they are on a list
        force = officers(officers=60_000, exits_yearly=((0, 0.01), (20, 0.02)), exit_multiples_by_unit={})
        everybody = examination(exemptions=Exemptions(long_service=False))
        done = plan(waves=(wave(first_month=2, last_month=19),), cycle=LawCycle(examination=everybody))
    expected = expected_force(force, done, 24)
    assert agree(simulated(expected, 24, 12, 3), expected.path)


@pytest.mark.parametrize("wrong", ["women of patrol", "dismissed in one month"])
def test_a_single_wrong_place_is_seen(wrong: str, described_at_random) -> None:
    force, plan, staffing, months = described_at_random(1)
    expected = expected_force(force, plan, months, staffing=staffing)
    stocks, flows = expected.path.stocks.copy(), expected.path.flows.copy()
    if wrong == "women of patrol":
        stocks[12, 3:6, 0, 0, 1, 0] *= 1.3
    else:
        flows[20, FLOWS.index("dismissed")] *= 1.3
    assert not agree(simulated(expected, months, 12, 1), replace(expected.path, stocks=stocks, flows=flows))


def busy(officers, plan) -> tuple[OfficerForce, AttestationPlan]:
    """Many exits and examinations, so that few draws tell much."""
    force = officers(
        officers=200_000,
        recruits_by_unit={"patrol": 0.6, "investigation": 0.4},
        exits_yearly=((0, 0.35), (20, 0.35)),
        longest_service_years=22,
    )
    return force, plan(waves=(), effect_classes=1)


@pytest.mark.slow
def test_a_bias_of_two_thousandths_is_seen(officers, plan) -> None:
    force, done = busy(officers, plan)
    months, draws = 60, 24
    expected = expected_force(force, done, months)
    paths = simulated(expected, months, draws, 5)
    assert agree(paths, expected.path)
    faster = np.minimum(expected.rules.leaving * 1.002, 1.0)
    biased = make_tables(replace(expected, rules=replace(expected.rules, leaving=faster)))
    wrong = [simulate_officers(biased, months, seed=5, draw=draw) for draw in range(draws)]
    assert not agree(wrong, expected.path)
    for flow in ("left", "examined", "hired"):
        flows = expected.path.flows.copy()
        flows[:, FLOWS.index(flow)] *= 1.002
        assert not agree(paths, replace(expected.path, flows=flows)), flow
    assert not agree(paths, replace(expected.path, stocks=expected.path.stocks * 1.002))


@given(seed=strategies.integers(0, 10**6))
@settings(
    max_examples=2,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_every_cell_and_month_of_a_limited_cycle(seed: int, limited_at_random) -> None:
    expected, months = limited_at_random(seed)
    assert agree(simulated(expected, months, 8, seed), expected.path)


@pytest.mark.slow
@given(seed=strategies.integers(0, 10**6))
@settings(
    max_examples=15,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_every_cell_and_month_of_more_limited_cycles(seed: int, limited_at_random) -> None:
    expected, months = limited_at_random(seed)
    assert agree(simulated(expected, months, 12, seed), expected.path)


def test_another_share_called_is_seen(described_at_random, examination) -> None:
    force, plan, _, _ = described_at_random(1)
    cycle = LawCycle(examination=examination(), capacity_monthly=500.0)
    expected = expected_force(force, replace(plan, cycle=cycle, waves=()), 12)
    assert agree(simulated(expected, 12, 12, 1), expected.path)
    fewer = replace(expected.timeline, cycle=expected.timeline.cycle * 0.9)
    assert not agree(simulated(replace(expected, timeline=fewer), 12, 12, 1), expected.path)
