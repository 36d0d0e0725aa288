"""Scenarios officer by officer: what kind of force is left."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from senim.outcomes import Status, concat_outcomes, summarise
from senim.parameters import ParameterSet
from senim.personnel.officers import PROBLEM, QUALITIES, SEXES, OfficerPath, expected_force, leaves_waiting
from senim.scenarios import Scenario
from senim.simulation.design import latin_hypercube
from senim.simulation.officer_force import officer_force
from senim.simulation.officer_plans import attestation_plan, staffing_plan
from senim.simulation.settings import Settings

Array = NDArray[np.float64]
Key = tuple[str, str]

SERVICE = {"under_5": (0, 5), "5_to_19": (5, 20), "20_and_more": (20, None)}
"""Years of service, first and past the last."""

UNITS: dict[str, str] = {
    "officers_in_post": "per_100k",
    "vacant_posts": "percent",
    "officers_of_unit": "percent",
    "women": "percent",
    "problem_officers": "percent",
    "mean_service": "years",
    "officers_by_service": "percent",
    "service_lost": "years_per_1000",
    "officers_examined": "per_1000",
    "officers_waiting": "per_1000",
    "sound_dismissed": "per_1000",
    "problem_dismissed": "per_1000",
    "unfit_who_are_problem": "percent",
    "officers_released": "per_1000",
}
"""Unit of each outcome; those per 1,000 are counted from the start, for officers in post then,
but for officers waiting: those due by a cycle with dates or a capacity and not called in the last month."""


MONTHLY = ("officers_in_post", "vacant_posts", "officers_waiting")
"""Outcomes that are kept month by month."""


@dataclass(frozen=True)
class OfficerScenarios:
    """Draws of every officer-by-officer outcome of every scenario.

    Parameters
    ----------
    settings : Settings
        Time.
    draws : dict
        By scenario, then by (outcome, group): ndarray, shape (n_draws, n_years), at year ends.
    monthly : dict
        By scenario, then by (outcome, group): ndarray, shape (n_draws, n_months + 1), for officers in
        post, vacant posts, and officers waiting for the cycle where not all are called when due.
    """

    settings: Settings
    draws: Mapping[str, Mapping[Key, Array]]
    monthly: Mapping[str, Mapping[Key, Array]]

    def table(self) -> pd.DataFrame:
        """Summarise every draw in the outcome table.

        Returns
        -------
        DataFrame
            The outcome table; a year in which an outcome has no value in some draw is left out.
        """
        calendar = np.array(self.settings.calendar)
        told = {
            (scenario, *key): (draws, np.isfinite(draws).all(axis=0))
            for scenario, outcomes in self.draws.items()
            for key, draws in outcomes.items()
        }
        return concat_outcomes(
            summarise(
                draws[:, known],
                scenario=scenario,
                outcome=outcome,
                group=group,
                years=[int(year) for year in calendar[known]],
                unit=UNITS[outcome],
                status=Status.DERIVED,
            )
            for (scenario, outcome, group), (draws, known) in told.items()
            if known.any()
        )


def officer_scenarios(
    scenarios: Mapping[str, Scenario],
    parameters: ParameterSet,
    settings: Settings,
    *,
    forces: int,
    threads: int = 2,
) -> OfficerScenarios:
    """Run scenarios officer by officer, in expected values, over sets of beliefs.

    Parameters
    ----------
    scenarios : mapping of str to Scenario
        One of them the baseline.
    parameters : ParameterSet
        Beliefs.
    settings : Settings
        Seed and time.
    forces : int
        Sets of beliefs, a Latin hypercube of them; every scenario meets the same.
    threads : int
        Forces followed at once. Changes speed, nothing else.

    Returns
    -------
    OfficerScenarios
        Draws of every outcome.

    Raises
    ------
    ValueError
        If there is not exactly one baseline.
    ArgumentError
        If a scenario asks of a force what it cannot do; names all of it.
    """
    baselines = [name for name, scenario in scenarios.items() if scenario.baseline]
    if len(baselines) != 1:
        raise ValueError(f"officer by officer needs exactly one baseline, got {len(baselines)}")
    sets = latin_hypercube(parameters, forces, settings.seed)

    people = parameters.value("strength.population")

    def follow(beliefs: ParameterSet) -> dict[str, dict[Key, Array]]:
        force = officer_force(beliefs, settings)

        def path(name: str) -> OfficerPath:
            attestation = attestation_plan(scenarios[name], beliefs, settings)
            staffing = staffing_plan(scenarios[name], beliefs, settings)
            return expected_force(force, attestation, settings.months, staffing=staffing).path

        def outcomes(name: str, path: OfficerPath) -> dict[Key, Array]:
            found = _outcomes(path, baseline, people)
            if leaves_waiting(attestation_plan(scenarios[name], beliefs, settings).cycle):
                found["officers_waiting", "all"] = 1000.0 * officers_waiting(path) / path.officers[0]
            return found

        # a path is megabytes: only what is told of it is kept
        baseline = path(baselines[0])
        return {
            name: outcomes(name, baseline if scenario.baseline else path(name))
            for name, scenario in scenarios.items()
        }

    with ThreadPoolExecutor(threads) as pool:
        followed = list(pool.map(follow, sets))
    yearly: dict[str, dict[Key, Array]] = {}
    monthly: dict[str, dict[Key, Array]] = {}
    for name in scenarios:
        months = {key: np.stack([one[name][key] for one in followed]) for key in followed[0][name]}
        yearly[name] = {key: drawn[:, 12::12] for key, drawn in months.items()}
        monthly[name] = {key: drawn for key, drawn in months.items() if key[0] in MONTHLY}
    return OfficerScenarios(settings, yearly, monthly)


def _outcomes(path: OfficerPath, baseline: OfficerPath, people: float) -> dict[Key, Array]:
    """Every outcome at the start and the end of each month, shape (months + 1,)."""
    officers, start = path.officers, path.officers[0]
    by_unit = path.stocks.sum(axis=(1, 2, 4, 5))
    quality = path.stocks.sum(axis=(1, 2, 3, 4))
    women = path.stocks.sum(axis=(1, 2, 3, 5))[:, SEXES.index("woman")]
    by_service = path.stocks.sum(axis=(2, 3, 4, 5))
    posts = path.posts.sum(axis=(1, 2))
    unfit = _since_start(path, "unfit")
    with np.errstate(invalid="ignore"):
        correct = 100.0 * unfit[:, PROBLEM].sum(axis=1) / unfit.sum(axis=1)
    found: dict[Key, Array] = {
        ("officers_in_post", "all"): 100_000.0 * officers / people,
        ("vacant_posts", "all"): 100.0 * np.maximum(posts - officers, 0.0) / posts,
        ("women", "all"): 100.0 * women / officers,
        ("problem_officers", "all"): 100.0 * quality[:, PROBLEM].sum(axis=1) / officers,
        ("mean_service", "all"): service_years(path) / officers,
        ("service_lost", "all"): 1000.0 * (service_years(baseline) - service_years(path)) / start,
        ("unfit_who_are_problem", "all"): correct,
    }
    for place, unit in enumerate(path.units):
        found["officers_of_unit", unit] = 100.0 * (by_unit[:, place] / by_unit[0, place] - 1.0)
    for group, (first, end) in SERVICE.items():
        found["officers_by_service", group] = 100.0 * by_service[:, first:end].sum(axis=1) / officers
    dismissed = _since_start(path, "dismissed") - _since_start(path, "reinstated")
    sound = [place for place in range(len(QUALITIES)) if place not in PROBLEM]
    for outcome, counted in (
        ("officers_examined", _since_start(path, "examined").sum(axis=1)),
        ("sound_dismissed", dismissed[:, sound].sum(axis=1)),
        ("problem_dismissed", dismissed[:, PROBLEM].sum(axis=1)),
        ("officers_released", _since_start(path, "released").sum(axis=1)),
    ):
        found[outcome, "all"] = 1000.0 * counted / start
    return found


def service_years(path: OfficerPath) -> Array:
    """Sum the years that officers have served, those with 30 and more counted as 30.

    Parameters
    ----------
    path : OfficerPath
        Told by years of service.

    Returns
    -------
    ndarray, shape (months + 1,)
        Officer-years.
    """
    years = np.arange(path.stocks.shape[1]) + 0.5
    years[-1] -= 0.5
    return np.asarray(path.stocks.sum(axis=(2, 3, 4, 5)) @ years)


def officers_waiting(path: OfficerPath) -> Array:
    """Count those who are due by the clock of the law and have not been called.

    Parameters
    ----------
    path : OfficerPath
        A force.

    Returns
    -------
    ndarray, shape (months + 1,)
        At the start, when nobody waits, and in each month.
    """
    return np.concatenate([[0.0], path.flow("waiting").sum(axis=(1, 2, 3, 4))])


def _since_start(path: OfficerPath, flow: str) -> Array:
    """Officers by quality so far, shape (months + 1, qualities)."""
    monthly = path.flow(flow).sum(axis=(1, 2, 3))
    return np.concatenate([np.zeros((1, monthly.shape[1])), np.cumsum(monthly, axis=0)])
