"""Published elasticities that several tests pool."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest

COLUMNS = ["study_id", "offence_group", "estimate", "standard_error", "pooling", "shared_sample"]


def published() -> pd.DataFrame:
    """Published elasticities of three groups: two studies on the same cities and a flagged one."""
    rows = [
        ("chalfin-mccrary", "violent", -0.34, 0.10, "yes", "us-cities"),
        ("levitt", "violent", -0.435, 0.231, "yes", "us-cities"),
        ("mello", "violent", -1.30, 0.616, "flagged", None),
        ("chalfin-mccrary", "property", -0.17, 0.06, "yes", "us-cities"),
        ("levitt", "property", -0.501, 0.235, "yes", "us-cities"),
        ("weisburst", "property", -0.70, np.nan, "sensitivity", None),
        ("chalfin-mccrary", "homicide", -0.67, 0.24, "yes", "us-cities"),
        ("levitt", "homicide", -0.914, 0.332, "yes", "us-cities"),
        ("mello", "homicide", -5.84, 3.28, "flagged", None),
        ("chalfin-mccrary", "cost_weighted", -0.47, 0.17, "yes", "us-cities"),
    ]
    return pd.DataFrame(rows, columns=COLUMNS)


@pytest.fixture
def table() -> Callable[[], pd.DataFrame]:
    """Give a fresh table at each call."""
    return published


@pytest.fixture
def columns() -> list[str]:
    """Name the columns that pooling reads."""
    return list(COLUMNS)
