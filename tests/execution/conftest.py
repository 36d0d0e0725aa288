"""Fixtures: what writes small notebooks."""

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
