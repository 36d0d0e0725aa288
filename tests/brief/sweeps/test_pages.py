"""Pages of a sweep: every number is there, axes are shared, and words of strangers stay words."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from html.parser import HTMLParser

import pytest

from senim.brief.charts import layout_findings
from senim.brief.numbers import LANGUAGES
from senim.brief.sweeps import (
    COMPARISON,
    LISTING,
    Axis,
    Combination,
    SweepResults,
    comparison_page,
    file_name,
    listing_page,
    rounded,
)
from senim.brief.sweeps.layout import laid_out
from senim.brief.sweeps.twin import csv_text
from senim.execution import Claim

HOSTILE = '</title><script>alert("x")</script> & {claim} "quoted"'
PAGES = [listing_page, comparison_page]
UNITS = {
    "violent_effect": "percent",
    "property_effect": "percent",
    "trust_effect": "points",
    "sound_per_problem": "ratio",
    "money": "billion_kzt",
}


def words(text: str) -> dict[str, str]:
    return dict.fromkeys(LANGUAGES, text)


def claims(name: str, size: float) -> dict[str, Claim]:
    def claim(outcome: str, factor: float) -> Claim:
        return Claim(
            id=f"{outcome}.{name}",
            value=size * factor,
            low=size * factor - 1,
            high=size * factor + 2,
            unit=UNITS[outcome],  # type: ignore[arg-type]
            likelihood=0.8,
            likelihood_of="higher_than_without",
            confidence=2,
            status="derived",
            source="model",
            scenario=name,
            notebook="sweep",
        )

    return {outcome: claim(outcome, place) for place, outcome in enumerate(UNITS, start=1)}


def sweep(*axes: Axis, rows: list[dict[str, object]]) -> SweepResults:
    combinations = tuple(
        Combination(f"c-{place}", row, claims(f"c-{place}", place), f"notebooks/{place}.ipynb")  # type: ignore[arg-type]
        for place, row in enumerate(rows)
    )
    printed = tuple(rounded(axis, [row[axis.name] for row in rows]) for axis in axes)  # type: ignore[misc]
    return SweepResults(
        "sizes", words("How large?"), words("Sizes."), words("Cut"), printed, combinations, 500, 1
    )


CUT = Axis("cut", words("Size of the cut"), "percent")
SHARE = Axis("share", words("Share of posts"), "percent")
SCOPE = Axis("scope", words("Scope"), "text", {"all": words("everybody"), "true": words("yes")})


@pytest.fixture(scope="module")
def results() -> SweepResults:
    rows: list[dict[str, object]] = [
        {"cut": cut, "share": share} for cut in (0.0, 0.025, 0.1) for share in (0.2, 0.41352, 0.6)
    ]
    return sweep(CUT, SHARE, rows=rows)


@pytest.fixture(scope="module")
def built(results: SweepResults) -> Callable[[Callable[[SweepResults, str], str], str], str]:
    """Lay out each page once in each language."""

    @cache
    def act(page: Callable[[SweepResults, str], str], language: str) -> str:
        return page(results, language)

    return act


class Reader(HTMLParser):
    """Collects start tags."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", PAGES)
def test_pages_need_nothing_else(built, page, language):
    read = Reader(built(page, language))
    assert read.all("html") == [{"lang": language}]
    assert read.all("script") == read.all("img") == []
    links = [item["href"] for item in read.all("link")]
    assert links == [file_name(LISTING if page is listing_page else COMPARISON, code) for code in LANGUAGES]
    policy = next(item["content"] for item in read.all("meta") if item.get("http-equiv"))
    assert policy.startswith("default-src 'none'")
    assert "http" not in "".join(str(item.get("href")) for item in read.all("a"))
    assert "url(http" not in built(page, language)


