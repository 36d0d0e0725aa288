"""What a package that spends its saving again buys: a rise, and what comes with it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from senim.arguments import ArgumentCheck
from senim.parameters import ParameterSet
from senim.scenarios import Pay, Scenario
from senim.simulation.officer_force import DrawnValues, unit_shares
from senim.simulation.pay import funded_ratio, pay_ratios
from senim.simulation.run import Key, Simulation
from senim.simulation.settings import Settings


def announced_rises(
    scenario: Scenario, parameters: ParameterSet, settings: Settings | None = None
) -> pd.DataFrame:
    """List the rises that were announced by unit type, with their mean over the posts.

    Parameters
    ----------
    scenario : Scenario
        With a pay lever of announced rises.
    parameters : ParameterSet
        Rises and shares of the units.
    settings : Settings, optional
        Not needed for the middle of the beliefs.

    Returns
    -------
    DataFrame
        ``unit, share`` (of the posts), ``rise`` (relative), the last row ``mean``.
    """
    value = DrawnValues(parameters, settings or Settings())
    lever = _pay_of(scenario, "announced_rises").model_copy(update={"rises": "announced"})
    shares, ratios = unit_shares(value), pay_ratios(lever, scenario, value)
    rows = [(unit, share, ratios[unit] - 1.0) for unit, share in shares.items()]
    mean = sum(share * rise for _, share, rise in rows)
    return pd.DataFrame([*rows, ("mean", 1.0, mean)], columns=["unit", "share", "rise"])


def funded_rises(
    scenario: Scenario,
    parameters: ParameterSet,
    *,
    draft_posts_cut: float,
    months_of_first_year: float = 6.0,
    settings: Settings | None = None,
) -> pd.DataFrame:
    """Compute the rise that the announced money pays for, under each reading of the announcement.

    Parameters
    ----------
    scenario : Scenario
        With a pay lever and the cut whose saving it spends.
    parameters : ParameterSet
        Money, levels of strength, vacant posts, population.
    draft_posts_cut : float
        Posts cut by the draft decree, in place of those that the two rates give.
    months_of_first_year : float
        Months of the first year in which the rise held, if the money was that year's only.
    settings : Settings, optional
        Not needed for the middle of the beliefs.

    Returns
    -------
    DataFrame
        ``reading, rise`` (relative): ``default`` (money of a year, all posts paid), ``filled`` (only filled
        posts are paid), ``draft`` (the saving is that of the posts of the draft decree) and ``part_year``
        (the money was for the months of the first year).

    Raises
    ------
    ArgumentError
        If the scenario has no pay lever, or a number is not above 0.
    """
    check = ArgumentCheck("senim.simulation.money.funded_rises")
    check.between("draft_posts_cut", draft_posts_cut, 0.0, np.inf, low_open=True)
    check.between("months_of_first_year", months_of_first_year, 0.0, 12.0, low_open=True)
    check.raise_if_any()
    value = DrawnValues(parameters, settings or Settings())
    lever = _pay_of(scenario, "funded_rises").model_copy(update={"rises": "money"})
    rise = funded_ratio(lever, scenario, value) - 1.0
    announced = parameters.value("strength.before") - parameters.contested("strength.after").value
    by_rates = announced * parameters.value("strength.population") / 1e5
    rows = {
        "default": rise,
        "filled": rise / (1.0 - value("strength.vacancy_rate")),
        # more posts for the same saving make each post cheaper, and the rise larger
        "draft": rise * draft_posts_cut / by_rates,
        "part_year": rise * 12.0 / months_of_first_year,
    }
    return pd.DataFrame(rows.items(), columns=["reading", "rise"])


def package_gains(
    simulation: Simulation, package: str, without_pay: str, keys: Sequence[Key]
) -> pd.DataFrame:
    """Tell what the pay of a package changes, draw by draw against the same package without it.

    Parameters
    ----------
    simulation : Simulation
        Draws of both.
    package, without_pay : str
        Scenarios that differ by the pay lever.
    keys : sequence of (str, str)
        Outcomes and groups.

    Returns
    -------
    DataFrame
        ``outcome, group, low, middle, high, higher`` (share of draws above 0), in the unit of the outcome.
    """
    rows = []
    for outcome, group in keys:
        gain = simulation.at_evaluation(package, outcome, group) - simulation.at_evaluation(
            without_pay, outcome, group
        )
        low, middle, high = (float(limit) for limit in np.quantile(gain, [0.05, 0.5, 0.95]))
        rows.append((outcome, group, low, middle, high, float((gain > 0.0).mean())))
    return pd.DataFrame(rows, columns=["outcome", "group", "low", "middle", "high", "higher"])


def _pay_of(scenario: Scenario, call: str) -> Pay:
    levers = [lever for lever in scenario.levers if isinstance(lever, Pay)]
    check = ArgumentCheck(f"senim.simulation.money.{call}")
    if len(levers) != 1:
        check.refuse("scenario", f"{scenario.id!r} has {len(levers)} pay levers", "Take one that has one.")
    check.raise_if_any()
    return levers[0]
