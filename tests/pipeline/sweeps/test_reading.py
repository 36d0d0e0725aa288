"""What a sweep would need is checked before anything runs, with all findings at once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from senim.findings import InputError
from senim.pipeline.project import Options, Project
from senim.pipeline.sweeps.reading import read_sweep


@pytest.fixture
def told(project: Project, sweep_file: Path) -> Callable[..., str]:
    def act(*replaced: tuple[str, str], **parameters: object) -> str:
        text = sweep_file.read_text(encoding="utf-8")
        for old, new in replaced:
            assert old in text
            text = text.replace(old, new)
        sweep_file.write_text(text, encoding="utf-8")
        with pytest.raises(InputError) as caught:
            read_sweep(project, sweep_file, Options(parameters=parameters))
        return str(caught.value)

    return act


def test_the_projects_sweep_can_be_run(project: Project, sweep_file: Path) -> None:
    assert len(read_sweep(project, sweep_file, Options()).grid) == 21


def test_values_are_checked_against_bounds_where_they_stand(told: Callable[..., str]) -> None:
    text = told(("[0.2, 0.41352, 0.6]", "[0.2, 1.5]"))
    assert "front_line[1]: strength.front_line_share_of_cut: 1.5 is outside 0 to 1: it is a share" in text
    assert text.startswith("1 problem")


def test_unknown_parameters(told: Callable[..., str]) -> None:
    text = told(("front_line_share_of_cut", "front_line_share_of_cutt"))
    assert "Did you mean 'strength.front_line_share_of_cut'?" in text
    assert text.startswith("1 problem")


def test_a_value_that_no_lever_reads(told: Callable[..., str]) -> None:
    text = told(
        ("values.strength.front_line_share_of_cut", "values.strength.after"),
        ("[0.2, 0.41352, 0.6]", "[400, 424]"),
        ("  levers.establishment_cut.after: null\n  levers.establishment_cut.version: null\n", ""),
        ("levers.establishment_cut.share", "levers.attestation.exemptions_hold"),
        ("{from: 0, to: 0.15, step: 0.025}", "[true]"),
        (
            "unit: percent\n    title:\n      en: Size",
            "unit: text\n    labels: {'true': {en: hold, kk: сақталады, ru: действуют}}\n"
            "    title:\n      en: Size",
        ),
    )
    assert (
        "strength.after would move nothing: the lever picks the version 'presidential_meeting_2018'" in text
    )


def test_levers_that_name_no_parameter(told: Callable[..., str]) -> None:
    text = told(("notebook.draws: 2000", "levers.attestation.outcome_split: attestation.removed_share"))
    assert "'attestation.removed_share' is no parameter" in text
    assert "fixed.levers.attestation.outcome_split" in text


def test_notebook_parameters(told: Callable[..., str]) -> None:
    text = told(("notebook.draws: 2000", "notebook.drows: 2000"))
    assert "'drows' is no parameter of notebooks/sweep.ipynb. Did you mean 'draws'?" in text
    text = told(("notebook.drows: 2000", "notebook.draws: many"))
    assert "draws: 'many' is not an int" in text
    text = told(("notebook.draws: many", "notebook.results: here"))
    assert "'results' is no parameter" in text


def test_options_of_the_command_line(told: Callable[..., str]) -> None:
    text = told(drows="5", seed="x", combinations="[]")
    assert "--parameter drows" in text
    assert "--parameter combinations" in text
    assert "'x' is not an int" in text


def test_an_axis_is_not_given_twice(told: Callable[..., str]) -> None:
    text = told(
        ("  notebook.draws: 2000\n", ""),
        (
            "changes: values.strength.front_line_share_of_cut\n    unit: percent",
            "changes: notebook.draws\n    unit: number",
        ),
        ("[0.2, 0.41352, 0.6]", "[100, 200]"),
        draws=5,
    )
    assert "draws is an axis of this sweep and was given on the command line as well" in text


def test_files_elsewhere(project: Project, sweep_file: Path, tmp_path: Path) -> None:
    with pytest.raises(
        InputError, match=r"cut-sise.yaml: there is no such file. Did you mean 'cut-size.yaml'"
    ):
        read_sweep(project, sweep_file.with_name("cut-sise.yaml"), Options())
    other = tmp_path / "cut-size.yaml"
    other.write_text(sweep_file.read_text(encoding="utf-8"), encoding="utf-8")
    with pytest.raises(InputError, match="is not in scenarios/sweeps"):
        read_sweep(project, other, Options())


def test_all_kinds_of_faults_at_once(told: Callable[..., str], project: Project) -> None:
    path = project.parameters / "attestation.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("unit:", "unti:", 1), encoding="utf-8")
    text = told(("- cut:", "- cutt:"))
    assert "parameters/attestation.yaml" in text
    assert "scenarios/sweeps/cut-size.yaml" in text
