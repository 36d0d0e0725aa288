"""Randomisation inference: sums against a plain loop, exact with few units, valid under the null."""

from __future__ import annotations

import itertools

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from senim.evidence.panel import (
    InapplicableDesign,
    PanelInputError,
    change_shapes,
    lagged_shapes,
    randomisation_test,
)
from senim.evidence.panel.shapes import Shapes


def small(seed=0, units=5, years=4):
    generator = np.random.default_rng(seed)
    dose, outcome = generator.normal(size=(2, units, years))
    names = tuple(f"u{i}" for i in range(units))
    return Shapes(demeaned(dose), demeaned(outcome), names, (), ("y", "x"))


def demeaned(values):
    left = values - values.mean(axis=0)
    return left - left.mean(axis=1, keepdims=True)


def loop(shapes, value):
    """Go through every permutation of the doses, refitting each time."""
    outcome = shapes.outcome - value * shapes.dose
    far, total = 0, 0
    observed = abs(t_value(shapes.dose, outcome))
    for order in itertools.permutations(range(len(shapes.units))):
        far += abs(t_value(shapes.dose[list(order)], outcome)) >= observed * (1 - 1e-10)
        total += 1
    return far / total


def t_value(dose, outcome):
    slope = (dose * outcome).sum() / (dose**2).sum()
    scores = (dose * (outcome - slope * dose)).sum(axis=1)
    return slope * (dose**2).sum() / np.sqrt((scores**2).sum())


@pytest.mark.parametrize("seed", range(4))
def test_few_units_give_the_exact_p_value(seed):
    shapes = small(seed)
    result = randomisation_test(shapes, draws=9_999)
    assert result.exact
    assert result.draws == 119
    assert result.p_value == pytest.approx(loop(shapes, 0.0))


def test_the_interval_is_where_the_test_does_not_reject():
    shapes = small(1, units=6)
    low, high = randomisation_test(shapes, level=0.9).interval
    for outside, inside in ((low - 1e-3, low + 1e-3), (high + 1e-3, high - 1e-3)):
        assert loop(shapes, outside) <= 0.1 + 1e-9 < loop(shapes, inside)


def test_so_few_units_that_it_never_rejects():
    result = randomisation_test(small(2, units=3))
    assert result.interval == (-np.inf, np.inf)
    assert result.p_value >= 1 / 6


def test_same_seed_same_answer_and_the_seed_matters(panel):
    years = {"outcome_years": (2007, 2010), "dose_years": (2010, 2018)}
    shapes = change_shapes(panel.frame, "log_theft", "log_officers", **years)
    first, again, other = (randomisation_test(shapes, draws=499, seed=seed) for seed in (1, 1, 2))
    assert first == again
    assert first.p_value != other.p_value
    assert not first.exact


def test_the_placebo_fails_by_lot_too(panel):
    years = {"outcome_years": (2007, 2010), "dose_years": (2010, 2018)}
    for group in ("theft", "total"):
        shapes = change_shapes(panel.frame, f"log_{group}", "log_officers", **years)
        result = randomisation_test(shapes, seed=1)
        assert result.p_value < 0.05
        assert result.interval[0] > 0


@settings(deadline=None, max_examples=20)
@given(st.integers(0, 10_000), st.floats(0.1, 20), st.floats(-5, 5))
def test_units_of_measurement_do_not_matter(seed, scale, shift):
    shapes = small(seed)
    moved = Shapes(shapes.dose, scale * shapes.outcome, shapes.units, (), shapes.names)
    assert randomisation_test(shapes, interval=False).p_value == pytest.approx(
        randomisation_test(moved, interval=False).p_value
    )


def test_a_panel_with_holes_uses_whole_units_only(panel):
    frame = panel.frame
    holed = frame[~((frame["force"] == "Kent") & (frame["year"] == 2012))]
    shapes = lagged_shapes(holed, "log_theft", "log_officers", years=(2007, 2019))
    assert set(shapes.left_out) == {"City of London", "Kent"}


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda f: f[f["force"] == "Kent"], "1 unit with all values"),
        (lambda f: f.assign(log_theft=f["year"] * 1.0), "log_theft does not differ"),
        (lambda f: f.assign(log_officers=f["year"] * 1.0), "log_officers does not differ"),
        (lambda f: f[f["year"] != 2012], "no year 2012"),
    ],
)
def test_what_does_not_apply(panel, change, words):
    result = lagged_shapes(change(panel.frame), "log_theft", "log_officers", years=(2007, 2019))
    assert isinstance(result, InapplicableDesign)
    assert words in result.verdict


@pytest.mark.slow
@pytest.mark.parametrize(("units", "years"), [(8, 1), (42, 1), (20, 6)])
def test_it_rejects_a_true_null_as_often_as_it_says(units, years):
    rejected, worlds = 0, 8_000
    for world in range(worlds):
        generator = np.random.default_rng(50_000_000 + world)
        dose, outcome = generator.normal(size=(2, units, years))
        outcome = outcome * generator.uniform(0.5, 1.5, (units, 1))
        if years == 1:
            values = (dose - dose.mean(axis=0), outcome - outcome.mean(axis=0))
        else:
            values = (demeaned(dose), demeaned(outcome))
        shapes = Shapes(*values, tuple(map(str, range(units))), (), ("y", "x"))
        result = randomisation_test(shapes, draws=199, seed=1_000_000 + world, interval=False)
        rejected += result.p_value <= 0.05
    # 0.05 and three standard errors of the count
    assert abs(rejected / worlds - 0.05) < 3 * np.sqrt(0.05 * 0.95 / worlds)


def test_options():
    with pytest.raises(PanelInputError, match="draws"):
        randomisation_test(small(), draws=0)


def test_nothing_is_not_a_number(panel):
    shapes = change_shapes(
        panel.frame, "log_theft", "log_officers", outcome_years=(2010, 2018), dose_years=(2010, 2018)
    )
    result = randomisation_test(shapes, draws=99)
    assert not pd.isna([result.estimate, result.p_value, *result.interval]).any()
