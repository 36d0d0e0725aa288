"""What figures give for the quantity of a claim."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from senim.evidence.official import Noise, Period, PublishedFigure, Reading
from senim.evidence.official.measures import chance_interval, chance_of_no_change, measured, periods

COUNTS = st.floats(10, 1e6)


def reading(measure: str, earlier: float | None, later: float, **more: object) -> Reading:
    """Read two plain figures."""
    first = () if earlier is None else (PublishedFigure(earlier, **more),)
    return Reading("r", measure, first, (PublishedFigure(later, **more),), "same")


def murders(count: float) -> PublishedFigure:
    """Give a count of rare events."""
    return PublishedFigure(count, noise=Noise.POISSON, events=count)


def answers(share: float, asked: float = 18_000) -> PublishedFigure:
    """Give a share of a survey."""
    return PublishedFigure(share, noise=Noise.SURVEY, respondents=asked)


@pytest.mark.parametrize(
    ("measure", "value"),
    [
        ("change", -25.0),
        ("loss", -75.0),
        ("share", 75.0),
        ("growth", 0.75),
        ("fall", 4 / 3),
        ("difference", -50.0),
    ],
)
def test_measures(measure, value):
    found = measured(reading(measure, 200.0, 150.0))
    assert (found.value, found.low, found.high) == pytest.approx((value, value, value))


@given(COUNTS, COUNTS, st.sampled_from(["change", "growth", "fall", "share", "difference"]))
def test_rounding_only_widens(earlier, later, measure):
    plain = measured(reading(measure, earlier, later))
    rounded = measured(reading(measure, earlier, later, step=5.0))
    assert rounded.low <= plain.value <= rounded.high
    assert rounded.high - rounded.low > plain.high - plain.low


def test_answers_of_one_wave_are_added_before_their_variance():
    both = Reading("r", "level", (), (answers(40.0), answers(50.0)), "same")
    one = Reading("r", "level", (), (answers(90.0),), "same")
    assert measured(both).standard_error == pytest.approx(measured(one).standard_error)


def test_survey_noise_is_that_of_the_methods_page():
    # two waves of 18,000, design effect 1.5: 1.2 points is the noise threshold at about 60 %
    wave = Reading("r", "difference", (answers(60.0),), (answers(61.2),), "same")
    assert 1.96 * measured(wave).standard_error == pytest.approx(1.2, abs=0.05)
    assert chance_of_no_change(wave) == pytest.approx(0.06, abs=0.02)


def test_counts_of_deaths_are_poisson():
    found = measured(Reading("r", "fall", (murders(2594.0),), (murders(565.0),), "same"))
    error = math.sqrt(1 / 2594 + 1 / 565)
    assert found.high / found.value == pytest.approx(math.exp(1.959964 * error))
    chance = chance_of_no_change(Reading("r", "change", (murders(100.0),), (murders(130.0),), "same"))
    assert chance == pytest.approx(stats.binomtest(130, 230, 0.5).pvalue)
    assert chance_of_no_change(Reading("r", "change", (murders(0.0),), (murders(0.0),), "same")) == 1.0


def test_a_change_that_was_said_is_held_against_the_size_of_the_count():
    few = Reading("r", "said_change", (), (murders(2100.0),), "same")
    many = Reading("r", "said_change", (), (murders(2_100_000.0),), "same")
    assert chance_of_no_change(few, -3.0) > 0.2
    assert chance_of_no_change(many, -3.0) < 1e-6
    low, high = chance_interval(few)
    assert low < -3 < 3 < high


def test_a_level_has_no_chance_of_no_change():
    assert chance_of_no_change(reading("level", None, 5.0)) is None
    assert chance_of_no_change(reading("change", 4.0, 5.0)) is None


def test_periods_of_a_published_change_are_its_own():
    when, before = Period(2025.0, 2025.5), Period(2024.0, 2024.5)
    figure = PublishedFigure(-6.5, period=when, against=before)
    assert periods(Reading("r", "published", (), (figure,), "same")) == (before, when)
    assert periods(reading("level", None, 5.0)) is None
