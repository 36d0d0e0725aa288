"""A sweep file: what it becomes, and everything that can be wrong with one, told at once with its line."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from senim.findings import InputError
from senim.paths import project_root
from senim.scenarios import Sweep, changed_scenario, load_scenarios, load_sweep
from senim.scenarios.grid_reading import LARGEST
from senim.scenarios.sweep import Kind

Load = Callable[..., Sweep]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(project_root() / "scenarios", tmp_path / "scenarios")
    return tmp_path / "scenarios"


@pytest.fixture
def load(folder: Path) -> Load:
    """Load the project's sweep with some of its text replaced, or some of its keys."""

    def act(*replaced: tuple[str, str], **keys: object) -> Sweep:
        path = folder / "sweeps" / "cut-size.yaml"
        text = path.read_text(encoding="utf-8")
        for old, new in replaced:
            assert old in text, old
            text = text.replace(old, new)
        if keys:
            text = yaml.safe_dump({**yaml.safe_load(text), **keys}, allow_unicode=True, sort_keys=False)
        path.write_text(text, encoding="utf-8")
        return load_sweep(path, load_scenarios(folder))

    return act


def told(load: Load, *replaced: tuple[str, str], **keys: object) -> str:
    with pytest.raises(InputError) as caught:
        load(*replaced, **keys)
    assert all(finding.file == "scenarios/sweeps/cut-size.yaml" for finding in caught.value.findings)
    return str(caught.value)


def test_the_projects_sweep(load: Load) -> None:
    sweep = load()
    assert len(sweep.grid) == 21
    assert [one["cut"] for one in sweep.grid][::3] == [0, 0.025, 0.05, 0.075, 0.1, 0.125, 0.15]
    changes = sweep.changes(next(iter(sweep.grid)))
    assert changes.levers["establishment_cut.share"] == 0
    assert changes.values == {"strength.front_line_share_of_cut": 0.2}
    assert changes.notebook == {"draws": 2000}
    assert sweep.place_of(Kind.VALUES, "strength.front_line_share_of_cut", 0.6)[:2] == ("grid", "product")


def test_sweeps_are_no_scenarios(folder: Path) -> None:
    assert "cut-size" not in load_scenarios(folder)


def test_a_sweep_leaves_its_base_as_it_is(load: Load) -> None:
    sweep = load()
    before = sweep.base.model_dump_json()
    changed = changed_scenario(sweep.base, sweep.changes(list(sweep.grid)[-1]).levers)
    assert changed.levers[0].share == 0.15  # type: ignore[union-attr]
    assert changed.levers[1:] == sweep.base.levers[1:]
    assert sweep.base.model_dump_json() == before


def test_everything_wrong_at_once_with_lines(load: Load) -> None:
    text = told(
        load,
        ("base: cut-and-attestation", "base: cut-and-atestation"),
        ("- cut: {", "- cutt: {"),
        ("step: 0.025", "step: 0.04"),
        ("[0.2, 0.41352, 0.6]", "[0.2, [1], .nan]"),
        ("id: cut-size", "id: cut-sizes"),
    )
    assert "key base: 'cut-and-atestation' is no scenario. Did you mean 'cut-and-attestation'?" in text
    assert "'cutt' is not declared under axes. Did you mean 'cut'?" in text
    assert "front_line: [1] is no value" in text
    assert "front_line: nan is no value" in text
    assert "differs from the file's name" in text
    assert text.count("line ") >= 5


def test_faults_of_different_kinds_in_one_message(load: Load) -> None:
    text = told(
        load,
        ("unit: percent\n    title:\n      en: Size", "unit: percnt\n    title:\n      en: Size"),
        ("changes: levers.establishment_cut.share", "changes: levers.establishment_cutt.share"),
        ("step: 0.025", "step: -1"),
        ("base: cut", "bases: cut-and-attestation\nbase: cut"),
        ("id: cut-size", "id: 2019-13-45"),
    )
    assert "key axes.cut.unit: 'percnt' is not known. Did you mean 'percent'?" in text
    assert "'establishment_cutt.share' is no field of a lever" in text
    assert "grid.product[0].cut: does not go upwards" in text
    assert "key bases: is not a known key. Did you mean 'base'?" in text
    assert "key id: '2019-13-45' cannot be read" in text
    assert "key id: '2019-13-45' differs from the file's name" in text


def test_a_sweep_is_checked_though_no_scenario_can_be_read(load: Load, folder: Path) -> None:
    path = folder / "sweeps" / "cut-size.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("step: 0.025", "step: -1"), encoding="utf-8")
    with pytest.raises(InputError, match=r"1 problem in the sweep:\n.*does not go upwards"):
        load_sweep(path, None)


def test_steps_that_miss_their_end(load: Load) -> None:
    text = told(load, ("step: 0.025", "step: 0.04"))
    assert "key grid.product[0].cut.to: 0.15 is not reached in steps of 0.04. End at 0.12 or 0.16." in text


def test_values_outside_a_lever_are_told_where_they_stand(load: Load) -> None:
    text = told(load, ("to: 0.15, step: 0.025", "to: 2, step: 1"))
    assert "key grid.product[0].cut: establishment_cut.share cannot be 2" in text
    assert text.count("cannot be 2") == 1


