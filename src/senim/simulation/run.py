"""One scenario after the other through all models, with common random numbers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from senim import costs, personnel
from senim.evidence import EvidenceBase, Rating
from senim.parameters import ParameterSet
from senim.scenarios import Scenario
from senim.simulation.crime_effects import (
    CrimeBeliefs,
    crime_beliefs,
    offence_effects,
    offence_parts,
    recording_change,
    soft_lever_effect,
    with_reporting,
)
from senim.simulation.force import force_inputs, force_plan
from senim.simulation.money_effects import treasury
from senim.simulation.recording_effects import reporting_effect
from senim.simulation.settings import Settings
from senim.simulation.trust_effects import TrustBeliefs, full_trust_effect, trust_beliefs

Array = NDArray[np.float64]
Key = tuple[str, str]
THREADS = 2
"""NumPy leaves the interpreter while it computes."""


@dataclass(frozen=True)
class ForceYears:
    """The force of one scenario, year by year.

    Parameters
    ----------
    front_line, filled_per_100k, prevalence : ndarray, shape (n_draws, n_years)
        Yearly means: front-line officers relative to the start, filled posts per 100,000
        people, share of problem officers.
    dismissed_problem, dismissed_sound, examined : ndarray, shape (n_draws, n_years)
        Cumulative at the end of each year, per 1,000 officers at the start.
    """

    front_line: Array
    filled_per_100k: Array
    prevalence: Array
    dismissed_problem: Array
    dismissed_sound: Array
    examined: Array


@dataclass(frozen=True)
class Simulation:
    """Draws of every outcome of every scenario.

    Parameters
    ----------
    settings : Settings
        Draws, seed and time.
    scenarios : dict of str to Scenario
        In the order given, the baseline among them.
    draws : dict
        By scenario, then by (outcome, group): ndarray, shape (n_draws, n_years).
    full_trust : float
        Share of full trust at the start, among those who answered.
    ratings : mapping of str to Rating
        Confidence in the evidence by statement of the brief.
    """

    settings: Settings
    scenarios: Mapping[str, Scenario]
    draws: Mapping[str, Mapping[Key, Array]]
    full_trust: float
    ratings: Mapping[str, Rating]

    def at_evaluation(self, scenario: str, outcome: str, group: str) -> Array:
        """Give the draws in the year in which a scenario is compared.

        Parameters
        ----------
        scenario, outcome, group : str
            Which draws.

        Returns
        -------
        ndarray, shape (n_draws,)
            One number a draw.
        """
        year = self.settings.evaluation_year(self.scenarios[scenario].first_lever)
        return self.draws[scenario][outcome, group][:, year - self.settings.start_year]


def simulate(
    scenarios: Mapping[str, Scenario],
    parameters: ParameterSet,
    evidence: EvidenceBase,
    settings: Settings | None = None,
) -> Simulation:
    """Run scenarios against the baseline.

    Parameters
    ----------
    scenarios : mapping of str to Scenario
        One of them the baseline.
    parameters : ParameterSet
        Beliefs; every scenario meets the same draws of them.
    evidence : EvidenceBase
        Pooled elasticities, answers on trust, weights of offences.
    settings : Settings, optional
        Draws, seed and time.

    Returns
    -------
    Simulation
        Draws of every outcome; exactly zero change for the baseline.

    Raises
    ------
    ValueError
        If there is not exactly one baseline.
    """
    settings = settings or Settings()
    baselines = [scenario for scenario in scenarios.values() if scenario.baseline]
    if len(baselines) != 1:
        raise ValueError(f"a simulation needs exactly one baseline, got {len(baselines)}")
    force = force_inputs(parameters, settings)
    beliefs = crime_beliefs(parameters, evidence, settings)
    attitudes = trust_beliefs(parameters, evidence, settings)
    before = _force_years(baselines[0], force, parameters, settings)
    draws = {
        name: _effects(scenario, before, force, beliefs, attitudes, parameters, evidence, settings)
        for name, scenario in _baseline_first(scenarios.items())
    }
    return Simulation(
        settings,
        dict(scenarios),
        {name: draws[name] for name in scenarios},
        attitudes.full_trust,
        evidence.ratings,
    )


def _baseline_first(items: Iterable[tuple[str, Scenario]]) -> list[tuple[str, Scenario]]:
    return sorted(items, key=lambda item: not item[1].baseline)


def _force_years(
    scenario: Scenario, force: personnel.ForceInputs, parameters: ParameterSet, settings: Settings
) -> ForceYears:
    plan = force_plan(scenario, parameters, settings)
    chunks = personnel.follow_in_chunks(force, plan, settings.months, _by_year, jobs=THREADS)
    return ForceYears(
        **{
            item.name: np.concatenate([getattr(chunk, item.name) for chunk in chunks])
            for item in fields(ForceYears)
        }
    )


def _by_year(path: personnel.ForcePath) -> ForceYears:
    start = path.filled_per_100k[:, :1]

    def per_thousand(name: str) -> Array:
        return path.year_end(name) / start * 1_000

    return ForceYears(
        front_line=path.yearly_mean("front_line"),
        filled_per_100k=path.yearly_mean("filled_per_100k"),
        prevalence=path.yearly_mean("prevalence"),
        dismissed_problem=per_thousand("dismissed_problem"),
        dismissed_sound=per_thousand("dismissed_sound"),
        examined=per_thousand("examined"),
    )


def _effects(
    scenario: Scenario,
    before: ForceYears,
    force: personnel.ForceInputs,
    beliefs: CrimeBeliefs,
    attitudes: TrustBeliefs,
    parameters: ParameterSet,
    evidence: EvidenceBase,
    settings: Settings,
) -> dict[Key, Array]:
    """Compute every outcome of one scenario, paired with the baseline draw by draw."""
    after = before if scenario.baseline else _force_years(scenario, force, parameters, settings)
    front_line = after.front_line / before.front_line
    sound = (1 - after.prevalence) / (1 - before.prevalence)
    parts = offence_parts(
        np.log(front_line),
        np.log(sound),
        beliefs,
        soft_lever_effect("crime.soft_lever_effect", scenario, parameters, settings),
        recording_change(scenario, settings),
    )
    # People answer to what happens, not to rules of counting, and before reporting does: else trust would
    # feed on itself through the register.
    full_trust = full_trust_effect(
        after.prevalence / before.prevalence,
        front_line,
        np.exp(parts["violent"].registered - parts["violent"].part("rules")),
        soft_lever_effect("trust.soft_lever_effect", scenario, parameters, settings),
        scenario,
        attitudes,
        settings,
    )
    reporting = reporting_effect(full_trust, attitudes.full_trust, parameters, settings)
    logs = offence_effects(with_reporting(parts, reporting), evidence.offence_weights)
    money = treasury(scenario, parameters, settings)
    outcomes: dict[Key, Array] = {key: 100 * np.expm1(log) for key, log in logs.items()}
    outcomes["front_line_officers", "all"] = 100 * (front_line - 1)
    outcomes["filled_posts", "all"] = after.filled_per_100k
    outcomes["problem_prevalence", "all"] = 100 * after.prevalence
    outcomes["dismissed_problem", "all"] = after.dismissed_problem
    outcomes["dismissed_sound", "all"] = after.dismissed_sound
    outcomes["examined", "all"] = after.examined
    outcomes["full_trust", "all"] = full_trust
    outcomes["treasury_balance", "all"] = np.broadcast_to(money.balance, front_line.shape)
    outcomes["treasury_freed", "all"] = np.broadcast_to(money.saved, front_line.shape)
    homicides = parameters.draws("crime.homicides_a_year", settings.draws, settings.streams)
    extra = costs.extra_homicides(homicides[:, None], logs["true_offences", "homicide"])
    outcomes["extra_homicides", "all"] = np.asarray(extra)
    return outcomes
