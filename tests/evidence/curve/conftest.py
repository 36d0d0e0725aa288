"""The panel of forces, and panels whose truth is known."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest

from senim.evidence import england_wales_frame
from senim.paths import project_root


@pytest.fixture(scope="session")
def forces() -> pd.DataFrame:
    """The source table, ready for the curve, sorted by force and year."""
    table = pd.read_csv(project_root() / "data" / "raw" / "england_wales_forces.csv")
    return england_wales_frame(table).sort_values(["force", "year"]).reset_index(drop=True)


def known_panel(
    seed: int, *, effect: float = 0.0, units: int = 20, periods: int = 8, gaps: float = 0.0
) -> pd.DataFrame:
    """A panel with unit and period effects, errors that last, and a dose that moves slowly."""
    random = np.random.default_rng(seed)
    dose = random.normal(0, 0.3, (units, periods)).cumsum(axis=1)
    error = np.zeros((units, periods))
    error[:, 0] = random.normal(0, 1, units)
    for period in range(1, periods):
        error[:, period] = 0.7 * error[:, period - 1] + random.normal(0, 0.7, units)
    log_outcome = (
        effect * dose + random.normal(0, 1, (units, 1)) + random.normal(0, 1, (1, periods)) + 0.2 * error
    )
    control = 0.3 * dose + random.normal(0, 1, (units, periods))
    unit, period = np.meshgrid(np.arange(units), 2000 + np.arange(periods), indexing="ij")
    frame = pd.DataFrame(
        {
            "unit": unit.ravel(),
            "period": period.ravel(),
            "region": (unit % 4).ravel(),
            "log_outcome": log_outcome.ravel(),
            "outcome": np.exp(log_outcome).ravel(),
            "dose": np.exp(dose).ravel(),
            "control": control.ravel(),
            "weight": random.uniform(0.5, 2.0, units)[unit.ravel()],
        }
    )
    return frame[random.uniform(size=len(frame)) >= gaps].reset_index(drop=True)


@pytest.fixture(scope="session")
def panel() -> Callable[..., pd.DataFrame]:
    """Make a panel: ``panel(seed, effect=…, units=…, periods=…, gaps=…)``."""
    return known_panel
