"""Fixtures: a small project, and notebooks that run without kernels."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

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
    from senim.execution.supply import open_kernels
    from senim.pipeline import run as run_module

    ran: list[str] = []
    fake = small.in_this_process(ran)
    monkeypatch.setattr("senim.execution.run.run_notebook", fake)
    monkeypatch.setattr("senim.execution.inline.run_inline", fake)
    # The guard stays in a process for good, so none is put into this one.
    monkeypatch.setattr(
        "senim.execution.guard.session.run_watched",
        lambda run, *arguments, watch, **options: (run(*arguments, **options), ()),
    )
    monkeypatch.setattr(run_module, "open_kernels", lambda mode, **settings: open_kernels("plain"))
    return ran