def test_targets(load: Load) -> None:
    text = told(load, ("changes: levers.establishment_cut.share", "changes: levers.establishment_cut.shaer"))
    assert "key axes.cut.changes" in text
    assert "Did you mean 'establishment_cut.share'?" in text
    text = told(load, ("changes: levers.establishment_cut.shaer", "changes: lever.share"))
    assert "is nothing that a sweep changes. Write levers.<lever>.<field>" in text


def test_one_target_is_changed_once(load: Load) -> None:
    text = told(load, ("changes: values.strength", "changes: levers.establishment_cut.share #"))
    assert "'levers.establishment_cut.share' is changed twice" in text


def test_combinations_that_are_no_scenario(load: Load) -> None:
    text = told(load, ("  levers.establishment_cut.after: null\n", ""))
    assert "establishment_cut needs either after or share. Keep one of the two." in text
    assert text.startswith("1 problem")


def test_repeats_and_idle_exclusions(load: Load) -> None:
    text = told(load, ("[0.2, 0.41352, 0.6]", "[0.2, 0.41352, 0.20]"), exclude=[{"cut": 0.3}])
    assert "the combination cut 0, front_line 0.2 stands twice" in text
    assert "2 more combinations stand twice" in text
    assert "exclude[0]: leaves out nothing" in text


def test_exclusions(load: Load) -> None:
    sweep = load(exclude=[{"cut": 0, "front_line": [0.2, 0.6]}])
    assert len(sweep.grid) == 19
    assert dict(next(iter(sweep.grid))) == {"cut": 0.0, "front_line": 0.41352}


def test_an_exclusion_that_leaves_nothing(load: Load) -> None:
    assert "leaves no combination" in told(load, exclude=[{"front_line": [0.2, 0.41352, 0.6]}])
    assert "exclude[0].speed: 'speed' is not declared" in told(load, exclude=[{"speed": 1}])


def test_an_axis_that_the_grid_forgets(load: Load) -> None:
    text = told(load, grid={"front_line": [0.2]})
    assert "key axes.cut: is not used in the grid" in text


@pytest.mark.parametrize(
    ("grid", "message"),
    [
        ([1], "is no grid"),
        ({"cut": []}, "has no values"),
        ({"cut": [0], "front_line": [0.2]}, "names 2 axes side by side"),
        ({"product": [], "zip": []}, "mixes product, zip"),
        ({"product": []}, "is no list"),
        ({"zip": {"cut": [0, 0.1], "front_line": [0.2]}}, "one length, these have 2, 1"),
        ({"product": [{"cut": [0]}, {"cut": [0.1]}]}, "two parts share the axis cut"),
        ({"list": [{"cut": 0}, {"front_line": 0.2}]}, "same axes in each entry"),
        ({"list": [0.1]}, "is no combination"),
        ({"cut": {"from": 0, "to": 1}}, "has no step"),
        ({"cut": {"from": 0, "to": 1, "setp": 1, "step": "x"}}, "Did you mean 'step'?"),
        ({"cut": {"from": 1, "to": 0, "step": 0.1}}, "does not go upwards"),
        ({"cut": {"from": 0, "to": 1, "step": 1e-9}}, "has 1000000001 values"),
    ],
)
def test_grids_that_cannot_be_read(load: Load, grid: object, message: str) -> None:
    assert message in told(load, grid=grid)


@pytest.mark.parametrize(
    ("grid", "count"),
    [
        ({"zip": {"cut": [0, 0.1], "front_line": [0.2, 0.3]}}, 2),
        ({"product": {"cut": [0, 0.1], "front_line": [0.2, 0.3]}}, 4),
        ({"list": [{"cut": 0, "front_line": 0.2}, {"front_line": 0.3, "cut": 0.1}]}, 2),
        ({"product": [{"zip": [{"cut": [0, 0.1]}, {"front_line": {"from": 0, "to": 1, "step": 1}}]}]}, 2),
    ],
)
def test_grids_of_grids(load: Load, grid: object, count: int) -> None:
    assert len(load(grid=grid).grid) == count


def test_too_many_combinations_are_refused_before_they_are_made(load: Load) -> None:
    values = [number / 200 for number in range(200)]
    assert f"makes 40000 combinations, more than {LARGEST}" in told(
        load, grid={"product": [{"cut": values}, {"front_line": values}]}
    )


def test_words_need_labels_in_three_languages(load: Load) -> None:
    axis = {
        "changes": "levers.attestation.scope",
        "unit": "text",
        "title": dict.fromkeys(("en", "kk", "ru"), "Scope"),
        "labels": {"all": dict.fromkeys(("en", "kk", "ru"), "everybody")},
    }
    grid = {"list": [{"cut": 0, "scope": "all"}, {"cut": 0, "scope": "middle_management"}]}
    axes = {"cut": yaml.safe_load(CUT), "scope": axis}
    text = told(load, axes=axes, grid=grid)
    assert "'middle_management' has no label. Add middle_management: {en: …" in text
    axes["scope"] = {**axis, "unit": "percent"}
    assert "'all' is no number, but the unit of the axis is percent" in told(load, axes=axes, grid=grid)


CUT = """
changes: levers.establishment_cut.share
unit: percent
title: {en: Cut, kk: Қысқарту, ru: Сокращение}
"""


def test_unknown_keys(load: Load) -> None:
    text = told(load, ("question:", "qestion:"))
    assert "key qestion: is not a known key. Did you mean 'question'?" in text
    assert "key question: is missing" in text
