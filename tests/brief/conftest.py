"""Test data for the brief; pages and an edition are built once."""

from __future__ import annotations

from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest

from senim.brief.page import Page


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


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give one folder for the results that all pages read."""
    return tmp_path_factory.mktemp("brief")


@pytest.fixture(scope="session")
def english(made: ModuleType, folder: Path) -> Page:
    """Open the page in English."""
    opened: Page = made.page_of(folder, "en")
    return opened


@pytest.fixture(scope="session")
def edition(made: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write an edition of test data."""
    written: Path = made.write_edition(tmp_path_factory.mktemp("edition"))
    return written
