"""A wrong name in a scenario is told before anything runs."""

from __future__ import annotations

import pytest

from senim.parameters import load_parameters
from senim.paths import project_root
from senim.pipeline.references import reference_findings
from senim.scenarios import load_scenarios

ROOT = project_root()


@pytest.fixture(scope="module")
def parameters():
    return load_parameters(ROOT / "parameters")


def changed(name: str, **fields: str):
    scenario = load_scenarios(ROOT / "scenarios")[name]
    levers = (scenario.levers[0].model_copy(update=fields), *scenario.levers[1:])
    return {name: scenario.model_copy(update={"levers": levers})}


def test_the_projects_scenarios_name_what_exists(parameters):
    assert reference_findings(load_scenarios(ROOT / "scenarios"), parameters) == []


def test_wrong_names_and_versions_are_found_with_file_and_key(parameters):
    wrong = changed("cut-to-424", before="strength.befor", version="senate")
    first, second = reference_findings(wrong, parameters)
    assert str(first) == (
        "scenarios/cut-to-424.yaml, key levers[0].before: 'strength.befor' is no parameter. "
        "Did you mean 'strength.before'?"
    )
    assert "levers[0].version: 'senate' is no version of 'strength.after'" in str(second)
    assert "presidential_meeting_2018" in second.remedy


def test_a_version_of_what_is_not_contested_is_refused(parameters):
    wrong = changed("cut-to-424", after="strength.before")
    assert "the sources agree" in str(reference_findings(wrong, parameters)[0])


def test_a_split_that_no_parameter_holds_is_found(parameters):
    wrong = changed("attestation-2019", outcome_split="attestation.removed_share_2013")
    assert "Did you mean 'attestation.removed_share_20" in str(reference_findings(wrong, parameters)[0])
