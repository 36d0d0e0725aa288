"""From beliefs to the recording layer: shares by group, sizes of rules, trust that moves reporting."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from senim import crime
from senim.evidence.official import Border
from senim.parameters import ParameterSet
from senim.simulation.settings import Settings

Array = NDArray[np.float64]
ELASTICITY = "crime.reporting_trust_elasticity"
FEEDBACK_OFF: Mapping[str, float] = {ELASTICITY: 0.0}
"""Values of parameters that switch the feedback from trust to reporting off."""

ANCHOR = "homicide"
"""The group that is reported and recorded whatever people think of the police."""

RATE_GROUPS: tuple[str, ...] = ("all", "violent", "property", "homicide")


@dataclass(frozen=True, eq=False)
class RecordingRates:
    """Draws of what stands between an offence of a group and the register.

    Parameters
    ----------
    reporting, recording : dict of str to ndarray, shape (n_draws,)
        Shares by offence group.
    """

    reporting: Mapping[str, Array]
    recording: Mapping[str, Array]

    def registered_share(self, group: str) -> Array:
        """Give the share of offences that are registered.

        Parameters
        ----------
        group : str
            Offence group.

        Returns
        -------
        ndarray, shape (n_draws,)
            reporting × recording.
        """
        return np.asarray(crime.registered_from_true(1.0, self.reporting[group], self.recording[group]))


def recording_rates(parameters: ParameterSet, settings: Settings) -> RecordingRates:
    """Draw the shares of reporting and recording.

    Parameters
    ----------
    parameters : ParameterSet
        Beliefs.
    settings : Settings
        Draws and seed.

    Returns
    -------
    RecordingRates
        By group; each group has random numbers of its own.
    """

    def drawn(kind: str) -> dict[str, Array]:
        return {
            group: parameters.draws(f"crime.{kind}_rate.{group}", settings.draws, settings.streams)
            for group in RATE_GROUPS
        }

    return RecordingRates(drawn("reporting"), drawn("recording"))


def recording_rules(
    known: Iterable[Border], parameters: ParameterSet, settings: Settings
) -> tuple[crime.Regime, ...]:
    """Give each dated rule of recording the draws of its break.

    Parameters
    ----------
    known : iterable of Border
        Dates and scopes, from the table of recording regimes.
    parameters : ParameterSet
        Beliefs on the size of the breaks.
    settings : Settings
        Draws and seed.

    Returns
    -------
    tuple of Regime
        In order of time. A rule for road accidents touches no offence group.
    """
    return tuple(
        crime.Regime(
            name=border.regime,
            start=border.at,
            log_break=parameters.draws(
                f"crime.regime_break.{border.regime}", settings.draws, settings.streams
            ),
            groups=frozenset({border.scope}),
        )
        for border in sorted(known, key=lambda border: border.at)
    )


def reporting_effect(
    full_trust_points: Array, full_trust: float, parameters: ParameterSet, settings: Settings
) -> Array:
    """Compute what a change of trust does to reporting.

    Parameters
    ----------
    full_trust_points : ndarray, shape (n_draws, n_years)
        Change of full trust against the baseline, in points.
    full_trust : float
        Full trust at the start, a share.
    parameters : ParameterSet
        Beliefs.
    settings : Settings
        Draws and seed.

    Returns
    -------
    ndarray, shape (n_draws, n_years)
        Log change of the share reported; exactly 0 without a change of trust.
    """
    elasticity = parameters.draws(ELASTICITY, settings.draws, settings.streams)
    return crime.reporting_response(full_trust_points, full_trust, elasticity)
