"""The page has its words in three languages, and a word for every exit code."""

from __future__ import annotations

import re

import pytest

from senim.pipeline import status_words
from senim.pipeline.exit_codes import ExitCode
from senim.pipeline.status_words import CUT_OFF, LANGUAGES, PUBLISHED, ending

LATIN = re.compile(r"[A-Za-z]")
TEXTS = {
    name: value for name, value in vars(status_words).items() if isinstance(value, dict) and "en" in value
}


@pytest.mark.parametrize("code", list(ExitCode))
def test_every_exit_code_has_words(code: ExitCode) -> None:
    words = ending(code.value, published=False)
    assert set(words) == set(LANGUAGES)
    others = [ending(other.value, published=False) for other in ExitCode if other is not code]
    assert words not in others
    assert not LATIN.search(words["kk"] + words["ru"])


def test_ends_without_a_code_of_their_own() -> None:
    assert ending(None, published=False) is CUT_OFF
    assert ending(0, published=True) is PUBLISHED
    assert ending(99, published=False) == ending(1, published=False)


@pytest.mark.parametrize("name", sorted(TEXTS))
def test_three_languages_without_english_in_two(name: str) -> None:
    assert set(TEXTS[name]) == set(LANGUAGES)
    assert not LATIN.search(TEXTS[name]["kk"] + TEXTS[name]["ru"])
