from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from senim.brief.catalogue import load_catalogue
from senim.brief.numbers import LANGUAGES, NO_BREAK_SPACE
from senim.brief.words import (
    LIKELIHOOD_CLASSES,
    confidence_word,
    likelihood_class,
    likelihood_interval,
    likelihood_word,
)

ORDER = [
    "exceptionally_unlikely",
    "very_unlikely",
    "unlikely",
    "even",
    "likely",
    "very_likely",
    "virtually_certain",
]


@pytest.mark.parametrize(
    ("share", "key"),
    [
        (0.0, ORDER[0]),
        (0.0099, ORDER[0]),
        (0.01, ORDER[1]),
        (0.0999, ORDER[1]),
        (0.10, ORDER[2]),
        (0.3299, ORDER[2]),
        (0.33, "even"),
        (0.5, "even"),
        (0.66, "even"),
        (0.6601, "likely"),
        (0.90, "likely"),
        (0.9001, "very_likely"),
        (0.99, "very_likely"),
        (0.9901, "virtually_certain"),
        (1.0, "virtually_certain"),
    ],
)
def test_share_on_a_limit_takes_the_word_nearer_to_one_half(share: float, key: str) -> None:
    assert likelihood_class(share).key == key


@given(st.floats(0, 1), st.floats(0, 1))
def test_a_larger_share_never_takes_a_lesser_word(first: float, second: float) -> None:
    low, high = sorted((first, second))
    assert ORDER.index(likelihood_class(low).key) <= ORDER.index(likelihood_class(high).key)
    assert likelihood_class(low).low <= low <= likelihood_class(low).high


def test_classes_cover_the_scale_without_gap() -> None:
    limits = sorted((stretch.low, stretch.high) for stretch in LIKELIHOOD_CLASSES)
    assert limits[0][0] == 0
    assert limits[-1][1] == 1
    assert all(left[1] == right[0] for left, right in itertools.pairwise(limits))


@pytest.mark.parametrize("share", [-0.1, 1.1, float("nan")])
def test_what_is_no_share_is_refused(share: float) -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        likelihood_class(share)


def test_interval_is_printed_with_its_word() -> None:
    kazakh = load_catalogue("kk")
    assert likelihood_interval(0.8, "kk").replace(NO_BREAK_SPACE, " ") == "66–90 %"
    assert likelihood_interval(0.999, "ru").replace(NO_BREAK_SPACE, " ") == "> 99 %"
    assert likelihood_interval(0.001, "en").replace(NO_BREAK_SPACE, " ") == "< 1 %"
    assert likelihood_word(0.8, kazakh) == "ықтимал"
    assert likelihood_word(None, kazakh) == "анықталмайды"


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_stands_on_both_scales(language: str) -> None:
    catalogue = load_catalogue(language)
    likelihood = {likelihood_word(share, catalogue) for share in (0.001, 0.05, 0.2, 0.5, 0.8, 0.95, 0.999)}
    confidence = {confidence_word(level, catalogue) for level in range(5)}
    assert len(likelihood) == 7
    assert len(confidence) == 5
    assert not likelihood & confidence


def test_kazakh_confidence_is_firm_or_weak_and_not_high_or_low() -> None:
    words = " ".join(confidence_word(level, load_catalogue("kk")) for level in (1, 2, 3, 4))
    assert words == "өте әлсіз әлсіз орташа берік"


@pytest.mark.parametrize("level", [-1, 5])
def test_levels_outside_the_rubric_are_refused(level: int) -> None:
    with pytest.raises(ValueError, match="confidence is 0 to 4"):
        confidence_word(level, load_catalogue("en"))
