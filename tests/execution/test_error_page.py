"""The page about a failure: whole, in three languages, and deaf to what hostile text says."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from bs4 import BeautifulSoup

from senim.execution.error_chart import NARROW, WIDE
from senim.execution.error_page import Circumstances, error_page
from senim.execution.error_words import (
    KEPT,
    NONE_YET,
    NOT_DECLARED,
    REFUSED,
    UNDECLARED_OTHER,
    UNDECLARED_READ,
    WORDS,
    Words,
)
from senim.execution.failure import Attempt, CellRun, Failure, FailureKind, Undeclared
from senim.execution.memory import MemoryCurve

MIB = 1024**2
CURVE = MemoryCurve(
    ((0.0, 50 * MIB), (1.0, 400 * MIB), (2.0, 300 * MIB)), 400 * MIB, 1.0, 300 * MIB, 512 * MIB
)
FAILURE = Failure(
    FailureKind.OUT_OF_MEMORY,
    "06-scenarios-compared",
    9,
    "MemoryError: too much",
    line="line 2: np.ones(10**12)",
    code="import numpy as np\nnp.ones(10**12)",
    printed="said by a cell",
    kernel_log="said by the kernel",
    cells=(CellRun(2, "completed", 0.01, "draws = 1"), CellRun(9, "failed", 3.0, "import numpy as np")),
    memory=CURVE,
    seconds=12.0,
    attempts=(
        Attempt(1, FailureKind.KERNEL_DIED, "the kernel died (signal 9)", 9, 2.0),
        Attempt(2, FailureKind.OUT_OF_MEMORY, "MemoryError: too much", 9, 3.0),
    ),
)
AROUND = Circumstances(
    "2026-03-01 03:02 UTC", "2026-03-01-ab12cd34", {"Python": "3.11.9"}, {"Notebook": "n.ipynb"}
)
HOSTILE = "</style></title><script>alert(1)</script><img src=x onerror=alert(1)>\"'\x1b[31m\u202e=1+1&amp;"


def page_of(failure: Failure, around: Circumstances = AROUND) -> BeautifulSoup:
    return BeautifulSoup(error_page(failure, around), "html.parser")


def test_what_happened_what_it_means_what_to_do_who() -> None:
    page = page_of(FAILURE)
    assert page.h1 is not None
    assert page.h1.text == "The briefs were not refreshed: notebook 06-scenarios-compared stopped in cell 9."
    words = WORDS[FailureKind.OUT_OF_MEMORY]
    for text in (words.meaning, words.do, words.who, KEPT["en"], AROUND.edition):
        assert text in page.text


def test_what_was_opened_and_is_not_declared_is_listed() -> None:
    opened = tuple(Undeclared("read", f"{n}.csv", f"line {n}: <b>", f"it reads {n}.csv") for n in range(60))
    page = page_of(replace(FAILURE, undeclared=opened))
    items = [item.text for item in page.select("main > ul > li")]
    assert items[:2] == ["it reads 0.csv line 0: <b>", "it reads 1.csv line 1: <b>"]
    assert len(items) == 50
    assert "And 10 more" in page.text
    assert "does not declare" not in page_of(FAILURE).text


@pytest.mark.parametrize(
    ("access", "words", "labels"),
    [("read", UNDECLARED_READ, NOT_DECLARED), ("network", UNDECLARED_OTHER, REFUSED)],
)
def test_what_was_refused_has_its_own_words(access: str, words: Words, labels: dict[str, str]) -> None:
    opened = (Undeclared(access, "data/raw/a.csv", "line 1: x", "told"),)
    page = page_of(replace(FAILURE, kind=FailureKind.CODE, undeclared=opened))
    lead = page.select_one(".lead")
    assert lead is not None
    assert lead.text == words.meaning
    assert WORDS[FailureKind.CODE].meaning not in page.text
    assert f"{labels['en']}: data/raw/a.csv" in page.text
    for code in ("kk", "ru"):
        part = page.find("div", lang=code)
        assert part is not None
        assert getattr(words, code) in part.text
        assert f"{labels[code]}: data/raw/a.csv" in part.text
        assert not re.search(
            "[A-Za-z]",
            part.text.replace("06-scenarios-compared", "")
            .replace(AROUND.edition, "")
            .replace("data/raw/a.csv", ""),
        )


def test_the_terminal_says_what_the_page_says_of_a_timeout() -> None:
    late = Failure(FailureKind.TIMEOUT, "05-trust", 3, "the time ran out", code="while True: pass")
    assert WORDS[FailureKind.TIMEOUT].do == late.remedy
    assert "waits for ever" in str(late)
    assert "--cell-deadline" in str(late)
    assert "when the time ran out is not known" in page_of(late).text


def test_details_are_there() -> None:
    text = page_of(FAILURE).text
    for words in (
        "MemoryError: too much",
        "said by a cell",
        "said by the kernel",
        "400 MiB, after 1 s",
        "300 MiB, after 2 s",
        "512 MiB",
        "under 0.1 s",
        "tried 2 times",
        "3.11.9",
    ):
        assert words in text
    stopped = page_of(FAILURE).select("ol.code li.stopped")
    assert [item.text for item in stopped] == ["np.ones(10**12)"]


@pytest.mark.parametrize("kind", FailureKind)
def test_three_languages_say_the_essential(kind: FailureKind) -> None:
    page = page_of(replace(FAILURE, kind=kind))
    assert page.html is not None
    assert page.html["lang"] == "en"
    for code in ("kk", "ru"):
        part = page.find("div", lang=code)
        assert part is not None
        words = WORDS[kind]
        for text in (
            getattr(words, code),
            words.tell[code == "ru"],
            KEPT[code],
            "06-scenarios-compared",
            "9",
        ):
            assert text in part.text
        own = part.text.replace("06-scenarios-compared", "").replace(AROUND.edition, "")
        assert not re.search("[A-Za-z]", own), own


def test_without_an_edition_none_is_promised() -> None:
    text = page_of(FAILURE, replace(AROUND, edition="")).text
    for code in ("en", "kk", "ru"):
        assert NONE_YET[code] in text
        assert KEPT[code] not in text


def test_self_contained_and_without_scripts() -> None:
    page = page_of(FAILURE)
    assert not page.find_all(["script", "link", "img", "iframe", "form"])
    assert "default-src 'none'" in str(page.find("meta", {"http-equiv": "Content-Security-Policy"}))
    assert not re.search(r"https?://|url\(|@import", str(page))
    targets = [str(link["href"]) for link in page.find_all("a")]
    assert targets == ["#kk", "#ru", "n.ipynb"]


def test_charts_have_names_and_a_text_twin() -> None:
    charts = page_of(FAILURE).find_all("svg")
    assert [chart["width"] for chart in charts] == [str(WIDE), str(NARROW)]
    names = [chart["aria-labelledby"] for chart in charts]
    assert len(set(names)) == 2
    for chart in charts:
        assert chart["role"] == "img"
        for name in str(chart["aria-labelledby"]).split():
            found = chart.find(id=name)
            assert found is not None
            assert "400 MiB" in found.text
        assert "allowed: 512 MiB" in chart.text


@pytest.mark.parametrize("field", ["notebook", "cause", "line", "code", "printed", "kernel_log", "detail"])
def test_hostile_text_stays_text(field: str) -> None:
    plain = page_of(FAILURE)
    page = page_of(replace(FAILURE, **{field: HOSTILE}))
    assert {tag.name for tag in page.find_all()} <= {tag.name for tag in plain.find_all()}
    assert not [tag for tag in page.find_all() if any(name.startswith("on") for name in tag.attrs)]
    source = str(page)
    assert "\x1b" not in source
    assert "\u202e" not in source
    if field not in ("line",):
        assert "<script>alert(1)</script>" in page.text


def test_hostile_cells_attempts_and_versions_stay_text() -> None:
    failure = replace(
        FAILURE,
        cells=(CellRun(1, "failed", 1.0, HOSTILE),),
        attempts=(Attempt(1, FailureKind.CODE, HOSTILE, 1, 1.0),) * 2,
    )
    page = page_of(failure, Circumstances(HOSTILE, HOSTILE, {HOSTILE: HOSTILE}, {HOSTILE: HOSTILE}))
    assert not page.find_all(["script", "img"])
    assert page.text.count("<script>alert(1)</script>") >= 6


def test_only_tokens_colour_it() -> None:
    style = page_of(FAILURE).style
    assert style is not None
    rules = re.sub(r":root \{[^}]*\}", "", style.text)
    assert not re.search(r"#[0-9A-Fa-f]{3,8}\b|rgb|hsl", rules)
    assert "prefers-color-scheme: dark" in style.text
    assert "@media print" in style.text


def test_bare_failures_make_a_page_too() -> None:
    page = page_of(Failure(FailureKind.INFRASTRUCTURE, "01", None, "disk"), Circumstances())
    assert page.h1 is not None
    assert page.h1.text.endswith("stopped before its first cell.")
    assert not page.find_all("svg")
