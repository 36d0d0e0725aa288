"""The sweep shown in docs/sweeps.md is the one that is shipped; every form and unit is explained there."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

from senim.paths import project_root
from senim.scenarios import load_scenarios, load_sweep
from senim.scenarios.grid_reading import FORMS, LARGEST, STEPS
from senim.scenarios.sweep import Kind, Unit

PAGE = (project_root() / "docs" / "sweeps.md").read_text(encoding="utf-8")


def test_the_page_shows_the_file_that_is_shipped(tmp_path: Path) -> None:
    shown = PAGE.split("```yaml\n")[1].split("```")[0]
    shipped = project_root() / "scenarios" / "sweeps" / "cut-size.yaml"
    assert shown == shipped.read_text(encoding="utf-8")
    scenarios = load_scenarios(project_root() / "scenarios")
    assert f"{len(load_sweep(shipped, scenarios).grid)} combinations:" in PAGE
    (exclusion,) = (part for part in PAGE.split("```\n") if part.startswith("exclude:"))
    path = tmp_path / "scenarios" / "sweeps" / "cut-size.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(shown + exclusion, encoding="utf-8")
    assert f"{len(load_sweep(path, scenarios).grid)} combinations are left" in exclusion


def test_every_form_unit_and_limit_is_documented() -> None:
    assert all(f"`{form}:" in PAGE for form in FORMS)
    assert all(f"{step}:" in PAGE for step in STEPS)
    assert all(f"`{unit}`" in PAGE for unit in get_args(Unit))
    assert all(f"`{kind}.<" in PAGE for kind in Kind)
    assert f"{LARGEST:,} combinations" in PAGE
