"""From draws to the outcome table, the comparison of scenarios and the dots of a dotplot."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from senim.outcomes import Status, concat_outcomes, summarise
from senim.simulation.run import Key, Simulation

Array = NDArray[np.float64]
UNITS: dict[str, str] = {
    "registered_offences": "percent",
    "true_offences": "percent",
    "reported_share": "percent",
    "recorded_share": "percent",
    "front_line_officers": "percent",
    "filled_posts": "per_100k",
    "problem_prevalence": "percent",
    "dismissed_problem": "per_1000",
    "dismissed_sound": "per_1000",
    "examined": "per_1000",
    "full_trust": "points",
    "treasury_balance": "billion_kzt",
    "treasury_freed": "billion_kzt",
    "extra_homicides": "count",
}
DOTS = 50


def outcome_table(simulation: Simulation) -> pd.DataFrame:
    """Summarise every draw in the outcome table.

    Parameters
    ----------
    simulation : Simulation
        Draws.

    Returns
    -------
    DataFrame
        The outcome table.
    """
    years = simulation.settings.calendar
    return concat_outcomes(
        summarise(
            draws,
            scenario=scenario,
            outcome=outcome,
            group=group,
            years=years,
            unit=UNITS[outcome],
            status=Status.DERIVED,
        )
        for scenario, outcomes in simulation.draws.items()
        for (outcome, group), draws in outcomes.items()
    )


def comparison(simulation: Simulation) -> pd.DataFrame:
    """Compare scenarios, each in its own evaluation year.

    Parameters
    ----------
    simulation : Simulation
        Draws.

    Returns
    -------
    DataFrame
        One row a scenario, outcome and group: ``scenario, outcome, group, year, unit, value``
        (median), ``low, high`` (90 %), ``q25, q75``, ``likelihood`` (share of draws above zero).
    """
    rows = []
    for scenario, outcome, group, year, draws in _evaluated(simulation):
        low, q25, value, q75, high = np.quantile(draws, [0.05, 0.25, 0.5, 0.75, 0.95])
        rows.append(
            (
                scenario,
                outcome,
                group,
                year,
                UNITS[outcome],
                value,
                low,
                high,
                q25,
                q75,
                float((draws > 0).mean()),
            )
        )
    names = [
        "scenario",
        "outcome",
        "group",
        "year",
        "unit",
        "value",
        "low",
        "high",
        "q25",
        "q75",
        "likelihood",
    ]
    return pd.DataFrame(rows, columns=names)


def dots(simulation: Simulation, outcomes: tuple[Key, ...]) -> pd.DataFrame:
    """Take equally likely values for quantile dotplots.

    Parameters
    ----------
    simulation : Simulation
        Draws.
    outcomes : tuple of (str, str)
        Outcomes and groups wanted.

    Returns
    -------
    DataFrame
        ``scenario, outcome, group, year, rank`` (1 to 50) and ``value``, the middle of each
        fiftieth of the draws.

    References
    ----------
    Kay, M. and others (2016). When (ish) is my bus? CHI '16, 5092-5103.
    """
    ranks = np.arange(1, DOTS + 1)
    frames = [
        pd.DataFrame(
            {
                "scenario": scenario,
                "outcome": outcome,
                "group": group,
                "year": year,
                "rank": ranks,
                "value": np.quantile(draws, (ranks - 0.5) / DOTS),
            }
        )
        for scenario, outcome, group, year, draws in _evaluated(simulation)
        if (outcome, group) in outcomes
    ]
    return pd.concat(frames, ignore_index=True)


def _evaluated(simulation: Simulation) -> list[tuple[str, str, str, int, Array]]:
    return [
        (
            scenario,
            outcome,
            group,
            simulation.settings.evaluation_year(simulation.scenarios[scenario].first_lever),
            simulation.at_evaluation(scenario, outcome, group),
        )
        for scenario, outcomes in simulation.draws.items()
        for outcome, group in outcomes
    ]


def model_path(
    simulation: Simulation, scenario: str, outcome: str, group: str, *, level: float
) -> pd.DataFrame:
    """Draw an outcome's path as a rate, from the last level before the first lever.

    Parameters
    ----------
    simulation : Simulation
        Draws.
    scenario, outcome, group : str
        An outcome in per cent against the baseline.
    level : float
        The rate in the year before the simulation begins; the path without the levers is held
        there, because nobody knows how it would have moved.

    Returns
    -------
    DataFrame
        ``scenario, outcome, group, year, q05, q25, median, q75, q95, without``, one row a year
        from the one before the first.
    """
    settings = simulation.settings
    draws = simulation.draws[scenario][outcome, group]
    paths = level * (1 + np.column_stack([np.zeros(settings.draws), draws]) / 100)
    quantiles = np.quantile(paths, [0.05, 0.25, 0.5, 0.75, 0.95], axis=0)
    frame = pd.DataFrame(quantiles.T, columns=["q05", "q25", "median", "q75", "q95"])
    frame.insert(0, "year", [settings.start_year - 1, *settings.calendar])
    return frame.assign(scenario=scenario, outcome=outcome, group=group, without=level)
