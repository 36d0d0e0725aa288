"""From a scenario to what is done to every officer: who is examined, which posts go, who is paid what."""

from __future__ import annotations

from senim.arguments import ArgumentCheck
from senim.parameters import ParameterSet
from senim.personnel import Exemptions
from senim.personnel.officers import (
    AttestationPlan,
    CapacityChange,
    Examination,
    ExtraordinaryWave,
    LawCycle,
    PayRise,
    PostsCut,
    Scope,
    StaffingPlan,
    Unfit,
)
from senim.personnel.officers import Hiring as OfficerHiring
from senim.scenarios import Attestation, EstablishmentCut, Hiring, Pay, Scenario
from senim.simulation.levers import last_month, posts_cut
from senim.simulation.officer_force import DrawnValues, unit_shares
from senim.simulation.officer_test import attestation_test
from senim.simulation.pay import pay_ratios
from senim.simulation.settings import Settings

EFFECT_CLASSES = 2
"""Of the persistent test effect, where officers may be examined more than once."""


def attestation_plan(
    scenario: Scenario, parameters: ParameterSet, settings: Settings, draw: int | None = None
) -> AttestationPlan:
    """Turn the levers on attestation into a plan.

    Parameters
    ----------
    scenario : Scenario
        The scenario.
    parameters : ParameterSet
        Beliefs.
    settings : Settings
        Draws, seed and time.
    draw : int or None
        Which of the draws; None, the middle of every parameter.

    Returns
    -------
    AttestationPlan
        Empty for the baseline: what the cycle of the law dismisses is inside its exits.

    Raises
    ------
    ArgumentError
        If a cycle ends before the force is followed.

    Notes
    -----
    Where the lever is the cycle of the law from the start or before it, the force is the one that has always
    lived with it; where it begins later, the one that has lived without.
    """
    value = DrawnValues(parameters, settings, draw)
    levers = [lever for lever in scenario.levers if isinstance(lever, Attestation)]
    _check_cycles(scenario, levers, settings)
    waves = tuple(
        ExtraordinaryWave(
            first_month=settings.month_of(lever.from_),
            last_month=settings.month_of(lever.until or lever.from_),
            examination=_examination(lever, parameters, settings, draw),
            scope=Scope(ranks=("middle",) if lever.scope == "middle_management" else None),
            anticipation_months=round(value("attestation.anticipation_months")),
            anticipation_multiple=value("attestation.anticipation_multiple"),
        )
        for lever in levers
        if lever.kind == "extraordinary"
    )
    periodic = [lever for lever in levers if lever.kind == "periodic"]
    cycle = (
        LawCycle(
            examination=_examination(periodic[-1], parameters, settings, draw),
            interval_months=round(12 * value("attestation.interval_years")),
            first_month=_begins(periodic[-1], settings),
            last_month=last_month(periodic[-1], settings),
            capacity_monthly=periodic[-1].capacity_monthly,
        )
        if periodic
        else None
    )
    once = cycle is None and len(waves) < 2
    return AttestationPlan(cycle=cycle, waves=waves, effect_classes=1 if once else EFFECT_CLASSES)


def staffing_plan(
    scenario: Scenario, parameters: ParameterSet, settings: Settings, draw: int | None = None
) -> StaffingPlan:
    """Turn the levers on posts, hiring and pay into a plan.

    Parameters
    ----------
    scenario : Scenario
        The scenario.
    parameters : ParameterSet
        Beliefs.
    settings : Settings
        Draws, seed and time.
    draw : int or None
        Which of the draws; None, the middle of every parameter.

    Returns
    -------
    StaffingPlan
        With the hiring of the baseline at least.
    """
    value = DrawnValues(parameters, settings, draw)
    return StaffingPlan(
        cuts=tuple(
            PostsCut(
                posts=posts_cut(lever, parameters) / 100_000 * value("strength.population"),
                first_month=settings.month_of(lever.from_),
                last_month=settings.month_of(lever.until or lever.from_),
                by_unit=cut_by_unit(value),
                vacant_first=1.0 if lever.vacant_posts_first else 0.0,
            )
            for lever in scenario.levers
            if isinstance(lever, EstablishmentCut)
        ),
        pay_rises=tuple(
            PayRise(
                first_month=settings.month_of(lever.from_),
                ratios=pay_ratios(lever, scenario, value),
                last_month=last_month(lever, settings),
            )
            for lever in scenario.levers
            if isinstance(lever, Pay)
        ),
        hiring=OfficerHiring(
            vacancy_fill_monthly=value("personnel.vacancy_fill_monthly"),
            training_months=round(value("personnel.hiring_lag_months")),
            capacity=value("personnel.hiring_capacity"),
            capacity_changes=tuple(
                CapacityChange(
                    first_month=max(settings.month_of(lever.from_), 0),
                    multiple=lever.capacity,
                    last_month=last_month(lever, settings),
                )
                for lever in scenario.levers
                if isinstance(lever, Hiring)
            ),
        ),
        exit_wage_elasticity=value("personnel.wage_elasticity_of_exits"),
    )


def cut_by_unit(value: DrawnValues) -> dict[str, float]:
    """Share a cut out to the unit types, as the draft decree did.

    Parameters
    ----------
    value : DrawnValues
        Values of the parameters.

    Returns
    -------
    dict of str to float
        By unit type; what the draft does not name goes by posts, and prisons lose no larger share of the
        cut than they have of the posts.
    """
    posts = unit_shares(value)
    named = {
        "patrol": value("strength.front_line_share_of_cut"),
        "guard": value("strength.guard_share_of_cut"),
        # where the strength does not count prison staff, neither does its cut
        "prison": min(value("strength.prison_share_of_cut"), posts["prison"]),
    }
    rest = 1.0 - sum(named.values())
    others = sum(share for unit, share in posts.items() if unit not in named)
    return {unit: named.get(unit, rest * share / others) for unit, share in posts.items()}


def _check_cycles(scenario: Scenario, levers: list[Attestation], settings: Settings) -> None:
    check = ArgumentCheck("senim.simulation.attestation_plan")
    for lever in levers:
        last = last_month(lever, settings)
        if lever.kind == "periodic" and last is not None and last < 0:
            check.refuse(
                f"{scenario.id}, periodic attestation",
                f"it ends on {lever.until}, before the force is followed from January {settings.start_year}",
                "Let it end later, or leave it out.",
            )
    check.raise_if_any()


def _begins(lever: Attestation, settings: Settings) -> int | None:
    """When a cycle begins; None, before the force is followed."""
    month = settings.month_of(lever.from_)
    return month if month > 0 else None


def _examination(
    lever: Attestation, parameters: ParameterSet, settings: Settings, draw: int | None
) -> Examination:
    value = DrawnValues(parameters, settings, draw)
    dismissed, reinstated = parameters.value(lever.outcome_split), value("attestation.reinstated_share")
    demoted = (1.0 - dismissed) * value("attestation.demoted_share_of_kept_2012")
    hold = lever.exemptions_hold
    return Examination(
        test=attestation_test(parameters, settings, draw),
        unfit=Unfit(
            dismissed=dismissed,
            demoted=demoted,
            transferred=1.0 - dismissed - demoted,
            reinstated_sound=reinstated,
            reinstated_problem=reinstated,
            reinstatement_lag_months=max(round(value("attestation.reinstatement_lag_months")), 1),
        ),
        exemptions=Exemptions(long_service=hold, on_leave=True, new_in_post=hold, heads=hold),
    )
