"""The page has its words in three languages, and a word for every exit code."""

from __future__ import annotations

import re

import pytest

from senim.pipeline import status_words
from senim.pipeline.exit_codes import ExitCode
from senim.pipeline.status_words import (
    CUT_OFF,
    LANGUAGES,
    NOT_RUN,
    PAGES_PUBLISHED,
    PUBLISHED,
    STOPPED,
    ending,
)
from senim.pipeline.tracker import DONE, FAILED, RUNNING, SKIPPED, WAITING

LATIN = re.compile(r"[A-Za-z]")
TEXTS = {
    name: value for name, value in vars(status_words).items() if isinstance(value, dict) and "en" in value
} | {f"state {name}": value for name, value in status_words.STATES.items()}
PLACE = re.compile(r"\{[a-z]+\}")


@pytest.mark.parametrize("code", list(ExitCode))
def test_every_exit_code_has_words(code: ExitCode) -> None:
    words = ending(code.value, published=False)
    assert set(words) == set(LANGUAGES)
    others = [ending(other.value, published=False) for other in ExitCode if other is not code]
    assert words not in others
    assert not LATIN.search(words["kk"] + words["ru"])


@pytest.mark.parametrize("code", [ExitCode.NOTEBOOK_FAILED, ExitCode.SOURCE_UNAVAILABLE])
def test_no_edition_is_called_untouched_where_there_is_none(code: ExitCode) -> None:
    words = ending(code.value, published=False, edition=False)
    assert "no edition has been published" in words["en"]
    assert "last edition" not in words["en"]
    assert not LATIN.search(words["kk"] + words["ru"])


def test_ends_without_a_code_of_their_own() -> None:
    assert ending(None, published=False) is CUT_OFF
    assert ending(0, published=True) is PUBLISHED
    assert ending(0, published=True, sweep=True) is PAGES_PUBLISHED
    assert ending(99, published=False) == ending(1, published=False)


@pytest.mark.parametrize("name", sorted(TEXTS))
def test_three_languages_without_english_in_two(name: str) -> None:
    assert set(TEXTS[name]) == set(LANGUAGES)
    assert not LATIN.search(PLACE.sub("", TEXTS[name]["kk"] + TEXTS[name]["ru"]))
    # The same values stand in all three, and no letter hangs on one of them.
    assert len({frozenset(PLACE.findall(text)) for text in TEXTS[name].values()}) == 1
    assert not re.search(r"\}\w", " ".join(TEXTS[name].values()))


def test_every_state_of_a_task_has_words() -> None:
    assert set(status_words.STATES) == {WAITING, RUNNING, DONE, SKIPPED, FAILED, STOPPED, NOT_RUN}
