"""Money: what a scenario frees and spends, and when a cut stops paying."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from senim import costs
from senim.parameters import ParameterSet
from senim.scenarios import EstablishmentCut, Pay, Scenario
from senim.simulation.levers import announced_posts_cut, last_month, posts_cut
from senim.simulation.settings import Settings

Array = NDArray[np.float64]


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
    return _by_year(_cut_by_month(scenario, parameters, settings), settings)


def respent_scale(scenario: Scenario, parameters: ParameterSet, settings: Settings) -> Array:
    """Scale the saving that is spent on pay by the announced one, year by year.

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
        As `cut_scale`, of the months in which a pay lever that spends the saving holds.
    """
    spending = np.zeros(settings.months, dtype=bool)
    for lever in _pays(scenario):
        if lever.respends_saving:
            spending |= _holds(lever, settings)
    return _by_year(_cut_by_month(scenario, parameters, settings) * spending, settings)


def pay_added(scenario: Scenario, parameters: ParameterSet, settings: Settings) -> Array:
    """Add up the new money that pay levers bring, year by year.

    Parameters
    ----------
    scenario : Scenario
        The scenario.
    parameters : ParameterSet
        Money that the levers name.
    settings : Settings
        Draws and time.

    Returns
    -------
    ndarray, shape (n_draws, n_years)
        Billion KZT, by the months in which each lever holds.
    """
    money = np.zeros((settings.draws, settings.years))
    for lever in _pays(scenario):
        yearly = parameters.draws(lever.added, settings.draws, settings.streams)
        money += yearly[:, None] * _by_year(_holds(lever, settings), settings)
    return money


def treasury(
    scenario: Scenario, parameters: ParameterSet, settings: Settings, *, back_pay: ArrayLike = 0.0
) -> costs.TreasuryPath:
    """Compute the treasury's path.

    Parameters
    ----------
    scenario : Scenario
        The scenario.
    parameters : ParameterSet
        The announced saving and the money added to pay.
    settings : Settings
        Draws and time.
    back_pay : array_like
        Billion KZT a year owed to officers whom courts bring back; 0 where it is left out.

    Returns
    -------
    TreasuryPath
        Billions of tenge a year; positive where money is freed.
    """
    budget = costs.BudgetInputs(
        saving=parameters.draws("costs.saving", settings.draws, settings.streams),
        pay_added=1.0,
        respent_share=1.0,
    )
    return costs.treasury_path(
        budget,
        cut_scale=cut_scale(scenario, parameters, settings),
        pay_scale=pay_added(scenario, parameters, settings),
        respent_scale=respent_scale(scenario, parameters, settings),
        back_pay=back_pay,
    )


def _pays(scenario: Scenario) -> list[Pay]:
    return [lever for lever in scenario.levers if isinstance(lever, Pay)]


def _holds(lever: Pay, settings: Settings) -> NDArray[np.bool_]:
    months, last = np.arange(settings.months), last_month(lever, settings)
    begun = months >= settings.month_of(lever.from_)
    return begun if last is None else begun & (months <= last)


def _cut_by_month(scenario: Scenario, parameters: ParameterSet, settings: Settings) -> Array:
    """Posts that are gone, as a ratio to the announced cut."""
    announced = announced_posts_cut(parameters)
    months = np.arange(settings.months)
    gone = np.zeros(settings.months)
    for lever in scenario.levers:
        if isinstance(lever, EstablishmentCut):
            first, last = settings.month_of(lever.from_), settings.month_of(lever.until or lever.from_)
            phase = np.clip((months - first + 1) / (last - first + 1), 0, 1)
            gone += phase * posts_cut(lever, parameters) / announced
    return gone


def _by_year(months: NDArray[np.float64] | NDArray[np.bool_], settings: Settings) -> Array:
    return np.asarray(months.reshape(settings.years, 12).mean(axis=1))
