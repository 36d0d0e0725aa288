"""Joint strength of instruments against a package, against worlds of known strength, and its refusals."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from linearmodels.iv.common import cragg_donald_f, kleibergen_paap_f

from senim.evidence.panel import (
    InapplicableDesign,
    PanelInputError,
    instrument_strength,
    least_squares,
    two_stage,
)


def made(seed=0, units=60, years=5, apart=1.0):
    """Two columns moved by two instruments; `apart` 0 makes the instruments move both alike."""
    generator = np.random.default_rng(seed)
    size = units * years
    first, second, shock, w = generator.normal(size=(4, size))
    home = np.repeat(generator.normal(size=units), years)
    x = first + second + 0.5 * shock + generator.normal(size=size)
    v = first + (1 - apart) * second - apart * second + 0.3 * shock + generator.normal(size=size)
    table = {"y": x - v + shock + home, "x": x + home, "v": v, "z": first, "u": second, "w": w}
    return pd.DataFrame({"unit": np.repeat(np.arange(units), years), **table})


@pytest.mark.parametrize("cluster", [None, "unit"])
def test_joint_f_is_that_of_linearmodels(cluster):
    table = made()
    found = instrument_strength(table, "y", ["x", "v"], ["z", "u"], ["w"], cluster=cluster)
    endogenous, instruments = table[["x", "v"]].to_numpy(), table[["z", "u"]].to_numpy()
    held = np.column_stack([np.ones(len(table)), table["w"]])
    assert found.cragg_donald == pytest.approx(cragg_donald_f(endogenous, instruments, held))
    if cluster is None:
        assert found.kleibergen_paap is None
    else:
        clusters = {"clusters": table["unit"].to_numpy()}
        known = kleibergen_paap_f(endogenous, instruments, held, "clustered", clusters)
        assert found.kleibergen_paap == pytest.approx(known)


def test_one_column_has_one_f_whatever_it_is_called():
    table = made()
    found = instrument_strength(table, "y", ["x"], ["z", "u"], ["w"], unit="unit")
    own = two_stage(table, "y", ["x"], ["z", "u"], ["w"], unit="unit").first_stage.loc["x", "f"]
    assert found.cragg_donald == pytest.approx(own)
    assert found.table.loc["x", ["f", "conditional_f"]].tolist() == pytest.approx([own, own])


def test_strong_one_by_one_and_weak_together():
    weak = instrument_strength(made(apart=0.0), "y", ["x", "v"], ["z", "u"])
    assert (weak.table["f"] > 50).all()
    assert (weak.table["conditional_f"] < 10).all()
    assert weak.cragg_donald < 5
    strong = instrument_strength(made(apart=1.0), "y", ["x", "v"], ["z", "u"])
    assert strong.cragg_donald > 20
    assert strong.worst_size == 10


def test_robust_set_ends_where_its_test_does():
    table = made().eval("y = y + v")
    found = instrument_strength(table, "y", ["x"], ["z", "u"], ["w"]).robust_sets["x"]
    assert found.kind == "between"
    from scipy.stats import f as fisher

    for end in (found.low, found.high):
        left = table.assign(rest=table["y"] - end * table["x"])
        full = least_squares(left, "rest", ["z", "u", "w"])
        part = least_squares(left, "rest", ["w"])
        rest = [(1 - each.r_squared) for each in (part, full)]
        statistic = (rest[0] - rest[1]) / 2 / (rest[1] / full.degrees_of_freedom)
        assert fisher.sf(statistic, 2, full.degrees_of_freedom) == pytest.approx(0.05, rel=1e-6)


def test_weak_instruments_leave_everything_open_and_strong_ones_hold_the_truth():
    generator = np.random.default_rng(5)
    blind = made().assign(z=generator.normal(size=300), u=generator.normal(size=300))
    assert instrument_strength(blind, "y", ["x", "v"], ["z", "u"]).robust_sets["x"].kind != "between"
    holds = []
    for seed in range(60):
        found = instrument_strength(made(seed), "y", ["x", "v"], ["z", "u"], level=0.9).robust_sets["x"]
        holds.append(found.kind == "between" and found.low < 1 < found.high)
    # projected from the joint set, so at least as often as it says
    assert np.mean(holds) > 0.85


def test_refusals():
    assert isinstance(instrument_strength(made(), "y", ["x", "v"], ["z"]), InapplicableDesign)
    few = instrument_strength(made(units=4), "y", ["x"], ["z"], cluster="unit")
    assert isinstance(few, InapplicableDesign)
    assert "4 clusters" in few.reasons[0].problem
    with pytest.raises(PanelInputError, match="nowhere"):
        instrument_strength(made(), "y", ["x"], ["z"], cluster="nowhere")
