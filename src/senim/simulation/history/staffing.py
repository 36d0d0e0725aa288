"""Cuts, freezes of hiring and exits of the past, by the stock-and-flow engine.

This engine has posts, hiring and anticipation. Once the officer-by-officer engine has them too, only
`run_staffing` has to call the other one.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from senim import personnel
from senim.parameters import ParameterSet
from senim.simulation.force import force_inputs, screening_test
from senim.simulation.settings import Settings


@dataclass(frozen=True, kw_only=True)
class StaffingCase:
    """What happened to the posts and the hiring of a force.

    Parameters
    ----------
    months : int
        How long it is followed.
    cut_share : float
        Share of the posts that are cut, vacant ones first.
    cut : tuple of (int, int) or None
        First and last month of the cut.
    wave : tuple of (int, int) or None
        First and last month of a wave of all officers without exemptions.
    dismissed : float
        Share of the unfit who are dismissed.
    hiring : float
        Hiring that can be done, as a multiple of what the beliefs say; 0, a freeze.
    """

    months: int
    cut_share: float = 0.0
    cut: tuple[int, int] | None = None
    wave: tuple[int, int] | None = None
    dismissed: float = 0.0
    hiring: float = 1.0


def run_staffing(case: StaffingCase, parameters: ParameterSet, settings: Settings) -> personnel.ForcePath:
    """Run a case over all draws of the beliefs.

    Parameters
    ----------
    case : StaffingCase
        What happened.
    parameters : ParameterSet
        Beliefs.
    settings : Settings
        Draws and seed.

    Returns
    -------
    ForcePath
        Expected values; chance is nothing beside the beliefs in a force of this size.
    """
    force = force_inputs(parameters, settings)
    force = replace(force, hiring_capacity=force.hiring_capacity * case.hiring)
    cuts: tuple[personnel.EstablishmentCut, ...] = ()
    waves: tuple[personnel.AttestationWave, ...] = ()
    if case.cut is not None:
        cuts = (
            personnel.EstablishmentCut(
                posts_cut_per_100k=case.cut_share * np.asarray(force.establishment_per_100k),
                first_month=case.cut[0],
                last_month=case.cut[1],
                front_line_share_of_cut=force.front_line_share,
            ),
        )
    if case.wave is not None:
        test = screening_test(parameters, settings)
        multiple = parameters.draws("attestation.anticipation_multiple", settings.draws, settings.seed)
        waves = (
            personnel.AttestationWave(
                first_month=case.wave[0],
                last_month=case.wave[1],
                sensitivity=test.sensitivity,
                specificity=test.specificity,
                outcome=personnel.Outcome(dismissed=case.dismissed, transferred=1.0 - case.dismissed),
                exemptions=personnel.Exemptions(
                    long_service=False, on_leave=True, new_in_post=False, heads=False
                ),
                anticipation_multiple=multiple,
                anticipation_months=round(parameters.value("attestation.anticipation_months")),
            ),
        )
    return personnel.simulate_force(force, personnel.ForcePlan(cuts=cuts, waves=waves), case.months)
