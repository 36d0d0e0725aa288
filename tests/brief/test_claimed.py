"""What was said and what figures give, printed."""

from __future__ import annotations

import math

import pytest

from senim.brief.claimed import claimed_number, said_and_figure
from senim.brief.numbers import LANGUAGES, NO_BREAK_SPACE


@pytest.mark.parametrize(
    ("value", "unit", "step", "printed"),
    [
        (-9.0, "percent_change", 1.0, "−9 %"),
        (-17.5, "percent_change", 0.1, "−17.5 %"),
        (1.5, "ratio", 0.1, "1.5 times"),
        (1.1918, "ratio", 0.01, "1.19 times"),
        (226_900, "count", 100, "226 900"),
        (318.0, "officers_per_100k", 0.01, "318"),
        (25, "points", 1.0, "+25 points"),
        (math.nan, "percent", 1.0, ""),
    ],
)
def test_as_exactly_as_it_was_given(value, unit, step, printed):
    assert claimed_number(value, unit, step, "en").replace(NO_BREAK_SPACE, " ") == printed


@pytest.mark.parametrize("language", LANGUAGES)
def test_breaks_only_at_its_comma(language):
    words = said_and_figure(-9.0, -6.69, "percent_change", 1.0, language)
    assert words.count(" ") <= 1
    assert "9" in words
    assert "7" in words
    assert "{" not in words + said_and_figure(-3.0, math.nan, "percent_change", 1.0, language)
