"""Who bears a scenario: the treasury, officers put out, victims; by year and in present value."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from senim import costs
from senim.arguments import ArgumentCheck
from senim.parameters import ParameterSet
from senim.simulation.levers import announced_posts_cut
from senim.simulation.money.out_of_force import PER_100K, OfficersOut, officers_out
from senim.simulation.money_effects import treasury
from senim.simulation.run import Simulation

Array = NDArray[np.float64]
MONTHS_A_YEAR = 12
BEARERS: Mapping[str, str] = {
    "treasury": "billion KZT",
    "back_pay": "billion KZT",
    "officers_at_most": "billion KZT",
    "officers_out": "officers",
    "victims": "deaths",
}
"""What is told of each bearer, and its unit."""


@dataclass(frozen=True)
class ScenarioCosts:
    """Gains (above 0) and losses (below 0) of one scenario against no change, each (n_draws, n_years).

    Parameters
    ----------
    treasury : TreasuryPath
        Parts of the budget, billion KZT; back pay is one of them.
    officers : OfficersOut
        Who was put out and who came back.
    officers_at_most : ndarray
        Pay lost by those who are out if they earn nothing elsewhere, billion KZT, 0 or below. What they do
        earn is not published, so the loss lies between 0 and this.
    extra_homicides : ndarray
        Deaths a year beyond those of no change. They get no price here.
    """

    treasury: costs.TreasuryPath
    officers: OfficersOut
    officers_at_most: Array
    extra_homicides: Array

    @property
    def balance(self) -> Array:
        """Balance of the treasury, billion KZT, shape (n_draws, n_years)."""
        return self.treasury.balance

    def path(self, bearer: str) -> Array:
        """Give what one bearer gains or loses by year.

        Parameters
        ----------
        bearer : str
            A key of `BEARERS`.

        Returns
        -------
        ndarray, shape (n_draws, n_years)
            In the unit of `BEARERS`; deaths and officers are counts, above 0 where there are more.
        """
        return {
            "treasury": self.treasury.balance,
            "back_pay": -self.treasury.back_pay,
            "officers_at_most": self.officers_at_most,
            "officers_out": self.officers.out,
            "victims": self.extra_homicides,
        }[bearer]


def pay_of_a_post(parameters: ParameterSet) -> float:
    """Derive a year's pay of a post from the announcement: the saving by the posts it was announced for.

    Parameters
    ----------
    parameters : ParameterSet
        Saving, levels of strength, population.

    Returns
    -------
    float
        KZT a year. No pay of a post is published.
    """
    posts = announced_posts_cut(parameters) * parameters.value("strength.population") / PER_100K
    return parameters.value("costs.saving") * costs.treasury.BILLION / posts


def scenario_costs(simulation: Simulation, name: str, parameters: ParameterSet) -> ScenarioCosts:
    """Split one simulated scenario by who bears it.

    Parameters
    ----------
    simulation : Simulation
        Draws, the baseline among the scenarios.
    name : str
        The scenario.
    parameters : ParameterSet
        The beliefs that the simulation was run with.

    Returns
    -------
    ScenarioCosts
        Exactly 0 for the baseline. The cost of holding a wave is in no part: it is not published.

    Raises
    ------
    ArgumentError
        If the simulation has no such scenario.
    """
    check = ArgumentCheck("senim.simulation.money.scenario_costs")
    if name not in simulation.scenarios:
        known = ", ".join(simulation.scenarios)
        check.refuse("name", f"{name!r} was not simulated", f"Name one of {known}.")
    check.raise_if_any()
    settings, scenario = simulation.settings, simulation.scenarios[name]
    baseline = next(one for one in simulation.scenarios.values() if one.baseline)
    officers = officers_out(scenario, baseline, parameters, settings)
    pay, months = pay_of_a_post(parameters), parameters.value("attestation.reinstatement_lag_months")
    owed = costs.back_pay(np.maximum(officers.reinstated_a_year, 0.0), pay / MONTHS_A_YEAR, months)
    budget = treasury(scenario, parameters, settings, back_pay=owed)
    # rounding of two paths that are equal must not make a negative count
    out = np.maximum(officers.out, 0.0)
    extra = simulation.draws[name]["extra_homicides", "all"]
    split = costs.costs_by_bearer(
        treasury_balance=budget.balance,
        dismissed_officers=out,
        pay_kzt_a_year=pay,
        earnings_kept=0.0,
        extra_offences=extra,
        unit_cost_kzt=0.0,
    )
    return ScenarioCosts(budget, officers, split.dismissed_officers, extra)


def bearer_years(parts: ScenarioCosts, years: Sequence[int]) -> pd.DataFrame:
    """Tabulate what each bearer gains or loses in each year.

    Parameters
    ----------
    parts : ScenarioCosts
        As from `scenario_costs`.
    years : sequence of int
        The calendar.

    Returns
    -------
    DataFrame
        ``bearer, unit, year, low, middle, high``: middle draw and nine in ten of them.
    """
    rows = []
    for bearer, unit in BEARERS.items():
        limits = np.quantile(parts.path(bearer), [0.05, 0.5, 0.95], axis=0) + 0.0
        rows += [
            (bearer, unit, year, *(float(value) for value in limits[:, place]))
            for place, year in enumerate(years)
        ]
    return pd.DataFrame(rows, columns=["bearer", "unit", "year", "low", "middle", "high"])


def present_by_bearer(parts: ScenarioCosts, rates: Sequence[float]) -> pd.DataFrame:
    """Discount what each bearer gains or loses, at several rates side by side.

    Parameters
    ----------
    parts : ScenarioCosts
        As from `scenario_costs`.
    rates : sequence of float
        Yearly rates.

    Returns
    -------
    DataFrame
        ``bearer, unit, rate, low, middle, high``, money of the first year over all years of the run; deaths
        are discounted like money, as whoever compares the two must. Officers, who are counted once, are left
        out.
    """
    rows = []
    for bearer, unit in BEARERS.items():
        if bearer == "officers_out":
            continue
        present = costs.present_values(parts.path(bearer), rates)
        limits = np.quantile(present, [0.05, 0.5, 0.95], axis=0) + 0.0
        rows += [
            (bearer, unit, rate, *(float(value) for value in limits[:, place]))
            for place, rate in enumerate(rates)
        ]
    return pd.DataFrame(rows, columns=["bearer", "unit", "rate", "low", "middle", "high"])
