"""The committed study, and a small run of it."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

STUDY = Path(__file__).parent / "studies" / "recovery.csv"


@pytest.fixture(scope="module")
def study() -> pd.DataFrame:
    return pd.read_csv(STUDY).set_index(["case", "quantity"])


def test_committed_coverage_and_false_positives(study):
    assert (study["replications"] >= 1000).all()
    coverage = study.xs("coverage of the 95 % interval", level="quantity")["value"]
    short = coverage.pop("fixed effects, one lag, CRV1")
    designs = coverage[~coverage.index.str.startswith("trends")]
    assert designs.between(0.93, 0.97).all()
    # a known miss, told in docs/methods/panel.md: with 42 unequal clusters CRV1 is a little too small
    assert 0.91 < short < 0.93
    false = study.xs("false positives at 5 %", level="quantity")["value"]
    assert false[false.index.str.startswith("randomisation")].max() <= 0.06


def test_committed_wrong_models(study):
    value = study["value"]
    sound = value["sound", "placebo fails"]
    # the placebo looks before the cut: it sees the path that was another one, not a break that came later
    assert value["prior trend", "placebo fails"] > 0.5
    assert abs(value["recording break after 2014", "placebo fails"] - sound) < 0.03
    for name in ("prior trend", "recording break after 2014"):
        assert value[name, "long difference less truth"] < -0.5


@pytest.mark.slow
def test_a_small_run_agrees(recovery):
    small = recovery.study(40).set_index(["case", "quantity"])["value"]
    coverage = small.xs("coverage of the 95 % interval", level="quantity")
    assert coverage.min() > 0.8
    assert small.xs("false positives at 5 %", level="quantity").max() < 0.2
    assert small["recording break after 2014", "long difference less truth"] < -0.4


@pytest.mark.slow
def test_few_false_positives_quickly(recovery):
    rows = recovery.resampling(30, draws=99)
    assert all(value <= 0.2 for _, quantity, value, _ in rows if quantity == "false positives at 5 %")
