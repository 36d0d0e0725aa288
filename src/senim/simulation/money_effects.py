"""Money: what a scenario frees and spends, and when a cut stops paying."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from senim import costs
from senim.parameters import ParameterSet
from senim.scenarios import EstablishmentCut, Pay, Scenario
from senim.simulation.force import last_month, posts_cut
from senim.simulation.settings import Settings

Array = NDArray[np.float64]
REFERENCE_CUT = EstablishmentCut.model_validate(
    {
        "lever": "establishment_cut",
        "from": "2019-04-01",
        "before": "strength.before",
        "after": "strength.after",
    }
)


def cut_scale(scenario: Scenario, parameters: ParameterSet, settings: Settings) -> Array:
    """Scale the scenario's cut by the announced one, year by year.

    Parameters
    ----------
    scenario : Scenario
        The scenario.
    parameters : ParameterSet
        Levels of strength.
    settings : Settings
        Time.

    Returns
    -------
    ndarray, shape (n_years,)
        0 without a cut, 1 where the announced cut is in force all year.
    """
    # What was announced stays what it is, whatever level a run tries out.
    announced = posts_cut(REFERENCE_CUT, ParameterSet(parameters.parameters))
    months = np.arange(settings.months)
    in_force = np.zeros(settings.months)
    for lever in scenario.levers:
        if isinstance(lever, EstablishmentCut):
            first, last = settings.month_of(lever.from_), settings.month_of(lever.until or lever.from_)
            phase = np.clip((months - first + 1) / (last - first + 1), 0, 1)
            in_force += phase * posts_cut(lever, parameters) / announced
    return np.asarray(in_force.reshape(settings.years, 12).mean(axis=1))


def pay_scale(scenario: Scenario, settings: Settings) -> Array:
    """Tell which share of each year the pay lever is in force.

    Parameters
    ----------
    scenario : Scenario
        The scenario.
    settings : Settings
        Time.

    Returns
    -------
    ndarray, shape (n_years,)
        Between 0 and 1.
    """
    months = np.arange(settings.months)
    in_force = np.zeros(settings.months)
    for lever in scenario.levers:
        if isinstance(lever, Pay):
            last = last_month(lever, settings)
            runs = (months >= settings.month_of(lever.from_)) & (
                months <= (settings.months if last is None else last)
            )
            in_force = np.maximum(in_force, runs)
    return np.asarray(in_force.reshape(settings.years, 12).mean(axis=1))


def treasury(scenario: Scenario, parameters: ParameterSet, settings: Settings) -> costs.TreasuryPath:
    """Compute the treasury's path.

    Parameters
    ----------
    scenario : Scenario
        The scenario.
    parameters : ParameterSet
        The announced saving and the money added to pay.
    settings : Settings
        Draws and time.

    Returns
    -------
    TreasuryPath
        Billions of tenge a year; positive where money is freed.
    """
    pays = [lever for lever in scenario.levers if isinstance(lever, Pay)]
    budget = costs.BudgetInputs(
        saving=parameters.draws("costs.saving", settings.draws, settings.seed),
        pay_added=parameters.draws("pay.added", settings.draws, settings.seed),
        respent_share=1.0 if any(lever.respends_saving for lever in pays) else 0.0,
    )
    return costs.treasury_path(
        budget, cut_scale=cut_scale(scenario, parameters, settings), pay_scale=pay_scale(scenario, settings)
    )
