"""Wild cluster bootstrap: one matrix product against refitting every draw."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from senim.evidence.panel import change_shapes, wild_cluster_bootstrap
from senim.evidence.panel.shapes import Shapes


def demeaned(values):
    left = values - values.mean(axis=0)
    return left - left.mean(axis=1, keepdims=True)


def t_value(dose, outcome):
    slope = (dose * outcome).sum() / (dose**2).sum()
    scores = (dose * (outcome - slope * dose)).sum(axis=1)
    return slope * (dose**2).sum() / np.sqrt((scores**2).sum())


def loop(shapes, value):
    """Flip the signs of units, take the effects out again, refit."""
    residuals = shapes.outcome - value * shapes.dose
    observed = abs(t_value(shapes.dose, residuals))
    found = []
    for signs in itertools.product((1.0, -1.0), repeat=len(shapes.units)):
        flipped = demeaned(np.array(signs)[:, None] * residuals)
        found.append(abs(t_value(shapes.dose, flipped)) >= observed * (1 - 1e-10))
    return np.mean(found)


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("value", [0.0, 0.3])
def test_all_signs_give_the_p_value_of_the_loop(seed, value):
    dose, outcome = np.random.default_rng(seed).normal(size=(2, 7, 5))
    shapes = Shapes(demeaned(dose), demeaned(outcome + value * dose), tuple("abcdefg"), (), ("y", "x"))
    moved = Shapes(shapes.dose, shapes.outcome - value * shapes.dose, shapes.units, (), shapes.names)
    result = wild_cluster_bootstrap(moved, interval=False)
    assert result.exact
    assert result.p_value == pytest.approx(loop(shapes, value))


def test_the_placebo_fails_with_flipped_signs_too(panel):
    years = {"outcome_years": (2007, 2010), "dose_years": (2010, 2018)}
    shapes = change_shapes(panel.frame, "log_total", "log_officers", **years)
    first, again = (wild_cluster_bootstrap(shapes, draws=1999, seed=4) for _ in range(2))
    assert first == again
    assert first.p_value < 0.05
    assert first.interval[0] > 0
    assert first.interval[0] < first.estimate < first.interval[1]
