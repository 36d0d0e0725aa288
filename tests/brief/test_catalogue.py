"""The three catalogues say the same things, with the same numbers, and type none."""

from __future__ import annotations

import re

import pytest

from senim.brief.catalogue import PLACEHOLDER, Catalogue, load_catalogue, placeholders
from senim.brief.display import STYLES
from senim.brief.numbers import LANGUAGES
from senim.findings import InputError

ENGLISH = load_catalogue("en")
KAZAKH_LETTERS = set("әғқңөұүһі")
SUFFIX = re.compile(r"\}[-\u2010\u2011]?[А-Яа-яЁёӘәҒғҚқҢңӨөҰұҮүҺһІі]")


@pytest.mark.parametrize("language", LANGUAGES)
def test_same_texts_in_every_language_and_none_empty(language: str) -> None:
    catalogue = load_catalogue(language)
    assert set(catalogue.messages) == set(ENGLISH.messages)
    for msgid in catalogue.messages:
        assert all(form.strip() for form in catalogue.forms(msgid)), msgid


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_digit_is_typed(language: str) -> None:
    for msgid, forms in load_catalogue(language).messages.items():
        for form in forms:
            assert not re.search(r"\d", PLACEHOLDER.sub("", form)), f"{language}: {msgid}"


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_same_claims_in_every_language_and_form(language: str) -> None:
    for msgid, forms in load_catalogue(language).messages.items():
        wanted = {place.claim for place in placeholders(ENGLISH.forms(msgid)[0])}
        for form in forms + ENGLISH.forms(msgid):
            assert {place.claim for place in placeholders(form)} == wanted, f"{language}: {msgid}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_brace_is_a_placeholder_of_a_known_style(language: str) -> None:
    for msgid, forms in load_catalogue(language).messages.items():
        for form in forms:
            assert not re.search(r"[{}]", PLACEHOLDER.sub("", form)), f"{language}: {msgid}"
            assert all(place.style in STYLES for place in placeholders(form)), f"{language}: {msgid}"


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_no_suffix_hangs_on_a_placeholder(language: str) -> None:
    for msgid, forms in load_catalogue(language).messages.items():
        assert not any(SUFFIX.search(form) for form in forms), f"{language}: {msgid}"


def test_kazakh_is_kazakh_and_russian_is_not() -> None:
    kazakh, russian = load_catalogue("kk"), load_catalogue("ru")
    long_ones = [msgid for msgid, forms in kazakh.messages.items() if len(forms[0]) > 60]
    assert long_ones
    assert all(KAZAKH_LETTERS & set(kazakh.text(msgid).lower()) for msgid in long_ones)
    strange = KAZAKH_LETTERS - {"і"}
    # two regions keep their Kazakh letters in their official Russian names
    assert not [
        msgid
        for msgid, forms in russian.messages.items()
        if strange & set("".join(forms).lower()) and "ulytau" not in msgid
    ]
    # letters that a garbled encoding of Kazakh leaves behind
    assert not [msgid for msgid, forms in kazakh.messages.items() if set("ҧӛҥ") & set("".join(forms))]


@pytest.mark.parametrize(("language", "index"), [("kk", 2), ("ru", 2), ("en", 0)])
def test_trust_and_confidence_share_no_root(language: str, index: int) -> None:
    root = {"kk": "сенім", "ru": "довер", "en": "trust"}[language]
    catalogue = load_catalogue(language)
    for key in ("confidence", "confidence.word.high", "confidence.word.low", "confidence.gloss"):
        assert root not in catalogue.text(key).lower()


def test_recorded_counts_are_never_called_crime() -> None:
    for key in (
        "cell.violent.label",
        "cell.property.label",
        "finding.up",
        "finding.open",
        "finding.down",
        "sure.violent",
    ):
        assert "registered" in ENGLISH.text(key).lower()
        assert "crime" not in ENGLISH.text(key).lower()


def test_plural_follows_the_number() -> None:
    russian = load_catalogue("ru")
    said = [russian.text("cell.crime.note", count).split()[2].strip(",") for count in (1, 3, 5, 11, 21)]
    assert said == ["год", "года", "лет", "лет", "год"]
    assert "year," in ENGLISH.text("cell.crime.note", 1)
    assert "years," in ENGLISH.text("cell.crime.note", 3)


def test_missing_text_says_which_and_where() -> None:
    with pytest.raises(InputError, match=r"locale/kk\.po, findin: this text is missing.*"):
        load_catalogue("kk").forms("findin")
    empty = Catalogue("ru", {"lead": ("",)}, lambda _: 0)
    assert not empty.has("lead")
    assert not empty.has("other")
    with pytest.raises(InputError, match="Translate it"):
        empty.text("lead")


def test_unknown_language_is_refused() -> None:
    with pytest.raises(InputError, match="there is no such catalogue"):
        load_catalogue("de")
