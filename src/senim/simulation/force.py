"""From parameters and a scenario to the personnel model's inputs and plan."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from senim import personnel
from senim.parameters import ParameterSet
from senim.scenarios import Attestation, EstablishmentCut, Hiring, Pay, Scenario
from senim.simulation.levers import last_month, posts_cut
from senim.simulation.officer_force import DrawnValues
from senim.simulation.pay import mean_pay_ratio
from senim.simulation.settings import Settings

Array = NDArray[np.float64]


@dataclass(frozen=True)
class ScreeningTest:
    """Accuracy of attestation, draw by draw.

    Parameters
    ----------
    sensitivity, specificity : ndarray, shape (n_draws,)
        Share of problem officers found unfit, share of sound ones found fit.
    """

    sensitivity: Array
    specificity: Array


def screening_test(parameters: ParameterSet, settings: Settings) -> ScreeningTest:
    """Draw the accuracy of attestation.

    Parameters
    ----------
    parameters : ParameterSet
        Beliefs on the false positive rate and on informedness (Youden's J).
    settings : Settings
        Draws and seed.

    Returns
    -------
    ScreeningTest
        Sensitivity is the false positive rate plus informedness times what is left, so that
        informedness 0 is a test that cannot tell.

    References
    ----------
    Youden, W. J. (1950). Index for rating diagnostic tests. Cancer 3, 32-35.
    """
    false_positive = parameters.draws("attestation.false_positive_rate", settings.draws, settings.streams)
    informedness = parameters.draws("attestation.informedness", settings.draws, settings.streams)
    return ScreeningTest(false_positive + informedness * (1 - false_positive), 1 - false_positive)


def force_inputs(parameters: ParameterSet, settings: Settings) -> personnel.ForceInputs:
    """Describe the force before any lever.

    Parameters
    ----------
    parameters : ParameterSet
        Beliefs.
    settings : Settings
        Draws and seed.

    Returns
    -------
    ForceInputs
        One force a draw.
    """

    def draw(name: str) -> Array:
        return parameters.draws(name, settings.draws, settings.streams)

    prevalence = draw("attestation.prevalence")
    test = screening_test(parameters, settings)
    return personnel.ForceInputs(
        establishment_per_100k=draw("strength.before"),
        vacancy_rate=draw("strength.vacancy_rate"),
        front_line_share=draw("strength.front_line_share_of_posts"),
        prevalence=prevalence,
        recruit_prevalence=prevalence * draw("personnel.recruit_prevalence_ratio"),
        visible_share=np.maximum(draw("attestation.visible_share"), test.sensitivity),
        exit_new_yearly=draw("personnel.new_officer_exit_rate"),
        exit_established_yearly=draw("personnel.exit_rate"),
        long_service_share=draw("attestation.long_service_share"),
        women_share=draw("attestation.women_share"),
        leave_share_of_women=draw("attestation.leave_share_of_women"),
        leave_months=draw("attestation.leave_months"),
        protected_months=draw("attestation.protected_months"),
        newly_appointed_share=draw("attestation.new_in_post_share"),
        heads_share=draw("attestation.heads_share"),
        exit_wage_elasticity=draw("personnel.wage_elasticity_of_exits"),
        hiring_capacity=draw("personnel.hiring_capacity"),
        vacancy_fill_monthly=draw("personnel.vacancy_fill_monthly"),
        training_months=round(parameters.value("personnel.hiring_lag_months")),
    )


def force_plan(scenario: Scenario, parameters: ParameterSet, settings: Settings) -> personnel.ForcePlan:
    """Turn the levers on people and pay into the personnel model's plan.

    Parameters
    ----------
    scenario : Scenario
        The scenario.
    parameters : ParameterSet
        Values that the levers name.
    settings : Settings
        Draws, seed and time.

    Returns
    -------
    ForcePlan
        Cuts, waves, cycle, pay rises and hiring; empty for the baseline.
    """
    cuts, waves, rises, hiring = [], [], [], []
    cycle: personnel.PeriodicCycle | None = None
    front_line = parameters.draws("strength.front_line_share_of_posts", settings.draws, settings.streams)
    for lever in scenario.levers:
        if isinstance(lever, EstablishmentCut):
            cuts.append(_cut(lever, parameters, settings))
        elif isinstance(lever, Attestation) and lever.kind == "periodic":
            cycle = _cycle(lever, parameters, settings)
        elif isinstance(lever, Attestation):
            waves.append(_wave(lever, parameters, settings))
        elif isinstance(lever, Pay):
            rises.append(
                personnel.PayRise(
                    first_month=settings.month_of(lever.from_),
                    wage_ratio=mean_pay_ratio(
                        lever, scenario, parameters, front_line, DrawnValues(parameters, settings)
                    ),
                    last_month=last_month(lever, settings),
                )
            )
        elif isinstance(lever, Hiring):
            hiring.append(
                personnel.HiringChange(
                    first_month=max(settings.month_of(lever.from_), 0),
                    capacity=lever.capacity,
                    last_month=last_month(lever, settings),
                )
            )
    return personnel.ForcePlan(
        cuts=tuple(cuts), waves=tuple(waves), pay_rises=tuple(rises), cycle=cycle, hiring=tuple(hiring)
    )


def _cut(lever: EstablishmentCut, parameters: ParameterSet, settings: Settings) -> personnel.EstablishmentCut:
    return personnel.EstablishmentCut(
        posts_cut_per_100k=posts_cut(lever, parameters),
        first_month=settings.month_of(lever.from_),
        last_month=settings.month_of(lever.until or lever.from_),
        front_line_share_of_cut=parameters.draws(
            "strength.front_line_share_of_cut", settings.draws, settings.streams
        ),
        vacant_first=1.0 if lever.vacant_posts_first else 0.0,
    )


def _wave(lever: Attestation, parameters: ParameterSet, settings: Settings) -> personnel.AttestationWave:
    test = screening_test(parameters, settings)
    scope = np.ones(settings.draws)
    if lever.scope == "middle_management":
        scope = parameters.draws("attestation.middle_management_share", settings.draws, settings.streams)
    # Only those in the scope of the wave have a reason to leave before it.
    multiple = parameters.draws("attestation.anticipation_multiple", settings.draws, settings.streams)
    return personnel.AttestationWave(
        first_month=settings.month_of(lever.from_),
        last_month=settings.month_of(lever.until or lever.from_),
        sensitivity=test.sensitivity,
        specificity=test.specificity,
        outcome=_outcome(lever, parameters),
        scope=scope,
        exemptions=_exemptions(lever),
        anticipation_multiple=1 + scope * (multiple - 1),
        anticipation_months=round(parameters.value("attestation.anticipation_months")),
    )


def _cycle(lever: Attestation, parameters: ParameterSet, settings: Settings) -> personnel.PeriodicCycle:
    test = screening_test(parameters, settings)
    return personnel.PeriodicCycle(
        first_month=settings.month_of(lever.from_),
        last_month=last_month(lever, settings),
        sensitivity=test.sensitivity,
        specificity=test.specificity,
        outcome=_outcome(lever, parameters),
        interval_months=round(12 * parameters.value("attestation.interval_years")),
        exemptions=_exemptions(lever),
        capacity_monthly_per_100k=None
        if lever.capacity_monthly is None
        else 100_000 * lever.capacity_monthly / parameters.value("strength.population"),
    )


def _outcome(lever: Attestation, parameters: ParameterSet) -> personnel.Outcome:
    dismissed = parameters.value(lever.outcome_split)
    reinstated = parameters.value("attestation.reinstated_share")
    return personnel.Outcome(
        dismissed=dismissed,
        transferred=1.0 - dismissed,
        reinstated_sound=reinstated,
        reinstated_problem=reinstated,
        reinstatement_lag_months=round(parameters.value("attestation.reinstatement_lag_months")),
    )


def _exemptions(lever: Attestation) -> personnel.Exemptions:
    hold = lever.exemptions_hold
    return personnel.Exemptions(long_service=hold, on_leave=True, new_in_post=hold, heads=hold)
