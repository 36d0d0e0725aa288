"""Durations are said as exactly as they are known, in three languages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from senim.pipeline.durations import UNITS, duration, rough_duration


@pytest.mark.parametrize(
    ("seconds", "exact", "rough"),
    [
        (0, "0 s", "1 s"),
        (9.6, "10 s", "10 s"),
        (57, "57 s", "55 s"),
        (59.7, "1 min 00 s", "1 min"),
        (131, "2 min 11 s", "2 min 10 s"),
        (299, "4 min 59 s", "5 min"),
        (3_599, "59 min 59 s", "1 h 00 min"),
        (3_900, "1 h 05 min", "1 h 05 min"),
        (-3, "0 s", "1 s"),
    ],
)
def test_english(seconds: float, exact: str, rough: str) -> None:
    assert duration(seconds) == exact
    assert rough_duration(seconds) == rough


def test_other_languages() -> None:
    assert duration(75, "kk") == "1 мин 15 с"
    assert rough_duration(3_900, "kk") == "1 сағ 05 мин"
    assert rough_duration(3_900, "ru") == "1 ч 05 мин"


@given(st.floats(0, 1e6), st.sampled_from(sorted(UNITS)))
def test_no_sixty_minutes_or_seconds(seconds: float, language: str) -> None:
    for words in (duration(seconds, language), rough_duration(seconds, language)):
        assert all(int(word) < 60 for word in words.split()[2::2])
        assert words.split()[:2] not in [["60", unit] for unit in UNITS[language][:2]]
