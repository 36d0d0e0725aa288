"""The sweep shown in docs/sweeps.md is one that loads, and every form and unit is explained there."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

from senim.paths import project_root
from senim.scenarios import load_scenarios, load_sweep
from senim.scenarios.grid_reading import FORMS, LARGEST, STEPS
from senim.scenarios.sweep import Kind, Unit

PAGE = (project_root() / "docs" / "sweeps.md").read_text(encoding="utf-8")


def test_the_documented_example_loads(tmp_path: Path) -> None:
    folder = tmp_path / "scenarios" / "sweeps"
    folder.mkdir(parents=True)
    (folder / "cut-size.yaml").write_text(PAGE.split("```yaml")[1].split("```")[0], encoding="utf-8")
    sweep = load_sweep(folder / "cut-size.yaml", load_scenarios(project_root() / "scenarios"))
    assert len(sweep.grid) == 19


def test_every_form_unit_and_limit_is_documented() -> None:
    assert all(f"`{form}:" in PAGE for form in FORMS)
    assert all(f"{step}:" in PAGE for step in STEPS)
    assert all(f"`{unit}`" in PAGE for unit in get_args(Unit))
    assert all(f"`{kind}.<" in PAGE for kind in Kind)
    assert f"{LARGEST:,} combinations" in PAGE