@pytest.mark.parametrize("page", PAGES)
def test_ids_are_unique_and_headings_in_order(built, page):
    read = Reader(built(page, "en"))
    ids = [attributes["id"] for _, attributes in read.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    levels = [int(tag[1]) for tag, _ in read.tags if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


def test_every_combination_is_listed_with_its_values_and_ranges(results):
    page = listing_page(results, "en")
    read = Reader(page)
    assert len(read.all("tr")) == 1 + len(results.combinations)
    for one in results.combinations:
        assert f'id="{one.id}"' in page
        assert f'href="{one.notebook}"' in page
    assert "41.4\u00a0%" in page
    assert "41.352" not in page
    assert "2.5\u00a0%" in page
    assert page.count("66–90\u00a0%: likely") == 5 * len(results.combinations)
    assert "Confidence: low" in page


@pytest.mark.parametrize("language", ["kk", "ru"])
@pytest.mark.parametrize("page", PAGES)
def test_no_english_in_the_other_languages(results, page, language):
    own = replace(
        results,
        title=words("Атауы"),
        question=words("Сұрақ"),
        base=words("Негізі"),
        axes=tuple(replace(axis, title=words("Өсі")) for axis in results.axes),
    )
    text = re.sub(r"<style>.*?</style>|<[^>]+>", " ", page(own, language), flags=re.DOTALL)
    assert set(re.findall(r"[A-Za-z]{2,}", text)) <= {"Senim", "English", "CSV", "JSON"}
    assert "41,4" in text


@pytest.mark.parametrize("page", PAGES)
def test_hostile_words_stay_words(results, built, page):
    nasty = replace(
        results,
        title=words(HOSTILE),
        question=words(HOSTILE),
        base=words(HOSTILE),
        axes=tuple(replace(axis, title=words(HOSTILE)) for axis in results.axes),
    )
    read = Reader(page(nasty, "en"))
    assert read.all("script") == []
    assert len(read.all("title")) == len(Reader(built(page, "en")).all("title"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_drawings_are_laid_out_well_and_share_their_axes(built, language):
    page = built(comparison_page, language)
    drawings = re.findall(r"<svg xmlns.*?</svg>", page, flags=re.DOTALL)
    assert len(drawings) == 10
    for svg in drawings:
        assert layout_findings(svg, "sweep") == []
        assert 'role="img"' in svg
        assert "<title" in svg
        assert "<desc" in svg
    # both groups of offences have the same ends: their grid lines stand equally high
    violent, offences = drawings[0], drawings[2]
    lines = [
        re.findall(r'<path d="M[\d.]+ ([\d.]+)[L ][^"]*"[^>]*var\(--rule', svg) for svg in (violent, offences)
    ]
    assert lines[0] == lines[1] != []
    assert page.count("<details>") == 5
    assert page.count("data:text/csv;charset=utf-8") == page.count("data:text/csv") == 5


def test_what_has_no_number_is_said(results):
    money = {"value": None, "low": None, "high": None, "status": "not_identifiable", "confidence": 0}
    unknown = replace(
        results,
        combinations=tuple(
            replace(one, claims={**one.claims, "money": one.claims["money"].model_copy(update=money)})
            for one in results.combinations
        ),
    )
    assert "No combination has a number for this outcome." in comparison_page(unknown, "en")
    assert "Treasury" not in listing_page(unknown, "en")
    partly = replace(results, combinations=(unknown.combinations[0], *results.combinations[1:]))
    assert listing_page(partly, "en").count(">no number<") == 1


def test_words_without_an_order_are_rows():
    rows: list[dict[str, object]] = [{"scope": "all"}, {"scope": True}]
    page = comparison_page(sweep(SCOPE, rows=rows), "en")
    assert "Scope: everybody" in page
    assert "Scope: yes" in page
    assert "Each row is one combination" in page


def test_an_axis_in_step_names_no_panel():
    rows: list[dict[str, object]] = [{"cut": 0.1, "share": 0.2}, {"cut": 0.2, "share": 0.3}]
    layout = laid_out(sweep(CUT, SHARE, rows=rows))
    assert layout.across is not None
    assert layout.across.name == "cut"
    assert layout.panels == ("Size of the cut",)


def test_too_many_panels_are_not_drawn_and_it_is_said():
    rows: list[dict[str, object]] = [
        {"cut": cut / 100, "share": share / 100} for cut in range(26) for share in range(25)
    ]
    page = comparison_page(sweep(CUT, SHARE, rows=rows), "en")
    assert "There are too many combinations to draw" in page
    assert "<svg xmlns" not in page
    assert page.count("<tr>") == 5 * (1 + len(rows))


NO_CHANGE = {"en": "with no change", "kk": "өзгеріссіз жағдайдағыдан", "ru": "без изменений"}
NO_CUT = {"en": "without the cut", "kk": "қысқартусыз", "ru": "без сокращения"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_likelihood_says_that_it_compares_with_no_change(built, language):
    page = built(listing_page, language)
    head = re.search(r"<thead\b.*?</thead>", page, flags=re.DOTALL)
    assert head is not None
    assert head[0].count(NO_CHANGE[language]) == len(UNITS)
    assert NO_CUT[language] not in page


ALL_PANELS = {"en": "all panels together", "kk": "барлық тақта бойынша", "ru": "по всем панелям вместе"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_titles_of_a_comparison_say_that_they_hold_every_panel(built, language):
    titles = re.findall(r"<h3>(.*?)</h3>", built(comparison_page, language))
    assert len(titles) == len(UNITS)
    assert all(title.endswith(f"10; {ALL_PANELS[language]})") for title in titles)


def test_the_title_of_one_panel_names_none():
    rows: list[dict[str, object]] = [{"cut": 0.1}, {"cut": 0.125}]
    titles = re.findall(r"<h3>(.*?)</h3>", comparison_page(sweep(CUT, rows=rows), "ru"))
    assert all(title.endswith("(Size of the cut: 12,5)") for title in titles)


def test_shares_are_rounded_only_where_they_stay_apart():
    assert rounded(SHARE, [0.2, 0.41352]).shown(0.41352, "kk") == "41,4\u00a0%"
    assert rounded(SHARE, [0.2, 0.2]).shown(0.2, "en") == "20\u00a0%"
    assert rounded(SHARE, [0.4135, 0.41352]).shown(0.41352, "en") == "41.352\u00a0%"
    assert rounded(SCOPE, ["all", True]) == SCOPE
    number = Axis("n", words("N"))
    assert rounded(number, [1.2345]).shown(1.2345, "en") == "1.2345"


def test_values_are_printed_exactly():
    assert CUT.shown(0.41352, "ru") == "41,352\u00a0%"
    assert CUT.shown(0.07500000000000001, "en") == "7.500000000000001\u00a0%"
    number = Axis("n", words("N"))
    assert number.shown(-12345.5, "kk") == "\u221212\u00a0345,5"
    assert number.shown(3, "en") == "3"
    assert CUT.scaled(0.07) == 7.0


def test_a_spreadsheet_reads_no_formula(results):
    from pandas import DataFrame

    text = csv_text(DataFrame({"word": ["=1+1", "@x", "plain"], "number": [-1.5, 0.1, 2.0]}))
    assert text == "word,number\n'=1+1,-1.5\n'@x,0.1\nplain,2.0\n"
