"""The numbers of a comparison that are published: one record each, ready to become a claim."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from senim import costs, trust
from senim.evidence.confidence.rubric import UNMEASURED
from senim.outcomes import Status
from senim.parameters import ParameterSet
from senim.scenarios import EstablishmentCut, Lever, Pay
from senim.simulation.run import Simulation

Array = NDArray[np.float64]
Record = dict[str, Any]

HEADLINE_SCENARIOS: tuple[str, ...] = ("cut-to-424", "cut-to-393", "attestation-2019")
"""What the first screen of a brief compares with the baseline."""

HIGHER = "higher_than_without"
UNSEEN = "below_survey_noise"
FEWER = "fewer_than_one_for_one"
MODEL = "senim.simulation"
_UNJUDGED: Record = {"likelihood": None, "likelihood_of": None, "confidence": None}
_UNKNOWN: Record = {"value": None, "low": None, "high": None, "status": Status.NOT_IDENTIFIABLE.value}


def headline_records(simulation: Simulation, parameters: ParameterSet, notebook: str) -> list[Record]:
    """List the published numbers of every scenario.

    Parameters
    ----------
    simulation : Simulation
        Draws.
    parameters : ParameterSet
        Beliefs; give the size of the survey.
    notebook : str
        Name of the notebook that publishes them.

    Returns
    -------
    list of dict
        Fields of claims: id, value, low, high, level, unit, likelihood, likelihood_of,
        confidence, status, source, scenario, outcome, group, year, notebook.
    """
    records: list[Record] = []
    for name, scenario in simulation.scenarios.items():
        own = [
            *_crime(simulation, name),
            *_trust(simulation, name, parameters),
            *_money(simulation, name, _latest_to_base(parameters)),
            *_attestation(simulation, name),
        ]
        records += [{**record, **_UNJUDGED} for record in own] if scenario.baseline else own
    records += [
        _convention("draws", simulation.settings.draws, "count"),
        _convention("horizon_years", simulation.settings.horizon_years, "years"),
        *_homicides(parameters),
    ]
    return [{**record, "notebook": notebook} for record in records]


def _record(
    simulation: Simulation, scenario: str, name: str, outcome: str, group: str, unit: str, **more: Any
) -> Record:
    draws = simulation.at_evaluation(scenario, outcome, group)
    low, value, high = np.quantile(draws, [0.05, 0.5, 0.95])
    return {
        "id": f"{name}.{scenario}",
        "value": float(value),
        "low": float(low),
        "high": float(high),
        "level": 0.90,
        "unit": unit,
        "status": Status.DERIVED.value,
        "source": MODEL,
        "scenario": scenario,
        "outcome": outcome,
        "group": group,
        "year": simulation.settings.evaluation_year(simulation.scenarios[scenario].first_lever),
        **more,
    }


def _share(draws: NDArray[np.bool_]) -> float:
    return float(draws.mean())


def _crime(simulation: Simulation, scenario: str) -> list[Record]:
    names = {
        "violent": ("registered_offences", "violent"),
        "property": ("registered_offences", "property"),
        "homicide": ("true_offences", "homicide"),
        "violent_true": ("true_offences", "violent"),
        "property_true": ("true_offences", "property"),
        "violent_recorded": ("recorded_share", "violent"),
    }
    # the share recorded is as well known as the true change that it makes
    judged = {name: "violent_true" if name == "violent_recorded" else name for name in names}
    inputs = ["police_elasticities", "crime.transport_factor", "crime.lag_weights", "strength.after"]
    return [
        _record(
            simulation,
            scenario,
            f"{name}_effect",
            outcome,
            group,
            "percent",
            likelihood=_share(simulation.at_evaluation(scenario, outcome, group) > 0),
            likelihood_of=HIGHER,
            confidence=simulation.ratings[judged[name]].level,
            inputs=inputs,
        )
        for name, (outcome, group) in names.items()
    ]


def _trust(simulation: Simulation, scenario: str, parameters: ParameterSet) -> list[Record]:
    noise = trust.survey_noise(
        simulation.full_trust, parameters.value("trust.survey_size"), parameters.value("trust.design_effect")
    )
    draws = simulation.at_evaluation(scenario, "full_trust", "all")
    return [
        _record(
            simulation,
            scenario,
            "trust_effect",
            "full_trust",
            "all",
            "points",
            likelihood=_share(np.abs(draws) < noise),
            likelihood_of=UNSEEN,
            confidence=simulation.ratings["trust"].level,
            inputs=[
                "trust_surveys",
                "trust.bribe_exposure",
                "trust.staffing_coefficient",
                "trust.attestation_signal",
            ],
        )
    ]


def _latest_to_base(parameters: ParameterSet) -> float:
    """How many homicides the latest year has for each of the year that lives are counted on."""
    return parameters.value("crime.homicides_latest") / parameters.value("crime.homicides_a_year")


def _homicides(parameters: ParameterSet) -> list[Record]:
    """The two counts on which lives are reckoned: the last before the cut, and the latest."""
    names = {"homicides_base": "crime.homicides_a_year", "homicides_latest": "crime.homicides_latest"}
    records = [
        {
            **_convention(name, int(parameters.value(key)), "count"),
            "year": parameters.parameters[key].valid_from.year,
            "inputs": [key],
        }
        for name, key in names.items()
    ]
    ratio = 1.0 / _latest_to_base(parameters)
    inputs = list(names.values())
    return [*records, {**_convention("homicides_ratio", ratio, "ratio"), "decimals": 1, "inputs": inputs}]


def _money(simulation: Simulation, scenario: str, latest: float) -> list[Record]:
    freed = simulation.at_evaluation(scenario, "treasury_freed", "all")
    homicides = simulation.at_evaluation(scenario, "extra_homicides", "all")
    levers = simulation.scenarios[scenario].levers
    money = {"confidence": simulation.ratings["money"].level, "inputs": ["costs.saving", "pay.added"]}
    balance = _record(simulation, scenario, "money", "treasury_balance", "all", "billion_kzt", **money)
    if levers and not any(_has_a_price(lever) for lever in levers):
        balance |= {
            **_UNKNOWN,
            "confidence": UNMEASURED,
            "source": "the cost of a wave is not published",
        }
    records = [
        balance,
        _record(simulation, scenario, "money_freed", "treasury_freed", "all", "billion_kzt", **money),
        _record(
            simulation,
            scenario,
            "extra_homicides",
            "extra_homicides",
            "all",
            "count",
            likelihood=_share(homicides > 0),
            likelihood_of=HIGHER,
            confidence=simulation.ratings["homicide"].level,
            inputs=["crime.homicides_a_year", "police_elasticities", "crime.transport_factor"],
        ),
    ]
    at_latest = _quantiles(records[-1], f"extra_homicides_latest.{scenario}", latest * homicides, "count")
    records.append({**at_latest, "inputs": ["crime.homicides_latest", "police_elasticities"]})
    if (freed > 0).all():
        frontier = costs.break_even_unit_cost(freed * 1e9, homicides)
        low, value, high = (frontier.quantile(share) for share in (0.25, 0.5, 0.75))
        if np.isfinite([low, value, high]).all():
            common = {
                **records[-1],
                "level": 0.50,
                "unit": "kzt",
                "likelihood": None,
                "likelihood_of": None,
                "confidence": simulation.ratings["break_even"].level,
            }
            for name, base in (("break_even_per_homicide", 1.0), ("break_even_latest", latest)):
                price = {"value": float(value / base), "low": float(low / base), "high": float(high / base)}
                records.append({**common, **price, "id": f"{name}.{scenario}", "outcome": name})
    return records


def _has_a_price(lever: Lever) -> bool:
    """Tell whether what a lever costs or saves is known; a cut of nothing saves nothing and says nothing."""
    return isinstance(lever, Pay) or (isinstance(lever, EstablishmentCut) and lever.share != 0)


def _attestation(simulation: Simulation, scenario: str) -> list[Record]:
    examined = simulation.at_evaluation(scenario, "examined", "all")
    if not (examined > 0).all():
        return []
    base = _record(simulation, scenario, "examined_share", "examined", "all", "per_1000")
    common = {
        **base,
        "confidence": simulation.ratings["sound"].level,
        "inputs": ["attestation.prevalence", "attestation.informedness"],
    }
    problem = simulation.at_evaluation(scenario, "dismissed_problem", "all")
    sound = simulation.at_evaluation(scenario, "dismissed_sound", "all")
    records = [
        _quantiles(common, f"problem_removed.{scenario}", 1_000 * problem / examined, "per_1000"),
        _quantiles(common, f"sound_lost.{scenario}", 1_000 * sound / examined, "per_1000"),
    ]
    if (problem > 0).all():
        ratio = sound / problem
        record = _quantiles(common, f"sound_per_problem.{scenario}", ratio, "ratio")
        records.append({**record, "likelihood": _share(ratio < 1), "likelihood_of": FEWER})
    return records


def _quantiles(base: Record, name: str, draws: Array, unit: str) -> Record:
    low, value, high = (float(limit) for limit in np.quantile(draws, [0.05, 0.5, 0.95]))
    outcome = name.split(".")[0]
    return {**base, "id": name, "value": value, "low": low, "high": high, "unit": unit, "outcome": outcome}


def _convention(name: str, value: float, unit: str) -> Record:
    return {
        "id": name,
        "value": value,
        "unit": unit,
        "status": Status.OBSERVED.value,
        "source": "setting of the run",
        "confidence": None,
    }
