"""The index leads to what exists, asks the network for nothing, and says each language in its own words."""

from __future__ import annotations

import re
from pathlib import Path

from bs4 import BeautifulSoup

from senim.pipeline.index_page import index_page
from senim.pipeline.publish import point_latest


def test_links_lead_to_pages(tmp_path: Path) -> None:
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
    assert [part.text for part in soup.find_all("p") if part.get("lang")] == [
        "Finding < kk",
        "Finding < ru",
        "Finding < en",
    ]
    assert not re.search(r"https?:|src=|<script", text)


def test_no_edition_yet(tmp_path: Path) -> None:
    assert "<li>" not in index_page(tmp_path)


def test_latest_moves_in_one_step(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        point_latest(tmp_path, name)
        assert (tmp_path / "latest").resolve().name == name
    assert sorted(path.name for path in tmp_path.iterdir()) == ["latest", "one", "two"]
