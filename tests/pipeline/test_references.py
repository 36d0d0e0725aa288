"""A wrong name in a scenario is told before anything runs."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from senim.findings import InputError
from senim.parameters import load_parameters
from senim.paths import project_root
from senim.pipeline.checks import check_inputs
from senim.pipeline.project import Options, Project
from senim.pipeline.references import reference_findings
from senim.pipeline.services import project_services
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


def test_every_kind_of_fault_in_one_message(tmp_path: Path) -> None:
    for name in ("parameters", "scenarios", "notebooks"):
        shutil.copytree(ROOT / name, tmp_path / name)

    def edit(name: str, old: str, new: str) -> None:
        path = tmp_path / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    edit("scenarios/cut-to-424.yaml", "before: strength.before", "before: strength.befor\n    colour: blue")
    edit("scenarios/cut-to-393.yaml", "from: 2019-04-01", "from: 2019-04-31")
    edit("parameters/strength.yaml", "status: observed", "status: observd")
    options = Options(scenarios=("nowhere",), parameters={"drows": "1"})
    with pytest.raises(InputError) as caught:
        check_inputs(Project(tmp_path, tmp_path / "reports"), options, project_services())
    told = str(caught.value)
    for words in (
        "levers[0].before: 'strength.befor' is no parameter. Did you mean 'strength.before'?",
        "levers[0].colour: is not a known key",
        "levers[0].from: '2019-04-31' cannot be read",
        "'observd' is not known",
        "nowhere: is not a known scenario",
        "--parameter drows: no notebook has this parameter",
    ):
        assert words in told
