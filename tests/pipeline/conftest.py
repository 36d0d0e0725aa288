"""Fixtures: a small project, and notebooks that run without kernels."""

from __future__ import annotations

import importlib.util
import io
import os
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
from senim.pipeline.run import run

SMALL = Path(__file__).parents[1] / "pipeline" / "small_project.py"


@pytest.fixture(scope="session")
def small() -> ModuleType:
    """Give the module that makes small projects."""
    spec = importlib.util.spec_from_file_location("small_project", SMALL)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def root(small: ModuleType, tmp_path: Path) -> Path:
    """Give a fresh small project."""
    made: Path = small.make_project(tmp_path / "project")
    return made


@pytest.fixture
def without_kernels(monkeypatch: pytest.MonkeyPatch, small: ModuleType) -> list[str]:
    """Run notebooks in this process instead of a kernel; gives the list of notebooks that ran."""
    ran: list[str] = []
    run_in_this_process(monkeypatch, small, ran)
    return ran


def run_in_this_process(patch: pytest.MonkeyPatch, small: ModuleType, ran: list[str]) -> None:
    """Let no notebook start a kernel; what runs is noted in a list."""
    from senim.execution.supply import open_kernels
    from senim.pipeline import run as run_module

    # What the stand-in sets for its notebooks is taken back with everything else.
    patch.setenv("SENIM_ROOT", os.environ.get("SENIM_ROOT", ""))
    fake = small.in_this_process(ran)
    patch.setattr("senim.execution.run.run_notebook", fake)
    patch.setattr("senim.execution.layout.run_inline", fake)
    patch.setattr(run_module, "workshop_for", lambda *asked: None)
    patch.setattr(run_module, "open_kernels", lambda mode, **settings: open_kernels("plain"))


@pytest.fixture
def reports(root: Path) -> Path:
    """Give the reports folder of the small project."""
    return root / "reports"


def make_publisher(root: Path, small: ModuleType, patch: pytest.MonkeyPatch) -> Callable[..., Path]:
    """Complete a small project so that it can be published; gives what runs it."""
    run_in_this_process(patch, small, [])
    patch.setenv("SENIM_ROOT", str(root))
    locale = root / "src" / "senim" / "brief" / "locale"
    locale.mkdir(parents=True)
    for name in ("__init__.py", "findings.py", "paths.py", "execution"):
        place = Path(__file__).parents[2] / "src" / "senim" / name
        copy = shutil.copytree if place.is_dir() else shutil.copy
        copy(place, root / "src" / "senim" / name)
    (root / "src/senim/brief/template").mkdir()
    for language in ("en", "kk", "ru"):
        (locale / f"{language}.po").write_text("", encoding="utf-8")
    chosen = Options(languages=("en", "kk"), date="2026-01-01", jobs=1)

    def act(**changes: Any) -> Path:
        project, options = Project(root, root / "reports"), replace(chosen, **changes)
        return run(project, options, small.services(), Announcer(LineListener(io.StringIO()))).edition

    return act


@pytest.fixture
def publish_edition(root: Path, small: ModuleType, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Path]:
    """Run the small project and give the edition; options by name."""
    return make_publisher(root, small, monkeypatch)


@pytest.fixture(scope="session")
def two_editions(small: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Publish two editions once: between them a parameter, a row of data and a default moved."""
    root = small.make_project(tmp_path_factory.mktemp("two") / "project")
    with pytest.MonkeyPatch.context() as patch:
        publish = make_publisher(root, small, patch)
        publish()
        (root / "parameters/levers.yaml").write_text("factor: 3\n", encoding="utf-8")
        (root / "data/raw/numbers.csv").write_text("number,period_end\n8,2025-12-31\n", encoding="utf-8")
        publish(date="2026-01-02", parameters={"draws": 20})
    return Path(root / "reports")


@pytest.fixture
def reports_copy(two_editions: Path, tmp_path: Path) -> Path:
    """Give a copy of the reports folder with two editions, to be damaged at will."""
    return Path(shutil.copytree(two_editions, tmp_path / "reports copy", symlinks=True))
