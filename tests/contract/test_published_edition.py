"""What an edition promises: the same claims in three languages, no typed digit, nothing from the network."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from senim.brief.audits import audit_edition

LANGUAGES = ("en", "kk", "ru")


def soup(edition: Path, language: str) -> BeautifulSoup:
    return BeautifulSoup((edition / language / "brief.html").read_text(encoding="utf-8"), "html.parser")


def test_audit_finds_nothing(edition: Path) -> None:
    assert [str(finding) for finding in audit_edition(edition)] == []


def test_languages_show_the_same_claims_with_the_same_values(edition: Path) -> None:
    shown = {}
    for language in LANGUAGES:
        elements = soup(edition, language).select("data[data-claim]")
        shown[language] = {(part["data-claim"], part.get("data-facet"), part["value"]) for part in elements}
        assert len(shown[language]) > 60
    assert shown["en"] == shown["kk"] == shown["ru"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_digit_outside_claims_figures_tables_and_references(edition: Path, language: str) -> None:
    page = soup(edition, language)
    for part in page.select("head, data, svg, table, code, cite, .reference, .references"):
        part.decompose()
    assert not [text for text in page.stripped_strings if any(letter.isdigit() for letter in text)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_page_loads_nothing(edition: Path, language: str) -> None:
    page = soup(edition, language)
    assert not page.select("script, link, img, iframe, object, embed, [src], [srcset]")
    policy = page.select_one("meta[http-equiv=Content-Security-Policy]")
    assert policy
    assert "default-src 'none'" in str(policy["content"])
    for link in page.select("a[href^=http]"):
        assert link.get_text(strip=True), "a reference link shows where it leads"


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_ends_twice(edition: Path, language: str) -> None:
    """A unit that ends with a full stop (Russian for points) must not stand before another one."""
    page = soup(edition, language)
    for unread in page(["style", "script"]):
        unread.extract()
    text = page.get_text("")
    doubled = re.finditer(r"(?<!\.)\.\.(?!\.)", text)
    assert [text[max(0, found.start() - 40) : found.end()] for found in doubled] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_claims_beside_the_page_are_those_it_shows(edition: Path, language: str) -> None:
    written = {claim["id"] for claim in json.loads((edition / language / "claims.json").read_text())}
    shown = {str(part["data-claim"]) for part in soup(edition, language).select("data[data-claim]")}
    assert written == shown


@pytest.mark.parametrize("language", LANGUAGES)
def test_page_says_its_language_and_title(edition: Path, language: str) -> None:
    page = soup(edition, language)
    assert page.html
    assert page.html["lang"] == language
    heading = page.select_one("h1")
    assert heading
    assert page.title
    assert page.title.get_text() == heading.get_text()
    current = page.select_one("nav.languages [aria-current=page]")
    assert current
    assert current["lang"] == language
    assert [part["lang"] for part in page.select("nav.languages [lang]")] == ["kk", "ru", "en"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_page_is_sound_html_and_small(edition: Path, language: str) -> None:
    path = edition / language / "brief.html"
    page = soup(edition, language)
    names = [str(part["id"]) for part in page.select("[id]")]
    assert len(names) == len(set(names)), "an id is used once"
    targets = {str(link["href"])[1:] for link in page.select("a[href^='#']")}
    assert targets <= set(names), "every link inside the page leads somewhere"
    described = {
        name for part in page.select("[aria-labelledby]") for name in str(part["aria-labelledby"]).split()
    }
    assert described <= set(names)
    assert path.stat().st_size < 300_000
    for drawing in page.select("svg[role=img]"):
        assert drawing.find("title")
        assert drawing.find("desc")


@pytest.mark.parametrize("language", LANGUAGES)
def test_order_of_the_brief(edition: Path, language: str) -> None:
    heads = [str(part["id"]) for part in soup(edition, language).select("h1[id], h2[id], h3[id]")]
    wanted = [
        "finding",
        "cannot",
        "options",
        "decide",
        "contested",
        "known",
        "sure",
        "understated",
        "checked",
        "costs",
        "next",
        "traces",
        "changed",
        "sources",
    ]
    assert heads == [*wanted, "not-modelled", "misuse"]


def test_both_official_figures_stand_on_the_first_screen(edition: Path) -> None:
    for language in LANGUAGES:
        screen = soup(edition, language).select_one(".first-screen")
        assert screen
        shown = {str(part["data-claim"]) for part in screen.select("data")}
        assert {
            "strength_after",
            "strength_alt",
            "violent_effect.cut-to-424",
            "violent_effect.cut-to-393",
        } <= shown
