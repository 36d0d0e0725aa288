"""Panels that are made up: units that follow shared paths."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest


def factor_panel(
    seed: int, *, units: int = 20, periods: int = 24, noise: float = 0.5, factors: int = 2
) -> pd.DataFrame:
    """Units that load on common paths, with noise of their own; exchangeable."""
    generator = np.random.default_rng(seed)
    paths = np.cumsum(generator.normal(size=(periods, factors)), axis=0)
    loads = generator.normal(size=(factors, units))
    levels = generator.normal(20.0, 3.0, size=units)
    values = levels + paths @ loads + noise * generator.normal(size=(periods, units))
    years = range(2001, 2001 + periods)
    return pd.DataFrame(values, index=years, columns=[f"unit-{number}" for number in range(units)])


@pytest.fixture
def make_panel() -> Callable[..., pd.DataFrame]:
    """Give a maker of panels."""
    return factor_panel
