"""The comparison of scenarios as a function of points."""

from __future__ import annotations

import numpy as np
import pytest

from senim.arguments import ArgumentError
from senim.evidence import load_evidence
from senim.parameters import load_parameters, uniforms
from senim.paths import project_root
from senim.scenarios import load_scenarios, select_scenarios
from senim.simulation import Settings, simulate
from senim.uncertainty import DesignPoints, Inputs, SimulationModel, Target, find_inputs
from senim.uncertainty.model import POINTS_AT_ONCE

TARGETS = (
    Target("full-package", "registered_offences", "violent"),
    Target("full-package", "full_trust"),
)


@pytest.fixture(scope="module")
def model() -> SimulationModel:
    root = project_root()
    scenarios = select_scenarios(load_scenarios(root / "scenarios"), ["baseline", "full-package"])
    parameters = load_parameters(root / "parameters")
    evidence = load_evidence(parameters.value("crime.study_correlation"))
    return SimulationModel(scenarios, parameters, evidence, Settings(), TARGETS)


@pytest.fixture(scope="module")
def inputs(model: SimulationModel) -> Inputs:
    return model.inputs()


def test_every_stream_that_the_comparison_draws_is_found_and_has_a_group(inputs: Inputs) -> None:
    assert inputs.columns["crime.lag_weights"] == tuple(
        range(inputs.columns["crime.lag_weights"][0], inputs.columns["crime.lag_weights"][0] + 4)
    )
    assert sorted(place for places in inputs.columns.values() for place in places) == list(range(inputs.size))
    assert inputs.groups["attestation.anticipation_multiple"] == "leaving_and_hiring"
    assert inputs.groups["attestation.informedness"] == "accuracy_of_attestation"
    assert len(inputs.group_names) >= 10


def test_points_taken_from_the_random_streams_give_the_same_answers(
    model: SimulationModel, inputs: Inputs
) -> None:
    settings = Settings(draws=300)
    streams = [
        uniforms(name, (settings.draws, len(places)), settings.seed)
        for name, places in inputs.columns.items()
    ]
    answers = model(inputs, np.column_stack(streams))
    plain = simulate(model.scenarios, model.parameters, model.evidence, settings)
    for place, target in enumerate(TARGETS):
        expected = plain.at_evaluation(target.scenario, target.outcome, target.group)
        np.testing.assert_allclose(answers[:, place], expected, rtol=1e-12)


def test_each_point_is_run_by_itself_whatever_the_chunks(model: SimulationModel, inputs: Inputs) -> None:
    points = np.random.default_rng(4).random((POINTS_AT_ONCE + 5, inputs.size))
    seen: list[tuple[int, int]] = []
    answers = model(inputs, points, lambda done, of: seen.append((done, of)))
    assert seen == [(0, len(points)), (POINTS_AT_ONCE, len(points)), (len(points), len(points))]
    np.testing.assert_allclose(model(inputs, points[-3:]), answers[-3:], rtol=1e-9)


def test_a_stream_without_a_group_is_told() -> None:
    with pytest.raises(ArgumentError, match=r"pay\.rise: belongs to no group"):
        find_inputs(lambda points: points.uniforms("pay.rise", (2, 1)), {"crime": ("crime.",)})


def test_a_design_refuses_what_it_does_not_hold() -> None:
    points = DesignPoints(Inputs({"a": (0,)}, {"a": "x"}), np.zeros((3, 1)))
    assert points.uniforms("a", (3, 1)).shape == (3, 1)
    with pytest.raises(ArgumentError, match="no column"):
        points.uniforms("b", (3, 1))
    with pytest.raises(ArgumentError, match="points equal"):
        points.uniforms("a", (4, 1))
