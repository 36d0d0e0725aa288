"""The shown time does not jump, and owns up when it was wrong."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from senim.pipeline.countdown import Countdown, Remaining

STEPS = st.lists(st.tuples(st.floats(0, 30), st.floats(0, 1e5)), min_size=1, max_size=30)


@given(STEPS)
def test_with_history_it_never_rises_and_is_never_negative(steps: list[tuple[float, float]]) -> None:
    countdown, now, last = Countdown(), 0.0, float("inf")
    for passed, estimate in steps:
        now += passed
        shown = countdown.show(now, estimate, about=False, overdue=False).seconds
        assert 0 <= shown <= last
        last = shown


@given(STEPS)
def test_with_guesses_it_moves_towards_the_estimate_and_not_past_it(steps: list[tuple[float, float]]) -> None:
    countdown, now = Countdown(), 0.0
    last = countdown.show(now, steps[0][1], about=True, overdue=False).seconds
    for passed, estimate in steps[1:]:
        now += passed
        shown = countdown.show(now, estimate, about=True, overdue=False).seconds
        low, high = sorted((max(0.0, last - passed), estimate))
        assert low - 1e-6 <= shown <= high + 1e-6
        last = shown


def test_an_estimate_that_was_right_counts_down_evenly() -> None:
    countdown = Countdown()
    shown = [countdown.show(now, 10.0 - now, about=False, overdue=False).seconds for now in range(11)]
    assert shown == pytest.approx([10.0 - now for now in range(11)])


def test_a_fall_is_taken_over_within_seconds_and_not_at_once() -> None:
    countdown = Countdown()
    countdown.show(0, 100, about=False, overdue=False)
    assert countdown.show(1, 20, about=False, overdue=False).seconds > 60
    for second in range(2, 14):
        shown = countdown.show(second, 20, about=False, overdue=False)
    assert shown.seconds == pytest.approx(20, abs=2)


def test_behind_its_time_it_stands_still_and_says_so() -> None:
    countdown = Countdown()
    countdown.show(0, 10, about=False, overdue=False)
    shown = countdown.show(5, 60, about=False, overdue=False)
    assert (shown.seconds, shown.longer) == (10, True)
    assert str(shown) == "longer than usual, 10 s or more"


def test_a_first_run_says_about_and_not_longer_than_usual() -> None:
    countdown = Countdown()
    countdown.show(0, 3, about=True, overdue=False)
    shown = countdown.show(5, 300, about=True, overdue=False)
    assert not shown.longer
    assert str(shown).startswith("about ")


def test_a_clock_that_goes_back_changes_nothing() -> None:
    countdown = Countdown()
    countdown.show(100, 50, about=False, overdue=False)
    assert countdown.show(10, 50, about=False, overdue=False).seconds == 50


def test_words() -> None:
    assert str(Remaining(43)) == "45 s left"
    assert str(Remaining(0.2, about=True)) == "about 1 s left"
    assert str(Remaining(0.2, longer=True)) == "longer than usual"
