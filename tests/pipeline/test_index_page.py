"""The index leads to what exists, asks the network for nothing, and says each language in its own words."""

from __future__ import annotations

import datetime as dt
import os
import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from senim.pipeline import index_page as index
from senim.pipeline.editions import editions
from senim.pipeline.index_page import index_page
from senim.pipeline.publish import point_latest


def test_links_lead_to_pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index, "is_damaged", lambda folder: False)
    for name, languages in (("2026-01-01-aaaaaaaa", ["en"]), ("2026-01-02-bbbbbbbb", ["en", "kk", "ru"])):
        for language in languages:
            (tmp_path / name / language).mkdir(parents=True)
            page = tmp_path / name / language / "brief.html"
            page.write_text(f"<title>Finding &lt; {language}</title>", encoding="utf-8")
        (tmp_path / name / "record.json").touch()
        point_latest(tmp_path, name)
    text = index_page(tmp_path)
    soup = BeautifulSoup(text, "html.parser")
    links = [str(link["href"]) for link in soup.find_all("a")]
    assert links[:3] == ["latest/kk/brief.html", "latest/ru/brief.html", "latest/en/brief.html"]
    assert "2026-01-01-aaaaaaaa/en/brief.html" in links
    assert len(links) == 6
    assert all((tmp_path / link).exists() for link in links)
    assert [link["lang"] for link in soup.find_all("a", string="Қазақша")] == ["kk"]
    assert [part.text for part in soup.select(".briefs p[lang]")] == [
        "Finding < kk",
        "Finding < ru",
        "Finding < en",
    ]
    assert not re.search(r"https?:|src=|<script", text)


def test_a_damaged_older_edition_is_named_and_not_offered(reports_copy: Path) -> None:
    old = editions(reports_copy)[1]
    assert f'href="{old.name}/en/brief.html"' in index_page(reports_copy)
    (old / "data/claims.json").write_text("[]", encoding="utf-8")
    page = index_page(reports_copy)
    assert f"{old.name}/en/brief.html" not in page
    soup = BeautifulSoup(page, "html.parser")
    line = next(item for item in soup.find_all("li") if old.name in item.get_text())
    assert not line.find_all("a")
    (told,) = (item for item in line.find_all("p") if "files are damaged" in item.get_text())
    assert [part["lang"] for part in told.select("span[lang]")] == ["kk", "ru", "en"]


def test_no_edition_yet(tmp_path: Path) -> None:
    assert "<li>" not in index_page(tmp_path)


def test_latest_moves_in_one_step(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        point_latest(tmp_path, name)
        assert (tmp_path / "latest").resolve().name == name
    assert sorted(path.name for path in tmp_path.iterdir()) == ["latest", "one", "two"]


def edition(reports: Path, name: str, published: str) -> None:
    (reports / name / "en").mkdir(parents=True)
    (reports / name / "en" / "brief.html").write_text("<title>Finding</title>", encoding="utf-8")
    record = reports / name / "record.json"
    record.touch()
    moment = dt.datetime.fromisoformat(published).timestamp()
    os.utime(record, (moment, moment))


def test_editions_of_one_day_are_told_apart_by_their_time(tmp_path: Path) -> None:
    edition(tmp_path, "2026-01-02-bbbbbbbb", "2026-01-02T09:05:00+00:00")
    edition(tmp_path, "2026-01-02-bbbbbbbb-2", "2026-01-02T17:30:59+05:00")
    point_latest(tmp_path, "2026-01-02-bbbbbbbb-2")
    soup = BeautifulSoup(index_page(tmp_path), "html.parser")
    lines = [" ".join(part.text.split()) for part in soup.select(".about")]
    assert lines == [
        "Жарияланды · Опубликовано · Published: 2026-01-02 12:30 UTC",
        "Басылым · Выпуск · Edition: 2026-01-02-bbbbbbbb-2",
        "Жарияланды · Опубликовано · Published: 2026-01-02 09:05 UTC",
        "Басылым · Выпуск · Edition: 2026-01-02-bbbbbbbb",
    ]
    assert [time["datetime"] for time in soup.find_all("time")] == [
        "2026-01-02T12:30:59Z",
        "2026-01-02T09:05:00Z",
    ]


def test_the_subject_stands_under_the_name_in_three_languages(tmp_path: Path) -> None:
    soup = BeautifulSoup(index_page(tmp_path), "html.parser")
    subjects = {str(part["lang"]): part.text for part in soup.select(".subject p")}
    assert list(subjects) == ["kk", "ru", "en"]
    assert not re.search("[A-Za-z]", subjects["kk"] + subjects["ru"])
    assert re.search("[әғқңөұүһі]", subjects["kk"])


def test_sweeps_are_linked_by_their_titles(tmp_path: Path) -> None:
    folder = tmp_path / "sweeps" / "cut-size"
    folder.mkdir(parents=True)
    for page, title in (
        ("index", "How large &lt;a&gt; cut?"),
        ("index.kk", "Көлемі?"),
        ("index.ru", "Сколько?"),
    ):
        (folder / f"{page}.html").write_text(f"<title>{title} · Senim</title>", encoding="utf-8")
    (tmp_path / "sweeps" / ".tmp-half").mkdir()
    soup = BeautifulSoup(index_page(tmp_path), "html.parser")
    links = {str(link["href"]): (link["lang"], link.text) for link in soup.select(".sweep a")}
    assert links == {
        "sweeps/cut-size/index.kk.html": ("kk", "Көлемі?"),
        "sweeps/cut-size/index.ru.html": ("ru", "Сколько?"),
        "sweeps/cut-size/index.html": ("en", "How large <a> cut?"),
    }
    assert all((tmp_path / link).is_file() for link in links)
