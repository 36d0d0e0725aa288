"""Two trends of one series; never an effect."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from senim.evidence.panel import InapplicableDesign, PanelInputError, trend_comparison
from senim.sources import read
from senim.status import Status


def series(seed=0, years=range(2004, 2019), before=1.5, change=-1.0):
    calendar = np.array([*years], dtype=float)
    noise = np.random.default_rng(seed).normal(0, 1, len(calendar))
    values = 50 + before * (calendar - 2010) + change * np.maximum(calendar - 2010, 0) + noise
    return pd.Series(values, index=[*years])


def test_ratings_of_the_project_are_described_and_no_more():
    table = read("england_wales_ratings").set_index("year")
    good = table["rating_excellent_percent"] + table["rating_good_percent"]
    result = trend_comparison(good.loc[:2018], 2010, name="good")
    assert (round(result.slope_before, 1), round(result.slope_after, 1)) == (1.7, 0.7)
    assert result.change_interval[0] < 0 < result.change_interval[1]
    assert result.effect_status is Status.NOT_IDENTIFIABLE
    assert "one national series" in result.cannot_tell
    assert (result.first, result.last, result.observations) == (2004, 2018, 15)


def test_it_finds_the_trends_that_made_the_series():
    result = trend_comparison(series(), 2010)
    assert result.before_interval[0] < 1.5 < result.before_interval[1]
    assert result.change_interval[0] < -1.0 < result.change_interval[1]
    assert result.gap == pytest.approx(8 * result.slope_change, abs=1e-6)


def test_neighbours_that_resemble_each_other_widen_the_interval():
    generator = np.random.default_rng(4)
    walk = series() * 0 + np.cumsum(generator.normal(0, 1, 15))
    wide = trend_comparison(walk, 2010).change_interval
    regression = np.column_stack([np.ones(15), np.arange(15) - 6, np.maximum(np.arange(15) - 6, 0)])
    left = walk.to_numpy() - regression @ np.linalg.lstsq(regression, walk.to_numpy(), rcond=None)[0]
    naive = np.sqrt(np.linalg.inv(regression.T @ regression)[2, 2] * left @ left / 12)
    assert wide[1] - wide[0] > 1.3 * 2 * 2.179 * naive


def test_gaps_are_time_that_passed():
    whole = series(years=range(2000, 2021), change=0.0)
    holed = whole.drop([2004, 2005, 2013])
    result = trend_comparison(holed, 2010)
    assert result.observations == 18
    assert abs(result.slope_before - 1.5) < 0.5


def test_scale_and_shift():
    first, moved = (trend_comparison(each, 2010) for each in (series(), 10 * series() + 3))
    assert moved.slope_change == pytest.approx(10 * first.slope_change, rel=1e-5)
    assert moved.change_interval == pytest.approx([10 * limit for limit in first.change_interval], rel=1e-5)


@pytest.mark.parametrize(
    ("values", "words"),
    [
        (series(years=range(2008, 2019)), "3 years with a value"),
        (series(years=range(2004, 2013)), "2 years with a value"),
        (series() * 0 + 5.0, "without any error"),
        (series().iloc[:0], "0 years with a value"),
    ],
)
def test_what_does_not_apply(values, words):
    result = trend_comparison(values, 2010)
    assert isinstance(result, InapplicableDesign) or pytest.fail(str(result))
    assert words in result.verdict


def test_what_is_no_series():
    with pytest.raises(PanelInputError, match="two values"):
        trend_comparison(pd.Series([1.0, 2.0], index=[2000, 2000]), 2010)
    with pytest.raises(PanelInputError, match="no finite numbers"):
        trend_comparison(series().replace(series().iloc[0], np.inf), 2010)
