"""Test data for the contracts of a published edition; pages and an edition are built once."""

from __future__ import annotations

from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest


@pytest.fixture(scope="session")
def made() -> ModuleType:
    """Load the test data; tests are no package, so it is loaded from its file."""
    place = Path(__file__).resolve().parents[1] / "brief" / "fixture.py"
    spec = spec_from_file_location("brief_test_data", place)
    assert spec
    assert spec.loader
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session", params=["first", "changed"])
def edition(
    made: ModuleType, tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> Path:
    """Write an edition of test data: a first one, and one that is compared with another."""
    place = tmp_path_factory.mktemp("edition")
    written: Path = made.write_edition(place, changed=request.param == "changed")
    return written
