"""A small project with the real scenarios and parameters, and a notebook of sweeps that needs no model."""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from senim.pipeline.line_progress import LineListener
from senim.pipeline.progress import Announcer
from senim.pipeline.project import Options, Project
from senim.pipeline.sweeps.run import SweepOutcome, run_sweep

ROOT = Path(__file__).parents[3]
NEEDED = {
    "scenarios": ("baseline.yaml", "cut-to-424.yaml", "cut-and-attestation.yaml"),
    "parameters": ("strength.yaml", "attestation.yaml"),
}
PARAMETERS = """
notebook: str = "sweep"
scenario: str = "baseline"
combinations: list[dict] = []
draws: int = 2000
seed: int = 1
results: str = ""
"""
CLAIMS = """
from senim.execution import Claim, write_results
units = {"violent_effect": "percent", "property_effect": "percent", "trust_effect": "points"}
units |= {"money": "billion_kzt"}
def claim(one, name):
    share = one["levers"].get("establishment_cut.share", 0)
    share += one["values"].get("strength.front_line_share_of_cut", 0)
    value = 100 * share + draws / 10000
    return Claim(id=f"{name}.{one['id']}", value=value, low=value - 1, high=value + 2, unit=units[name],
                 status="derived", source="model", scenario=one["id"], confidence=2, notebook=notebook)
claims = [claim(one, name) for one in combinations for name in units]
write_results(results, claims=claims, notebook=notebook)
"""
Go = Callable[..., SweepOutcome]


@pytest.fixture
def project(root: Path, small: ModuleType, monkeypatch: pytest.MonkeyPatch) -> Project:
    """Give a project with the sweep of the checkout."""
    for folder, names in NEEDED.items():
        shutil.rmtree(root / folder)
        (root / folder).mkdir()
        for name in names:
            shutil.copy(ROOT / folder / name, root / folder)
    shutil.copytree(ROOT / "scenarios" / "sweeps", root / "scenarios" / "sweeps")
    small.write_notebook(root / "notebooks" / "sweep.ipynb", CLAIMS, parameters=PARAMETERS)
    monkeypatch.setenv("SENIM_ROOT", str(root))
    return Project(root, root / "reports")


@pytest.fixture
def sweep_file(project: Project) -> Path:
    """Give the sweep file."""
    return project.scenarios / "sweeps" / "cut-size.yaml"


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave out the drawings, which other tests look at: they take most of the time."""
    from senim.brief import sweeps

    monkeypatch.setattr(sweeps, "comparison_page", lambda results, language: f"{results.title[language]}")


@pytest.fixture
def go(project: Project, small: ModuleType, sweep_file: Path, without_kernels: list[str], drawn: None) -> Go:
    """Run the sweep; what ran is in ``without_kernels``."""

    def act(per_kernel: int = 4, services: Any = None, announcer: Any = None, **changes: Any) -> SweepOutcome:
        without_kernels.clear()
        options = replace(Options(jobs=1), **changes)
        return run_sweep(
            project,
            sweep_file,
            options,
            services or small.services(),
            announcer or Announcer(LineListener(io.StringIO())),
            per_kernel,
        )

    return act
