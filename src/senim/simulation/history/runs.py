"""Runs of the model that the cases of history share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from senim.parameters import ParameterSet
from senim.personnel.officers import Exemptions, Scope
from senim.simulation.history.forces import ONE_DRAW, BelievedForce, believed_forces
from senim.simulation.history.spread import moving_beliefs, spread
from senim.simulation.history.staffing import StaffingCase, StaffingPath, run_staffing
from senim.simulation.history.waves import (
    HistoricalWave,
    WaveShares,
    predicted_unfit,
    wave_shares,
    with_chance,
)
from senim.simulation.settings import Settings

Array = NDArray[np.float64]
Figures = Mapping[str, float]
"""Published figures by table/row."""

NOBODY_EXEMPT = Exemptions(long_service=False, on_leave=True, new_in_post=False, heads=False)
VETTING = "vetting_evidence/"
FACTS = "seed_facts/"


@dataclass(frozen=True)
class Runs:
    """The runs that several cases share, each made once.

    Parameters
    ----------
    figures : mapping of str to float
        Published figures by table and row.
    parameters : ParameterSet
        Beliefs.
    settings : Settings
        Draws of the beliefs, and seed.
    forces : int
        Sets of beliefs that waves are run with.
    staffings : int
        Sets of beliefs that posts and hiring are run with, which takes less.
    """

    figures: Figures
    parameters: ParameterSet
    settings: Settings
    forces: int
    staffings: int

    def vetting(self, row: str) -> float:
        """Give a figure of the table on vetting.

        Parameters
        ----------
        row : str
            Name of the row.

        Returns
        -------
        float
            The figure.
        """
        return self.figures[VETTING + row]

    def draws(self, name: str) -> Array:
        """Draw a parameter.

        Parameters
        ----------
        name : str
            Id of the parameter.

        Returns
        -------
        ndarray, shape (draws,)
            Its draws.
        """
        return self.parameters.draws(name, self.settings.draws, self.settings.seed)

    def kostanay(self, *results: str) -> float:
        """Give results of Kostanay as a share of those examined.

        Parameters
        ----------
        *results : str
            Names of the rows, without the case.

        Returns
        -------
        float
            From 0 to 1.
        """
        found = sum(self.vetting(f"kostanay-2012-{result}") for result in results)
        return found / self.vetting("kostanay-2012-attested")

    @cached_property
    def everybody(self) -> WaveShares:
        """A first wave from which nobody is exempt."""
        unfit = self.kostanay("dismissed", "demoted", "transferred")
        wave = HistoricalWave(
            id="everybody",
            first_month=0,
            last_month=5,
            dismissed=self.parameters.value("attestation.removed_share_2012"),
            demoted=self.kostanay("demoted") / unfit,
            exemptions=NOBODY_EXEMPT,
        )
        return wave_shares(self.parameters, [wave], forces=self.forces, seed=self.settings.seed)["everybody"]

    @cached_property
    def later(self) -> dict[str, WaveShares]:
        """The wave of all police from October 2019, and of middle managers from April 2024."""
        unfit = self.kostanay("dismissed", "demoted", "transferred")
        all_police = HistoricalWave(
            id="2019",
            first_month=0,
            last_month=5,
            dismissed=self.parameters.value("attestation.removed_share_2012"),
            demoted=self.kostanay("demoted") / unfit,
        )
        managers = HistoricalWave(
            id="2024",
            first_month=54,
            last_month=62,
            dismissed=self.parameters.value("attestation.removed_share_2024"),
            demoted=0.5,
            scope=Scope(ranks=("middle",)),
            reserve_share=self.kostanay("promoted") / (1.0 - unfit),
        )
        return wave_shares(
            self.parameters, [all_police, managers], forces=self.forces, seed=self.settings.seed
        )

    def unfit(self, wave: WaveShares, examined: float | None = None, *, part: float = 1.0) -> Array:
        """Draw the share found unfit in a wave, or a part of it.

        Parameters
        ----------
        wave : WaveShares
            The wave.
        examined : float or None
            Officers examined, for chance; None, it is not known and chance is left out.
        part : float
            Share of the unfit that is asked for, such as the dismissed.

        Returns
        -------
        ndarray, shape (draws,)
            Per cent of those examined.
        """
        shares = part * predicted_unfit(wave, self.parameters, self.settings)
        if examined is not None:
            shares = with_chance(shares, round(examined), self.settings.seed)
        return 100.0 * shares

    @cached_property
    def staffed(self) -> tuple[BelievedForce, ...]:
        """Forces that posts and hiring are run with."""
        return believed_forces(self.parameters, self.staffings, self.settings.seed)

    def staffing(self, case: StaffingCase) -> StaffingPath:
        """Run a case of posts and hiring.

        Parameters
        ----------
        case : StaffingCase
            What happened.

        Returns
        -------
        StaffingPath
            Over all sets of beliefs.
        """
        return run_staffing(case, self.staffed)

    def spread(self, results: Array) -> Array:
        """Spread results of `staffing` over all draws.

        Parameters
        ----------
        results : ndarray, shape (staffings,)
            One for each set of beliefs.

        Returns
        -------
        ndarray, shape (draws,)
            Results.
        """
        at = np.concatenate([moving_beliefs(beliefs, ONE_DRAW) for beliefs, _ in self.staffed])
        return spread(results, at, moving_beliefs(self.parameters, self.settings))
