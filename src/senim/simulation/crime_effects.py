"""Offences: pooled elasticities carried to Kazakhstan, and what a scenario does with them."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from senim import crime
from senim.evidence import NO_DISCOUNT, EvidenceBase, TransportSetting
from senim.parameters import ParameterSet, uniforms
from senim.scenarios import RecordingChange, Scenario, SoftLever
from senim.simulation.recording_effects import ANCHOR
from senim.simulation.settings import Settings

Array = NDArray[np.float64]
GROUPS: tuple[str, ...] = ("violent", "property", "homicide")
TRANSPORTS: tuple[str, ...] = ("default", "sceptical", "none")


@dataclass(frozen=True)
class CrimeBeliefs:
    """Draws of everything that offences respond with.

    Parameters
    ----------
    elasticity, recording_elasticity : dict of str to ndarray, shape (n_draws,)
        By offence group; registered offences per front-line officer, recording per front-line officer.
    quality_elasticity : ndarray, shape (n_draws,)
        Of offences with respect to the share of sound officers.
    lag_weights : ndarray, shape (n_draws, 4)
        Shares of the effect by year since the change.
    """

    elasticity: dict[str, Array]
    recording_elasticity: dict[str, Array]
    quality_elasticity: Array
    lag_weights: Array


def draw_elasticities(
    parameters: ParameterSet, evidence: EvidenceBase, settings: Settings, setting: str = "default"
) -> dict[str, Array]:
    """Draw elasticities for Kazakhstan.

    Parameters
    ----------
    parameters : ParameterSet
        Beliefs on transport.
    evidence : EvidenceBase
        Pooled elasticities.
    settings : Settings
        Draws and seed.
    setting : str
        ``default``, ``sceptical`` or ``none`` (as in the studies, no discount).

    Returns
    -------
    dict of str to ndarray, shape (n_draws,)
        Elasticity of registered offences by group, for a new setting.

    Raises
    ------
    ValueError
        If the setting is not one of the three.
    """
    carry = transport_setting(parameters, settings, setting).carry
    n, seed = settings.draws, settings.streams
    return {
        group: carry(group, evidence.pooling.draws(group, uniforms(f"elasticity.{group}", (n, 3), seed)))
        for group in GROUPS
    }


def transport_setting(
    parameters: ParameterSet, settings: Settings, setting: str = "default"
) -> TransportSetting:
    """Draw one way to carry elasticities over to Kazakhstan.

    Parameters
    ----------
    parameters : ParameterSet
        Beliefs on transport.
    settings : Settings
        Draws and seed.
    setting : str
        ``default``, ``sceptical`` or ``none``.

    Returns
    -------
    TransportSetting
        Factor and offsets, the same draws for the same seed.

    Raises
    ------
    ValueError
        If the setting is not one of the three.
    """
    if setting not in TRANSPORTS:
        raise ValueError(f"transport {setting!r} is none of {', '.join(TRANSPORTS)}")
    if setting == "none":
        return NO_DISCOUNT
    n, seed = settings.draws, settings.streams
    name = "crime.transport_factor" + ("_sceptical" if setting == "sceptical" else "")
    return TransportSetting(
        name=setting,
        factor=parameters.draws(name, n, seed),
        offsets={
            group: parameters.draws(f"crime.transport_offset.{group}", n, seed, stream=group)
            for group in GROUPS
        },
    )


def crime_beliefs(parameters: ParameterSet, evidence: EvidenceBase, settings: Settings) -> CrimeBeliefs:
    """Draw everything that offences respond with.

    Parameters
    ----------
    parameters : ParameterSet
        Beliefs.
    evidence : EvidenceBase
        Pooled elasticities.
    settings : Settings
        Draws and seed.

    Returns
    -------
    CrimeBeliefs
        One set a draw.
    """
    n, seed = settings.draws, settings.streams
    return CrimeBeliefs(
        elasticity=draw_elasticities(parameters, evidence, settings),
        recording_elasticity={
            group: parameters.draws(f"crime.recording_elasticity.{group}", n, seed) for group in GROUPS
        },
        quality_elasticity=parameters.draws("crime.quality_elasticity", n, seed),
        lag_weights=parameters.draws("crime.lag_weights", n, seed),
    )


def offence_parts(
    front_line_log_ratio: Array,
    quality_log_ratio: Array,
    beliefs: CrimeBeliefs,
    added: Array,
    rules: Array,
) -> dict[str, crime.OffenceParts]:
    """Compute what a scenario does to offences and to their recording, before trust answers.

    Parameters
    ----------
    front_line_log_ratio, quality_log_ratio : ndarray, shape (n_draws, n_years)
        Logs of front-line officers and of the share of sound officers, against the baseline.
    beliefs : CrimeBeliefs
        Draws of the responses.
    added : ndarray, shape (n_draws, n_years)
        Log change of offences by levers that work otherwise.
    rules : ndarray, shape (n_years,)
        Log change of recording by a change of rules.

    Returns
    -------
    dict of str to OffenceParts
        By offence group; reporting does not change yet.
    """
    parts = {}
    for group in GROUPS:
        registered = added + crime.registered_response(
            front_line_log_ratio,
            quality_log_ratio,
            beliefs.elasticity[group],
            beliefs.quality_elasticity,
            beliefs.lag_weights,
        )
        recording = crime.recording_response(
            front_line_log_ratio, beliefs.recording_elasticity[group], beliefs.lag_weights
        )
        parts[group] = crime.split_change(registered + rules, reporting=0.0, recording=recording, rules=rules)
    return parts


def with_reporting(parts: dict[str, crime.OffenceParts], reporting: Array) -> dict[str, crime.OffenceParts]:
    """Add what a change of reporting does; homicide is found whoever reports.

    Parameters
    ----------
    parts : dict of str to OffenceParts
        By offence group, from `offence_parts`.
    reporting : ndarray, shape (n_draws, n_years)
        Log change of the share reported.

    Returns
    -------
    dict of str to OffenceParts
        The same with reporting.
    """
    return {group: replace(part, reporting=reporting * (group != ANCHOR)) for group, part in parts.items()}


def offence_effects(
    parts: dict[str, crime.OffenceParts], weights: dict[str, float]
) -> dict[tuple[str, str], Array]:
    """Name the outcomes of the parts.

    Parameters
    ----------
    parts : dict of str to OffenceParts
        By offence group.
    weights : dict of str to float
        Weights of violent and other offences among all registered ones.

    Returns
    -------
    dict of (str, str) to ndarray, shape (n_draws, n_years)
        Log change by outcome and group: ``registered_offences`` and ``true_offences``, also of all offences;
        ``reported_share`` and ``recorded_share``, which with the true change add up to the registered one.
    """
    effects: dict[tuple[str, str], Array] = {}
    for group, part in parts.items():
        effects["registered_offences", group] = part.registered
        effects["true_offences", group] = part.part("true")
        effects["reported_share", group] = part.part("reporting")
        effects["recorded_share", group] = part.part("recording") + part.part("rules")
    for outcome in ("registered_offences", "true_offences"):
        known = {group: effects[outcome, group] for group in weights}
        effects[outcome, "all"] = crime.combine_groups(known, weights)
    return effects


def active_share(lever: SoftLever | RecordingChange, settings: Settings) -> Array:
    """Tell which share of each year a lever is in force.

    Parameters
    ----------
    lever : SoftLever or RecordingChange
        The lever.
    settings : Settings
        Time.

    Returns
    -------
    ndarray, shape (n_years,)
        Between 0 and 1.
    """
    months = np.arange(settings.months)
    last = settings.months if lever.until is None else settings.month_of(lever.until)
    active = (months >= settings.month_of(lever.from_)) & (months <= last)
    return np.asarray(active.reshape(settings.years, 12).mean(axis=1))


def soft_lever_effect(name: str, scenario: Scenario, parameters: ParameterSet, settings: Settings) -> Array:
    """Add up the effects of levers without an estimate that transfers.

    Parameters
    ----------
    name : str
        Parameter with the null-centred effect of one such lever.
    scenario : Scenario
        The scenario.
    parameters : ParameterSet
        Beliefs.
    settings : Settings
        Draws, seed and time.

    Returns
    -------
    ndarray, shape (n_draws, n_years)
        Sum over levers, each with its own draws; exactly zero where there is none.
    """
    total = np.zeros((settings.draws, settings.years))
    for lever in scenario.levers:
        if isinstance(lever, SoftLever):
            effect = parameters.draws(name, settings.draws, settings.streams, stream=lever.lever)
            total += lever.intensity * effect[:, None] * active_share(lever, settings)
    return total


def recording_change(scenario: Scenario, settings: Settings) -> Array:
    """Add up the log changes of recording rules.

    Parameters
    ----------
    scenario : Scenario
        The scenario.
    settings : Settings
        Time.

    Returns
    -------
    ndarray, shape (n_years,)
        Zero where no rule changes.
    """
    total = np.zeros(settings.years)
    for lever in scenario.levers:
        if isinstance(lever, RecordingChange):
            total += np.log(lever.factor) * active_share(lever, settings)
    return total
