"""Three fates of a path before the cut: the algebra, and worlds in which each of them is true."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from senim.evidence.panel import InapplicableDesign, PanelInputError, long_difference, placebo, prior_path


def world(fate, units=60, effect=-0.4, seed=4):
    """Make forces whose offences moved with the later cut before it, by 0.3 for a unit of it."""
    generator = np.random.default_rng(seed)
    cut = generator.normal(-0.15, 0.08, units)
    after = {"came back": -0.3, "stopped": 0.0, "went on": 0.3 * 8 / 3}[fate]
    rows = []
    for unit in range(units):
        for year, dose, drift in ((2007, 0.0, -0.3), (2010, 0.0, 0.0), (2018, 1.0, after)):
            outcome = (effect * dose + drift) * cut[unit] + generator.normal(0, 0.002)
            rows.append({"force": f"f{unit:02}", "year": year, "dose": dose * cut[unit], "y": outcome})
    return pd.DataFrame(rows)


@pytest.mark.parametrize("fate", ["came back", "stopped", "went on"])
def test_the_fate_that_is_true_gives_the_effect(fate):
    found = {each.design.removeprefix("path "): each for each in prior_path(world(fate), "y", "dose")}
    assert found[fate].estimate == pytest.approx(-0.4, abs=0.05)
    assert all(abs(each.estimate + 0.4) > 0.2 for name, each in found.items() if name != fate)


def test_the_three_are_the_difference_and_the_placebo():
    table = world("stopped")
    back, stopped, on = prior_path(table, "y", "dose")
    difference, before = long_difference(table, "y", "dose"), placebo(table, "y", "dose")
    assert stopped.estimate == pytest.approx(difference.estimate)
    assert back.estimate == pytest.approx(difference.estimate + before.estimate)
    assert on.estimate == pytest.approx(difference.estimate - 8 / 3 * before.estimate)


def test_years_must_meet_and_be_there():
    with pytest.raises(PanelInputError, match="does not end where"):
        prior_path(world("stopped"), "y", "dose", before=(2007, 2009))
    table = world("stopped").query("year != 2007")
    back, stopped, on = prior_path(table, "y", "dose")
    assert isinstance(back, InapplicableDesign)
    assert isinstance(on, InapplicableDesign)
    assert not isinstance(stopped, InapplicableDesign)
