"""Families of tests: against a loop, against Holm by hand, and how often noise gives an alarm."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from statsmodels.stats.multitest import multipletests

from senim.evidence.panel import PanelInputError, change_shapes, holm, joint_randomisation, randomisation_test


def family(seed=0, units=20, tests=4, effect=0.0):
    generator = np.random.default_rng(seed)
    dose = generator.normal(size=units)
    shared = generator.normal(size=units)
    rows = {"force": [f"f{unit:02}" for unit in range(units)] * 2, "year": [2010] * units + [2018] * units}
    rows["dose"] = np.concatenate([np.zeros(units), dose])
    for test in range(tests):
        change = effect * dose + shared + generator.normal(size=units)
        rows[f"y{test}"] = np.concatenate([np.zeros(units), change])
    frame, years = pd.DataFrame(rows), {"outcome_years": (2010, 2018), "dose_years": (2010, 2018)}
    return {f"y{test}": change_shapes(frame, f"y{test}", "dose", **years) for test in range(tests)}


def test_holm_is_that_of_statsmodels():
    values = [0.2, 0.01, 0.04, 0.03, 0.03, 0.9]
    assert holm(values) == pytest.approx(multipletests(values, method="holm")[1].tolist())


def test_each_by_itself_is_the_usual_test_and_the_family_is_never_easier():
    tests = family(effect=0.6)
    found = joint_randomisation(tests, draws=999, seed=3)
    for name, shapes in tests.items():
        alone = randomisation_test(shapes, draws=999, seed=3, interval=False)
        assert found.table.loc[name, "p_value"] == alone.p_value
        assert found.table.loc[name, "estimate"] == alone.estimate
    assert (found.table["p_family"] >= found.table["p_value"]).all()
    assert found.table["p_family"].min() <= found.table["p_holm"].min()


def test_one_test_needs_no_adjustment():
    found = joint_randomisation(family(tests=1), draws=499, seed=1).table.iloc[0]
    assert found["p_value"] == found["p_holm"] == found["p_family"]


def test_noise_gives_few_alarms_and_an_effect_many():
    def alarms(effect):
        found = [joint_randomisation(family(seed, effect=effect), draws=99, seed=seed) for seed in range(120)]
        return np.mean(
            [(each.table["p_family"].min() <= 0.05, each.p_value <= 0.05) for each in found], axis=0
        )

    assert (alarms(0.0) < 0.11).all()
    assert (alarms(1.2) > 0.6).all()


def test_other_units_are_refused():
    mixed = {"a": family()["y0"], "b": family(units=21)["y0"]}
    with pytest.raises(PanelInputError, match="different units"):
        joint_randomisation(mixed)
    with pytest.raises(PanelInputError, match="no test"):
        joint_randomisation({})
