"""Waves of attestation of the past, officer by officer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr, ndtri

from senim.parameters import ParameterSet
from senim.personnel.officers import (
    AttestationPlan,
    Examination,
    Exemptions,
    ExtraordinaryWave,
    Scope,
    ScoredTest,
    Unfit,
    expected_force,
)
from senim.simulation.history.forces import ONE_DRAW, PER_FORCE, believed_forces
from senim.simulation.officer_test import attestation_test
from senim.simulation.settings import Settings

Array = NDArray[np.float64]
EFFECT_CLASSES = 2
"""Of the persistent test effect; four instead of two move the second wave's results by a fiftieth."""
FLOWS = ("examined", "unfit", "dismissed", "demoted", "transferred", "reserve")


@dataclass(frozen=True, kw_only=True)
class HistoricalWave:
    """An extraordinary wave as it was ordered.

    Parameters
    ----------
    id : str
        Name of the wave.
    first_month, last_month : int
        When, from the start of the run; waves of one run do not overlap.
    dismissed, demoted : float
        Shares of those found unfit; the rest is transferred.
    exemptions : Exemptions
        Which exemptions held.
    scope : Scope
        Whom it was meant for.
    reserve_share : float
        Share of those found fit who are put into the reserve.
    """

    id: str
    first_month: int
    last_month: int
    dismissed: float
    demoted: float
    exemptions: Exemptions = field(default_factory=Exemptions)
    scope: Scope = field(default_factory=Scope)
    reserve_share: float = 0.0

    def with_test(self, test: ScoredTest) -> ExtraordinaryWave:
        """Turn it into a lever of the model.

        Parameters
        ----------
        test : ScoredTest
            What the examination sees.

        Returns
        -------
        ExtraordinaryWave
            The lever.
        """
        unfit = Unfit(
            dismissed=self.dismissed,
            demoted=self.demoted,
            transferred=1.0 - self.dismissed - self.demoted,
        )
        examination = Examination(
            test=test, unfit=unfit, exemptions=self.exemptions, reserve_share=self.reserve_share
        )
        return ExtraordinaryWave(
            first_month=self.first_month,
            last_month=self.last_month,
            examination=examination,
            scope=self.scope,
        )


@dataclass(frozen=True, eq=False)
class WaveShares:
    """What a wave came to in the officer-by-officer engine, one value a set of beliefs.

    Parameters
    ----------
    wave : HistoricalWave
        The wave.
    examined : ndarray, shape (n,)
        Examined, as a share of the officers at the start of the run.
    unfit, dismissed, demoted, transferred, reserve : ndarray, shape (n,)
        As shares of those examined.
    one_look : ndarray, shape (n,)
        Share found unfit if the whole force were examined once, at the start.
    """

    wave: HistoricalWave
    examined: Array
    unfit: Array
    dismissed: Array
    demoted: Array
    transferred: Array
    reserve: Array
    one_look: Array

    @property
    def multiple(self) -> Array:
        """Found unfit as a multiple of one look at the whole force, shape (n,)."""
        return self.unfit / self.one_look


def wave_shares(
    parameters: ParameterSet, waves: Sequence[HistoricalWave], *, forces: int, seed: int
) -> dict[str, WaveShares]:
    """Run the waves one after the other over a force, for every set of beliefs.

    Parameters
    ----------
    parameters : ParameterSet
        Beliefs.
    waves : sequence of HistoricalWave
        Of one run, in order of time.
    forces : int
        How many sets of beliefs.
    seed : int
        Seed of the run.

    Returns
    -------
    dict of str to WaveShares
        By wave.

    Notes
    -----
    Expected values. Unit types are left out, since no wave here is meant for one and nothing else differs
    between them; so is the cycle of the law, whose dismissals are inside the exits of the parameters.
    """
    months = max(wave.last_month for wave in waves) + 1
    counts = np.empty((len(waves), len(FLOWS), forces))
    believed = believed_forces(parameters, forces, seed)
    for place, (beliefs, force) in enumerate(believed):
        test = attestation_test(beliefs, ONE_DRAW)
        if len(waves) == 1:
            # a persistent effect shows only in a second examination
            test = replace(test, persistence=0.0)
        plan = AttestationPlan(
            waves=tuple(wave.with_test(test) for wave in waves), effect_classes=EFFECT_CLASSES
        )
        path = expected_force(force.in_one_unit(), plan, months).path
        for number, name in enumerate(FLOWS):
            by_month = path.flow(name).sum(axis=(1, 2, 3, 4))
            for wave_number, wave in enumerate(waves):
                happened = by_month[wave.first_month : wave.last_month + 1].sum()
                counts[wave_number, number, place] = happened
    looks = np.array([one_look(beliefs, ONE_DRAW)[0] for beliefs, _ in believed])
    return {
        wave.id: WaveShares(
            wave=wave,
            examined=flows[0] / PER_FORCE,
            one_look=looks,
            **{name: flow / flows[0] for name, flow in zip(FLOWS[1:], flows[1:], strict=True)},
        )
        for wave, flows in zip(waves, counts, strict=True)
    }


def one_look(parameters: ParameterSet, settings: Settings) -> Array:
    """Give the share found unfit if the whole force were examined once.

    Parameters
    ----------
    parameters : ParameterSet
        Beliefs.
    settings : Settings
        Draws and seed.

    Returns
    -------
    ndarray, shape (draws,)
        From the shares of low competence and of problem officers and the test alone.
    """

    def draw(name: str) -> Array:
        return parameters.draws(name, settings.draws, settings.seed)

    false_positive = draw("attestation.false_positive_rate")
    low, problem = draw("attestation.low_competence_share"), draw("attestation.prevalence")

    def quantile(informedness: Array) -> Array:
        return np.asarray(ndtri(false_positive + informedness * (1.0 - false_positive)))

    sees_low = quantile(draw("attestation.competence_informedness"))
    sees_problem = quantile(draw("attestation.informedness"))
    return np.asarray(
        (1 - low) * (1 - problem) * false_positive
        + (1 - low) * problem * ndtr(sees_problem)
        + low * (1 - problem) * ndtr(sees_low)
        + low * problem * ndtr(sees_low + sees_problem - ndtri(false_positive))
    )


def predicted_unfit(shares: WaveShares, parameters: ParameterSet, settings: Settings) -> Array:
    """Draw the share found unfit in a wave, many times.

    The officer-by-officer engine takes too long for thousands of draws, and a handful does not show where an
    interval ends. So its results are taken as multiples of one look at the whole force, which is cheap to
    draw; the multiples differ little from one set of beliefs to the next.

    Parameters
    ----------
    shares : WaveShares
        The wave.
    parameters : ParameterSet
        Beliefs.
    settings : Settings
        Draws and seed.

    Returns
    -------
    ndarray, shape (draws,)
        Of those examined.
    """
    return np.asarray(one_look(parameters, settings) * np.resize(shares.multiple, settings.draws))


def with_chance(shares: Array, examined: int, seed: int) -> Array:
    """Add the chance of who is found what among so many officers.

    Parameters
    ----------
    shares : ndarray, shape (draws,)
        Expected share of those examined.
    examined : int
        Officers examined.
    seed : int
        Seed of the run.

    Returns
    -------
    ndarray, shape (draws,)
        Share of those examined.

    Notes
    -----
    Officers do not touch one another in the model, so given the beliefs the count among officers taken
    from the force is binomial (`tests/simulation/history/test_waves.py` holds it against the simulation of
    individuals).
    """
    chance = np.random.Generator(np.random.PCG64(np.random.SeedSequence([seed, examined])))
    return np.asarray(chance.binomial(examined, shares) / examined)
