"""The page says what runs and what came of the last run, asks for nothing, and obeys no name or message."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from bs4 import BeautifulSoup, Tag
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from senim.pipeline import status_words
from senim.pipeline.status_page import status_page
from senim.pipeline.status_report import FailureLine, RunLine, Status, TaskLine
from senim.pipeline.status_style import STYLE
from senim.pipeline.status_words import ending

TIME = "2026-11-22T03:17:05.123Z"
RUNS = (
    RunLine(TIME, TIME, 61.0, 3, cause="04-crime: code: <b>", edition="2026-11-20-aaaaaaaa"),
    RunLine(TIME, TIME, 0.3, 0, edition="2026-11-20-aaaaaaaa", times=12),
    RunLine(TIME, TIME, 50.0, 0, published=True, edition="2026-11-20-aaaaaaaa"),
    RunLine(TIME, TIME, 9.0, None),
)
RUNNING = Status(
    running=True,
    began=TIME,
    last_word=TIME,
    elapsed=14.0,
    remaining=43.0,
    about=True,
    edition="2026-11-20-aaaaaaaa",
    tasks=(
        TaskLine("prepare", "up to date", 4.8, 4.8),
        TaskLine("04-crime", "running", 2.0, 6.0, 3, 9),
        TaskLine("brief.kk", "waiting"),
        TaskLine("05-trust", "failed", 3.0, 6.0),
    ),
    failures=(FailureLine("05-trust", "code", "ZeroDivisionError", TIME),),
    notes=("a note",),
    runs=RUNS,
)


# What the run itself said in `RUNNING`, and signs that every language reads.
NAMES = set(
    "senim utc min prepare crime brief kk trust aaaaaaaa code zerodivisionerror note cut size".split()  # noqa: SIM905
)


def soup_of(status: Status, reports: Path) -> BeautifulSoup:
    return BeautifulSoup(status_page(status, reports), "html.parser")


def test_running(tmp_path: Path) -> None:
    soup = soup_of(RUNNING, tmp_path)
    assert soup.h1 is not None
    assert soup.h1.text == "A run is at work: 2 of 4 tasks done, about 45 s left"
    assert soup.find("meta", {"http-equiv": "refresh"}) is not None
    text = " ".join(soup.get_text(" ").split())
    for words in (
        "04-crime · running for 2 s, cell 3 of 9, usually 6 s",
        "2026-11-22 03:17:05 UTC · 14 s after the beginning",
        "Идёт обновление: завершено задач: 2 из 4, осталось: около 45 с",
        "Жаңарту жүріп жатыр: аяқталған тапсырмалар: 2, барлығы: 4, қалған уақыт: шамамен 45 с",
        "the run was cut off; the next one will say so",
        "A notebook failed; the last edition is untouched", "exit code 3", "04-crime: code: <b>", "a note",
        "12 times since", "повторений: 12, начало:", "cut off: it ended without a word", "no exit code",
        "up to date өзгеріссіз · без изменений",
    ):  # fmt: skip
        assert words in text, words


def test_without_an_edition_none_is_called_untouched(tmp_path: Path) -> None:
    failed = RunLine(TIME, TIME, 1.0, 3, cause="x")
    text = soup_of(Status(runs=(failed,)), tmp_path).get_text(" ")
    assert "A notebook failed; no edition has been published yet" in text
    assert text.count("no edition has been published yet") == 2, "as the last result and in the list of runs"
    assert "untouched" not in text


def _english() -> list[str]:
    said = [text for text in vars(status_words).values() if isinstance(text, dict) and "en" in text]
    said += [*status_words.STATES.values(), *(ending(code, published=False) for code in (0, 3))]
    return [text["en"] for text in said]


def letters(node: Tag) -> set[str]:
    """Give the words in Latin letters."""
    return set(re.findall(r"[A-Za-z]{2,}", node.get_text(" ")))


def test_what_the_page_itself_says_it_says_in_three_languages(tmp_path: Path) -> None:
    for name in ("index.html", "failed/05-trust/notebook.ipynb", "failed/04-crime/error.html"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    more = (FailureLine("04-crime", "code", "x", TIME), *RUNNING.failures)
    swept = replace(RUNNING.runs[2], sweep="cut-size")
    for status in (
        RUNNING,
        replace(RUNNING, longer=True, sweep="cut-size", failures=more, runs=(swept, *RUNS)),
        replace(RUNNING, longer=True, remaining=0.0),
        replace(RUNNING, about=False),
        replace(RUNNING, running=False),
        Status(),
    ):
        soup = soup_of(status, tmp_path)
        for tag in soup.find_all(["style", "title"]):
            tag.decompose()
        others = [tag.extract() for tag in soup.find_all(lang=["kk", "ru"])]
        assert {word for tag in others for word in letters(tag)} <= {"UTC", "cut", "size"}
        assert [tag["lang"] for tag in others] == ["kk", "ru"] * (len(others) // 2)
        # What is left is English, and every sentence of it is one that stands there in the others too.
        known = set(re.findall(r"[a-z]{2,}", " ".join(_english()).lower()))
        assert {word.lower() for word in letters(soup)} <= known | NAMES


def test_at_rest_it_is_not_read_again(tmp_path: Path) -> None:
    soup = soup_of(replace(RUNNING, running=False), tmp_path)
    assert soup.find("meta", {"http-equiv": "refresh"}) is None
    assert soup.h1 is not None
    assert soup.h1.text == "No run is at work"


def test_it_asks_for_nothing(tmp_path: Path) -> None:
    page = status_page(RUNNING, tmp_path)
    assert not re.search(r"<script|<link|<img|<iframe|src=|url\(|@import|https?:", page)
    assert "on" not in {
        name[:2] for tag in BeautifulSoup(page, "html.parser").find_all() for name in tag.attrs
    }


def test_it_links_only_to_what_is_there(tmp_path: Path) -> None:
    assert soup_of(RUNNING, tmp_path).find_all("a") == []
    for name in ("index.html", "2026-11-20-aaaaaaaa/record.json", "failed/05-trust/notebook.ipynb"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    links = {str(link["href"]) for link in soup_of(RUNNING, tmp_path).find_all("a")}
    assert links == {"index.html", "2026-11-20-aaaaaaaa/record.json", "failed/05-trust/notebook.ipynb"}
    (tmp_path / "failed" / "05-trust" / "error.html").touch()
    links = {str(link["href"]) for link in soup_of(RUNNING, tmp_path).find_all("a")}
    assert "failed/05-trust/error.html" in links
    assert "failed/05-trust/notebook.ipynb" not in links


def test_a_name_that_leads_out_of_the_folder_leads_nowhere(tmp_path: Path) -> None:
    reports = tmp_path / "reports"
    (reports / "failed").mkdir(parents=True)
    (reports / "error.html").touch()
    (tmp_path / "error.html").touch()
    (tmp_path / "record.json").touch()
    for name in ("..", "../..", ".", "", "a/../..", "..\\..", "\0", "n" * 5_000):
        failures = (FailureLine(name, "code", "x", TIME),)
        status = Status(failures=failures, edition=name, runs=RUNS[3:])
        assert soup_of(status, reports).find_all("a") == []


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(min_size=1) | st.just('"><script>alert(1)</script><a href="x" onclick="'))
def test_no_text_becomes_markup(tmp_path: Path, text: str) -> None:
    def tags(word: str) -> list[str]:
        status = Status(
            running=True,
            began=word,
            last_word=word,
            edition=word,
            tasks=(TaskLine(word, word, 1.0), TaskLine(word, "running", 1.0)),
            failures=(FailureLine(word, word, word, word),),
            notes=(word,),
            runs=(RunLine(word, word, 1.0, 0, True, word, word),),
        )
        return [tag.name for tag in soup_of(status, tmp_path).find_all()]

    assert tags(text) == tags("x")


def test_nothing_yet(tmp_path: Path) -> None:
    text = soup_of(Status(), tmp_path).get_text(" ")
    assert "No run has ended yet." in text


def test_only_the_tokens_of_the_look() -> None:
    colours = re.findall(r"#[0-9A-Fa-f]{6}", STYLE)
    assert len(colours) == 16
    assert not re.search(r"shadow|border-radius|gradient|italic|letter-spacing", STYLE)
    assert set(re.findall(r"var\((--[a-z0-9]+)\)", STYLE)) <= set(re.findall(r"(--[a-z0-9]+):", STYLE))
