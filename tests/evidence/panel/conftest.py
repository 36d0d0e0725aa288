"""The panel of the project, and panels whose answer is known."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pandas as pd
import pytest

from senim.evidence.panel import ForcePanel, force_panel
from senim.sources import read


@pytest.fixture(scope="session")
def forces() -> pd.DataFrame:
    """The raw table."""
    return read("england_wales_forces")


@pytest.fixture(scope="session")
def panel(forces: pd.DataFrame) -> ForcePanel:
    """The panel of the project."""
    return force_panel(forces)


@pytest.fixture(scope="session")
def recovery() -> ModuleType:
    """The script of the committed study."""
    place = Path(__file__).parent / "studies" / "recovery.py"
    spec = importlib.util.spec_from_file_location("panel_recovery", place)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def simulated(recovery: ModuleType) -> Callable[..., pd.DataFrame]:
    """Make a panel with a known elasticity: ``simulated(seed, elasticity=…)``."""
    return recovery.simulated_panel
