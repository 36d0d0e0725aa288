"""A step or a ramp at a date."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from senim.evidence import InapplicableSeries, InterruptedSeries, SeriesInputError, interrupted_series


def wandering(count: int = 60, seed: int = 5) -> np.ndarray:
    """A level that wanders a little, with noise."""
    rng = np.random.default_rng(seed)
    return rng.normal(0, 1, count) + np.cumsum(rng.normal(0, 0.2, count))


def ask(values, break_at=40, **options):
    return interrupted_series(values, break_at, **{"level": "local level", **options})


def test_a_step_is_found_and_the_path_without_it_is_lower():
    values = wandering() + 6.0 * (np.arange(60) >= 40)
    result = ask(values)
    assert isinstance(result, InterruptedSeries)
    assert result.verdict == "change"
    assert result.interval[0] < 6 < result.interval[1]
    lifted = result.counterfactual["fitted"] - result.counterfactual["counterfactual"]
    assert lifted.iloc[:40].abs().max() == pytest.approx(0, abs=1e-9)
    assert lifted.iloc[40:].to_numpy() == pytest.approx(result.effect, abs=1e-6)


@given(step=st.floats(-50, 50), shift=st.floats(-100, 100), factor=st.floats(0.01, 100))
@settings(max_examples=3, deadline=None)
def test_the_estimate_moves_with_step_level_and_unit(step, shift, factor):
    plain, base = ask(wandering()), wandering()
    moved = ask(factor * (base + step * (np.arange(60) >= 40) + shift))
    scale = abs(plain.interval[1] - plain.interval[0])
    assert moved.effect / factor == pytest.approx(plain.effect + step, abs=2e-3 * scale)
    assert moved.interval[0] / factor == pytest.approx(plain.interval[0] + step, abs=5e-3 * scale)


def test_mixture_is_wider_than_plain_in_a_short_series():
    result = ask(wandering(40), 25)
    plain, wide = np.diff(result.plain_interval), np.diff(result.interval)
    assert wide > plain


def test_ramp_and_step_together():
    since = np.maximum(np.arange(80) - 49, 0)
    values = wandering(80) / 10 + 2.0 * (since > 0) + 0.3 * since
    result = interrupted_series(values, 50, level="fixed trend", intervention="both")
    assert result.step.estimate == pytest.approx(2.0, abs=0.5)
    assert result.ramp.estimate == pytest.approx(0.3, abs=0.05)
    assert result.effect == result.step.estimate
    alone = interrupted_series(values, 50, level="fixed trend", intervention="ramp")
    assert alone.step is None
    assert alone.effect == alone.ramp.estimate


def test_missing_months_are_told_and_do_not_shift_the_rest():
    months = pd.period_range("2001-01", periods=60, freq="M")
    series = pd.Series(wandering() + 5.0 * (np.arange(60) >= 40), index=months)
    gone = series.drop(months[[10, 11, 50]])
    result = ask(gone, "2004-05")
    assert result.diagnostics.missing == tuple(months[[10, 11, 50]])
    assert result.diagnostics.observations == 57
    assert result.effect == pytest.approx(ask(series, "2004-05").effect, abs=0.5)
    assert any("3 periods are missing" in reason for reason in result.reasons)
    nothing = series.copy()
    nothing.iloc[[10, 11, 50]] = np.nan
    assert ask(nothing, "2004-05").effect == pytest.approx(result.effect, abs=1e-9)


def test_dates_periods_and_numbers_give_the_same():
    values = wandering()
    by_number = ask(values)
    by_period = ask(pd.Series(values, pd.period_range("2001-01", periods=60, freq="M")), "2004-05")
    dates = pd.date_range("2001-01-31", periods=60, freq="ME")
    by_date = ask(pd.Series(values, dates), pd.Timestamp("2004-05-01"))
    assert by_number.effect == by_period.effect == by_date.effect
    assert by_date.break_at == pd.Period("2004-05", "M")


@pytest.mark.parametrize(
    ("values", "break_at", "options", "reason"),
    [
        (np.ones(60), 40, {}, "constant"),
        (wandering(), 4, {}, "before the break"),
        (wandering(), 58, {}, "from the break on"),
        (wandering(), 0, {}, "outside"),
        (wandering(), 99, {}, "outside"),
        (np.r_[wandering()[:38], np.full(4, np.nan), wandering()[:18]], 40, {}, "both sides"),
        (wandering(), 40, {"exog": (np.arange(60) >= 40) * 2.0}, "told from each other"),
        (wandering(), 40, {"exog": np.ones(60)}, "cannot be told from level"),
        (np.arange(60.0), 40, {"level": "fixed trend"}, "exactly"),
    ],
)
def test_what_cannot_be_asked_is_a_type_with_a_reason(values, break_at, options, reason):
    answer = ask(values, break_at, **options)
    assert isinstance(answer, InapplicableSeries)
    assert answer.verdict == "inapplicable"
    assert reason in str(answer)
    assert answer.effect is None


def test_bad_input_is_told_at_once():
    with pytest.raises(SeriesInputError) as caught:
        ask([1.0, np.inf, 3.0, -np.inf], "spring", exog=[1.0])
    told = str(caught.value)
    assert "series[1]" in told
    assert "series[3]" in told
    with pytest.raises(SeriesInputError) as caught:
        ask(wandering(), 40, level="locl level", seasonal=1, season="x", coverage=95, intervention="jump")
    assert len(caught.value.findings) == 5
    assert "Did you mean 'local level'?" in str(caught.value)
    with pytest.raises(SeriesInputError, match="in order"):
        ask(pd.Series([1.0, 2.0, 3.0], index=[3, 1, 2]), 2)
    with pytest.raises(SeriesInputError, match="is missing at"):
        ask(wandering(), 40, exog=np.r_[np.nan, np.ones(59)])


def test_a_recording_break_at_the_same_date_is_in_the_number():
    """A wrong model: offences fall by 4, recording adds 10 in the same period; the method says +6."""
    both = wandering() - 4.0 * (np.arange(60) >= 40) + 10.0 * (np.arange(60) >= 40)
    result = ask(both)
    assert result.interval[0] < 6 < result.interval[1]
    assert not result.interval[0] < -4 < result.interval[1]
    assert result.verdict == "change"


def test_a_forecast_needs_every_season_before_the_break():
    result = interrupted_series(wandering(60), 20, seasonal=16, level="local level")
    assert not isinstance(result.forecast, InapplicableSeries)
    regressor = (np.arange(60) >= 45).astype(float)
    unseen = ask(wandering(60), 40, exog=regressor)
    assert isinstance(unseen.forecast, InapplicableSeries)
    assert "do not show" in str(unseen.forecast)


@pytest.mark.parametrize("unit", [1e-60, 1e-10, 1e-5, 1e6, 1e60])
def test_the_answer_does_not_depend_on_the_unit(unit: float) -> None:
    rng = np.random.default_rng(5)
    series = 3 + rng.normal(size=60).cumsum() * 0.3 + rng.normal(size=60) + 2.0 * (np.arange(60) >= 40)
    plain = interrupted_series(series, 40, level="local level")
    other = interrupted_series(series * unit, 40, level="local level")
    assert other.verdict == plain.verdict
    assert other.reasons == plain.reasons
    np.testing.assert_allclose(np.array(other.interval) / unit, plain.interval, rtol=1e-4)
    np.testing.assert_allclose(other.counterfactual["low"] / unit, plain.counterfactual["low"], rtol=1e-4)
    assert other.diagnostics.ljung_box == pytest.approx(plain.diagnostics.ljung_box, rel=1e-3)
    free = 60 - 2
    assert other.diagnostics.log_likelihood == pytest.approx(
        plain.diagnostics.log_likelihood - free * np.log(unit), abs=1e-3
    )


@pytest.mark.parametrize("unit", [1e-200, 1e160])
def test_numbers_without_a_square_are_refused(unit: float) -> None:
    series = np.random.default_rng(5).normal(size=60) * unit
    found = interrupted_series(series, 40, level="local level")
    assert found.verdict == "inapplicable"
    assert "no square" in found.reasons[0]
