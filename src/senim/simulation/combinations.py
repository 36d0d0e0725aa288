"""Many variants of one scenario, each against the baseline, with the same draws."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from senim.evidence import EvidenceBase
from senim.parameters import ParameterSet
from senim.scenarios import Scenario, changed_scenario
from senim.simulation.headline import Record, headline_records
from senim.simulation.run import simulate
from senim.simulation.settings import Settings

STUDY_CORRELATION = "crime.study_correlation"


def combination_records(
    base: Scenario,
    baseline: Scenario,
    combinations: Sequence[Mapping[str, Any]],
    parameters: ParameterSet,
    evidence: Callable[[float], EvidenceBase],
    settings: Settings,
    notebook: str,
) -> list[Record]:
    """List the published numbers of every combination.

    Parameters
    ----------
    base : Scenario
        What every combination starts from.
    baseline : Scenario
        What each is compared with.
    combinations : sequence of mapping
        ``id``; ``levers``, value by ``lever.field``; ``values``, value by parameter.
    parameters : ParameterSet
        Beliefs.
    evidence : callable
        Gives the evidence for a correlation of study estimates, which a combination may change.
    settings : Settings
        Draws and seed: the same for all, so that a difference between two combinations is no chance.
    notebook : str
        Name of the notebook that publishes them.

    Returns
    -------
    list of dict
        Fields of claims, those of `headline_records`; ``scenario`` is the id of the combination.

    Raises
    ------
    InputError
        If a parameter is unknown or a value outside its bounds.
    """
    alike: dict[str, list[Mapping[str, Any]]] = {}
    for one in combinations:
        # those that believe the same share their draws and their baseline
        alike.setdefault(json.dumps(one.get("values", {}), sort_keys=True), []).append(one)
    by_id: dict[str, list[Record]] = {}
    for group in alike.values():
        believed = parameters.with_values({k: float(v) for k, v in group[0].get("values", {}).items()})
        variants = {str(one["id"]): changed_scenario(base, one.get("levers", {})) for one in group}
        known = evidence(believed.value(STUDY_CORRELATION))
        simulation = simulate({baseline.id: baseline, **variants}, believed, known, settings)
        for record in headline_records(simulation, believed, notebook):
            by_id.setdefault(str(record.get("scenario")), []).append(record)
    return [record for one in combinations for record in by_id[str(one["id"])]]
