"""Trust: what a scenario does with the survey's share of full trust."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from senim import trust
from senim.evidence import EvidenceBase
from senim.parameters import ParameterSet
from senim.scenarios import Attestation, Scenario
from senim.simulation.settings import Settings

Array = NDArray[np.float64]


@dataclass(frozen=True)
class TrustBeliefs:
    """Draws of everything that trust responds with, and where trust starts.

    Parameters
    ----------
    cut_points : ndarray, shape (3,)
        Cumulative-logit cut points of the survey's four answers.
    full_trust : float
        Share of full trust among those who answered.
    response : TrustResponse
        Draws of the responses.
    """

    cut_points: Array
    full_trust: float
    response: trust.TrustResponse


def trust_beliefs(parameters: ParameterSet, evidence: EvidenceBase, settings: Settings) -> TrustBeliefs:
    """Draw everything that trust responds with.

    Parameters
    ----------
    parameters : ParameterSet
        Beliefs.
    evidence : EvidenceBase
        The survey's answers.
    settings : Settings
        Draws and seed.

    Returns
    -------
    TrustBeliefs
        One set a draw.
    """

    def draw(name: str) -> Array:
        return parameters.draws(f"trust.{name}", settings.draws, settings.streams)

    answers = evidence.trust_answers
    return TrustBeliefs(
        cut_points=trust.cut_points(answers),
        full_trust=answers[-1] / sum(answers),
        response=trust.TrustResponse(
            bribe_exposure=draw("bribe_exposure"),
            bribe_odds_ratio=draw("bribe_odds_ratio"),
            exposure_elasticity=draw("bribe_prevalence_elasticity"),
            staffing_coefficient=draw("staffing_coefficient"),
            offence_coefficient=draw("crime_coefficient"),
            attestation_signal=draw("attestation_signal"),
            signal_half_life_years=draw("signal_half_life"),
            soft_effect=np.zeros(settings.draws),
        ),
    )


def full_trust_effect(
    prevalence_ratio: Array,
    front_line_ratio: Array,
    violent_ratio: Array,
    soft: Array,
    scenario: Scenario,
    beliefs: TrustBeliefs,
    settings: Settings,
) -> Array:
    """Compute the change of full trust.

    Parameters
    ----------
    prevalence_ratio, front_line_ratio, violent_ratio : ndarray, shape (n_draws, n_years)
        Share of problem officers, front-line officers and registered violent offences, each
        against the baseline of the same draw and year.
    soft : ndarray, shape (n_draws, n_years)
        Logits by levers without an estimate that transfers.
    scenario : Scenario
        Gives the waves of attestation.
    beliefs : TrustBeliefs
        Draws of the responses.
    settings : Settings
        Time.

    Returns
    -------
    ndarray, shape (n_draws, n_years)
        Points of full trust among those who answer.
    """
    drivers = trust.TrustDrivers(
        prevalence_ratio=prevalence_ratio,
        front_line_ratio=front_line_ratio,
        offence_ratio=violent_ratio,
        attestation_years_since=years_since_wave(scenario, settings),
    )
    shift = soft + trust.trust_shift(drivers, beliefs.response, beliefs.full_trust, settings.years)
    return np.asarray(trust.full_trust_change(beliefs.cut_points, shift))


def years_since_wave(scenario: Scenario, settings: Settings) -> Array | None:
    """Count the years from the end of the last wave of attestation to the middle of each year.

    Parameters
    ----------
    scenario : Scenario
        The scenario.
    settings : Settings
        Time.

    Returns
    -------
    ndarray, shape (n_years,), or None
        Negative before the end of the wave; None where there is no wave.
    """
    ends = [
        settings.month_of(lever.until or lever.from_)
        for lever in scenario.levers
        if isinstance(lever, Attestation) and lever.kind == "extraordinary"
    ]
    if not ends:
        return None
    middles = np.arange(settings.years) + 0.5
    return np.asarray(middles - (max(ends) + 1) / 12)
