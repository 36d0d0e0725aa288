from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from senim.brief.numbers import (
    ELLIPSIS,
    LANGUAGES,
    MINUS,
    NO_BREAK_SPACE,
    WORD_JOINER,
    format_date,
    format_number,
    format_range,
    locale_of,
    with_unit,
)
from senim.brief.rounding import round_half_even

VALUE = st.floats(-1e10, 1e10, allow_nan=False)
LANGUAGE = st.sampled_from(LANGUAGES)


def parsed(text: str, language: str) -> float:
    plain = text.replace(NO_BREAK_SPACE, "").replace(MINUS, "-")
    return float(plain if language == "en" else plain.replace(",", "."))


@given(VALUE, LANGUAGE, st.integers(-2, 4), st.booleans())
def test_number_reads_back_as_the_rounded_value(
    value: float, language: str, decimals: int, signed: bool
) -> None:
    text = format_number(value, language, decimals, signed=signed)
    assert parsed(text, language) == pytest.approx(float(round_half_even(value, decimals)))
    assert "-" not in text, "a hyphen is no minus"
    assert " " not in text, "a number does not break across lines"
    zero = parsed(text, language) == 0
    assert not (zero and text[0] in "+" + MINUS), "zero carries no sign"
    assert (text[0] == "+") == (signed and parsed(text, language) > 0)


@given(VALUE, VALUE, LANGUAGE, st.booleans())
def test_range_does_not_break_and_uses_no_dash(
    first: float, second: float, language: str, signed: bool
) -> None:
    low, high = sorted((first, second))
    text = format_range(low, high, language, signed=signed)
    assert not re.search(r"[ \-\u2013\u2014]", text)
    if ELLIPSIS in text:
        assert text.count(WORD_JOINER) == 2
        assert language != "en"
    link = f"{NO_BREAK_SPACE}to{NO_BREAK_SPACE}" if language == "en" else WORD_JOINER + ELLIPSIS + WORD_JOINER
    limits = [parsed(part, language) for part in text.split(link)]
    assert limits == sorted(limits)
    assert len(limits) == 2 or limits[0] == pytest.approx(low, abs=10 * max(high - low, 1e-9) + 0.5)


@pytest.mark.parametrize(
    ("language", "number", "signed", "day"),
    [
        ("en", "1_234.5", "−1 to +6", "19 November 2018"),
        ("kk", "1_234,5", "−1…+6", "2018 жылғы 19 қараша"),
        ("ru", "1_234,5", "−1…+6", "19 ноября 2018 г."),
    ],
)
def test_each_language_in_its_own_typography(language: str, number: str, signed: str, day: str) -> None:
    assert format_number(1234.5, language, 1) == number.replace("_", NO_BREAK_SPACE)
    shown = format_range(-1.2, 6.1, language, signed=True)
    assert shown.replace(WORD_JOINER, "").replace(NO_BREAK_SPACE, " ") == signed
    assert format_date(date(2018, 11, 19), language).replace(NO_BREAK_SPACE, " ") == day


def test_limits_that_round_to_one_value_are_one_number() -> None:
    assert format_range(0.0, 0.0, "en", signed=True) == "0"
    assert format_range(15.98, 16.01, "ru", 0) == "16"


def test_unit_is_held_to_its_number() -> None:
    assert with_unit("16", "bn ₸") == f"16{NO_BREAK_SPACE}bn{NO_BREAK_SPACE}₸"
    assert with_unit("16", "") == "16"


def test_other_languages_are_refused() -> None:
    with pytest.raises(ValueError, match="'de' is not one of en, kk, ru"):
        locale_of("de")
