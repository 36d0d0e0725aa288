"""The same question at every other date."""

from __future__ import annotations

import numpy as np
import pytest

from senim.evidence import InapplicableSeries, SeriesInputError, placebo_breaks
from senim.evidence.series.inputs import Model
from senim.evidence.series.structure import state_space


def series(step: float = 0.0, count: int = 60) -> np.ndarray:
    rng = np.random.default_rng(3)
    return rng.normal(0, 1, count) + np.cumsum(rng.normal(0, 0.3, count)) + step * (np.arange(count) >= 35)


def test_a_large_step_is_the_first_of_all_dates():
    found = placebo_breaks(series(9.0), 35, level="local level")
    assert found.rank == 1
    assert found.p_value == pytest.approx(1 / found.dates)
    assert found.table["placebo"].sum() == found.dates - 1


def test_no_step_is_somewhere_among_them_and_neighbours_can_be_left_out():
    found = placebo_breaks(series(), 35, level="local level")
    assert 1 < found.rank <= found.dates
    apart = placebo_breaks(series(9.0), 35, level="local level", apart=3)
    assert apart.dates == found.dates - 6
    assert not apart.table.loc[32:38, "placebo"].any()


def test_each_date_is_the_regression_of_statsmodels_at_the_same_variances():
    from senim.evidence.series.fitting import best_optimum
    from senim.evidence.series.likelihood import Projection
    from senim.evidence.series.structure import structure_of

    values, model = series(2.0), Model("local level")
    found = placebo_breaks(values, 35, level="local level")
    plain = Projection(structure_of(60, model), values, np.empty((60, 0)))
    variances = plain.variances(best_optimum(plain).deviations)
    for date in (12, 35, 44):
        step = (np.arange(60) >= date).astype(float)[:, None]
        theirs = state_space(values, model, step).smooth(variances)
        assert found.table.loc[date, "effect"] == pytest.approx(theirs.smoothed_state[-1, -1], abs=1e-5)


def test_what_cannot_be_asked():
    assert isinstance(placebo_breaks(np.ones(60), 35), InapplicableSeries)
    with pytest.raises(SeriesInputError, match="single placebo"):
        placebo_breaks(series(), 35, intervention="both")
