"""The committed study of usual movement, and a small one that has to agree with it."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pandas as pd
import pytest

HERE = Path(__file__).parent
SCRIPT = HERE / "usual_movement.py"
KEYS = ["changes", "truth", "spread", "assumed"]


@pytest.fixture(scope="module")
def large() -> pd.DataFrame:
    """Give the committed results."""
    return pd.read_csv(HERE / "usual_movement.csv").set_index(KEYS)


def load_study():
    """Import the script from its place."""
    spec = importlib.util.spec_from_file_location("usual_movement_study", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.study


def test_noise_is_called_unusual_in_one_of_twenty(large):
    right = large[large.index.get_level_values("truth") == large.index.get_level_values("assumed")]
    assert right["unusual_at_0_sd"].between(0.04, 0.06).all()


def test_too_thin_tails_cost_little(large):
    wrong = large.xs(("heavy", "normal"), level=("truth", "assumed"))
    assert wrong["unusual_at_0_sd"].max() <= 0.085
    safe = large.xs(("normal", "heavy"), level=("truth", "assumed"))
    assert safe["unusual_at_0_sd"].max() <= 0.05


def test_few_years_find_little_and_many_find_three_scales(large):
    normal = large.xs(("normal", "robust", "normal"), level=("truth", "spread", "assumed"))
    assert normal.loc[6, "unusual_at_3_sd"] < 0.55
    assert normal.loc[20, "unusual_at_3_sd"] > 0.7
    assert normal.loc[20, "unusual_at_5_sd"] > 0.98


@pytest.mark.slow
def test_a_small_study_agrees_with_the_large_one(large):
    small = load_study()(series=2000, seed=5).set_index(KEYS)
    gap = (small - large.reindex(small.index)).abs()
    # five standard errors of a share of 2,000
    assert float(gap.to_numpy().max()) < 0.056
