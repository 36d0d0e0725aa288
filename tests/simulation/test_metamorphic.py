"""What must stay, or change in a known way, when a question is put differently."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from senim.parameters import ParameterSet, uniforms
from senim.scenarios import Scenario
from senim.simulation import FEEDBACK_OFF, GROUPS, Settings, simulate

WORDS = {"en": "some words", "kk": "some words", "ru": "some words"}
SWAPPED = {"violent": "property", "property": "violent", "homicide": "homicide"}
BY_GROUP = ("registered_offences", "true_offences")
STATES = ("filled_posts", "problem_prevalence", "dismissed_problem", "dismissed_sound", "examined")
"""Where a scenario stands, not how far it is from no change."""


def unchecked(name, levers=()):
    """Make a scenario that a file could not hold: one that is no baseline and does nothing."""
    return Scenario.model_construct(
        id=name, title=WORDS, definition=WORDS, levers=tuple(levers), baseline=False, order=5
    )


def renamed(name):
    """Change violence for property in the name of a stream, and the other way round."""
    return name.replace("violent", "\0").replace("property", "violent").replace("\0", "property")


class RenamedStreams:
    """The streams of a seed under names whose groups are exchanged."""

    def __init__(self, seed):
        self.seed = seed

    def uniforms(self, name, shape):
        """Give the numbers of the other group."""
        return uniforms(renamed(name), shape, self.seed)


class RenamedPooling:
    """Pooled elasticities whose groups are exchanged."""

    def __init__(self, pooling):
        self.pooling = pooling

    def draws(self, group, numbers):
        """Draw from the other group."""
        return self.pooling.draws(SWAPPED[group], numbers)


def test_no_lever_differs_by_exactly_zero_in_every_draw_and_year(scenarios, parameters, evidence):
    chosen = {"baseline": scenarios["baseline"], "idle": unchecked("idle")}
    found = simulate(chosen, parameters, evidence, Settings(draws=300, seed=2))
    before, idle = found.draws["baseline"], found.draws["idle"]
    assert set(before) == set(idle)
    for key, draws in idle.items():
        if key[0] in STATES:
            assert np.array_equal(draws, before[key]), key
        else:
            assert not draws.any(), key


@pytest.mark.parametrize("name", ["cut-to-424", "attestation-2019", "full-package"])
def test_a_scenario_applied_twice_equals_once(scenarios, parameters, evidence, name):
    one = scenarios[name]
    written = one.model_dump(by_alias=True)
    levers = [*written["levers"], *written["levers"]]
    twice = Scenario.model_validate({**written, "id": "twice", "levers": levers})
    chosen = {"baseline": scenarios["baseline"], "once": one, "twice": twice}
    found = simulate(chosen, parameters, evidence, Settings(draws=200, seed=3))
    for key, draws in found.draws["once"].items():
        assert np.array_equal(draws, found.draws["twice"][key]), key
    again = simulate(chosen, parameters, evidence, Settings(draws=200, seed=3))
    for key, draws in again.draws["twice"].items():
        assert np.array_equal(draws, found.draws["twice"][key]), key


def test_relabelling_offence_groups_permutes_results(scenarios, parameters, evidence):
    chosen = {name: scenarios[name] for name in ("baseline", "full-package")}
    # trust answers to violence and not to property, so what it does to reporting cannot be exchanged
    parameters = parameters.with_values(FEEDBACK_OFF)
    recording = {
        f"crime.recording_elasticity.{group}": parameters[f"crime.recording_elasticity.{SWAPPED[group]}"]
        for group in GROUPS
    }
    other = ParameterSet({**parameters.parameters, **recording}, parameters.fixed)
    weights = {group: evidence.offence_weights[SWAPPED[group]] for group in evidence.offence_weights}
    relabelled = replace(evidence, pooling=RenamedPooling(evidence.pooling), offence_weights=weights)
    settings = Settings(draws=400, seed=4)
    as_given = simulate(chosen, parameters, evidence, settings).draws["full-package"]
    permuted = simulate(chosen, other, relabelled, replace(settings, points=RenamedStreams(4)))
    for outcome in BY_GROUP:
        for group in GROUPS:
            found = permuted.draws["full-package"][outcome, group]
            np.testing.assert_allclose(found, as_given[outcome, SWAPPED[group]], rtol=1e-12, atol=1e-12)
        every = permuted.draws["full-package"][outcome, "all"]
        np.testing.assert_allclose(every, as_given[outcome, "all"], rtol=1e-10, atol=1e-12)
    # the check can fail: the two groups do differ
    assert not np.allclose(*(as_given["registered_offences", group] for group in ("violent", "property")))


def test_doubling_money_doubles_the_balance_of_every_scenario(scenarios, parameters, evidence):
    doubled = parameters.with_values(
        {name: 2 * parameters.value(name) for name in ("costs.saving", "pay.added")}
    )
    settings = Settings(draws=50, seed=5)
    once, twice = (simulate(scenarios, beliefs, evidence, settings) for beliefs in (parameters, doubled))
    for name in scenarios:
        for outcome in ("treasury_balance", "treasury_freed"):
            np.testing.assert_allclose(
                twice.draws[name][outcome, "all"], 2 * once.draws[name][outcome, "all"]
            )


@pytest.mark.slow
def test_more_draws_narrow_the_error_by_the_root_of_their_number(scenarios, parameters, evidence):
    chosen = {name: scenarios[name] for name in ("baseline", "cut-to-424")}

    def middles(draws, seeds):
        asked = [Settings(draws=draws, seed=seed, years=4) for seed in seeds]
        runs = (simulate(chosen, parameters, evidence, settings) for settings in asked)
        return [run.at_evaluation("cut-to-424", "registered_offences", "violent").mean() for run in runs]

    few, many = np.std(middles(60, range(60)), ddof=1), np.std(middles(960, range(100, 160)), ddof=1)
    # sixteen times the draws, a quarter of the error; 60 runs tell a standard deviation within a tenth
    assert few / many == pytest.approx(4.0, rel=0.35)
