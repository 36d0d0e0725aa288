"""Measuring and wrapping."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from senim.brief.charts.words import Box, clean, ink_of, widest, width_of, wrap


def test_bold_is_wider_and_digits_are_even():
    assert width_of("сенім", weight="bold") > width_of("сенім")
    assert width_of("111") == width_of("888")


def test_dollar_signs_are_no_formula():
    assert width_of("$x$") == pytest.approx(width_of("$") * 2 + width_of("x"), rel=0.02)


@settings(deadline=None)
@given(st.text(max_size=60), st.integers(min_value=30, max_value=300))
def test_lines_fit_and_lose_no_letters(words, room):
    lines = wrap(words, room)
    assert widest(lines) <= room or all(len(line) <= 1 for line in lines if width_of(line) > room)
    assert "".join(lines).replace(" ", "") == clean(words.replace("\n", "")).replace(" ", "")


def test_no_break_space_holds():
    assert wrap("ab 10\u00a0%", width_of("ab 10") + 1) == ["ab", "10\u00a0%"]


def test_line_feed_breaks_and_hyphen_is_kept():
    assert wrap("a\nb", 100) == ["a", "b"]
    assert wrap("зорлық-зомбылық", width_of("зорлық-зомб"))[0] == "зорлық-"


def test_clean_drops_what_svg_cannot_hold():
    assert clean("a\x00b\u202ec\td") == "abc d"


def test_boxes():
    box = Box(0, 0, 10, 10)
    assert box.meets(Box(9, 9, 20, 20))
    assert not box.meets(Box(10, 0, 20, 10))
    assert box.holds(10, 10)
    assert Box(1, 1, 9, 9).inside(box)
    assert not Box(1, 1, 11, 9).inside(box)


def test_ink_of_nothing():
    assert ink_of("", 13, "regular") == (0, 0, 0)
