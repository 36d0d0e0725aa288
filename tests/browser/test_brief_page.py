"""The brief in a browser: no request, no script, no sideways scroll, page one of the print."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import Browser

pytestmark = [pytest.mark.browser, pytest.mark.slow]

LANGUAGES = ("en", "kk", "ru")
CLIPPED = """() => {
  const wide = document.documentElement.clientWidth
  const hidden = 'caption, .scroll, .skip, svg *, .blocks thead'
  return [...document.querySelectorAll('main *')]
    .filter(part => !part.closest(hidden) && part.getBoundingClientRect().width > 0)
    .filter(part => part.getBoundingClientRect().right > wide + 0.5)
    .map(part => part.tagName + ' ' + part.textContent.slice(0, 40))
}"""

CHARTS = 4
"""Drawings of a brief: a path, dots, a forest, tiles."""


def address(edition: Path, language: str) -> str:
    return (edition / language / "brief.html").as_uri()


@pytest.mark.parametrize("language", LANGUAGES)
def test_page_asks_nothing_of_the_network(browser: Browser, edition: Path, language: str) -> None:
    page = browser.new_page()
    asked: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: complaints.append(message.text))
    page.goto(address(edition, language), wait_until="networkidle")
    assert asked == [address(edition, language)]
    assert complaints == []
    page.close()


@pytest.mark.parametrize("width", [320, 390, 768, 1000, 1280])
@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_scrolls_sideways(browser: Browser, edition: Path, language: str, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto(address(edition, language))
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate(CLIPPED) == []
    page.close()


def test_first_screen_holds_ranges_and_how_sure(browser: Browser, edition: Path) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(address(edition, "en"))
    bottom = "document.querySelector('.strip').getBoundingClientRect().bottom"
    assert page.evaluate(bottom) <= 820
    tops = page.evaluate(
        "[...document.querySelectorAll('.cell .range')].map(r => r.getBoundingClientRect().top)"
    )
    assert len(tops) == 5
    assert max(tops) - min(tops) < 1, "the ranges of the strip stand on one line"
    page.close()


def test_one_drawing_of_each_chart_is_shown(browser: Browser, edition: Path) -> None:
    for width, shown in ((1280, "wide-only"), (390, "narrow-only")):
        page = browser.new_page(viewport={"width": width, "height": 900})
        page.goto(address(edition, "kk"))
        visible = page.locator(".drawing:visible")
        assert visible.count() == CHARTS
        assert all(shown in (visible.nth(index).get_attribute("class") or "") for index in range(CHARTS))
        page.close()


def test_number_leads_to_its_trace(browser: Browser, edition: Path) -> None:
    page = browser.new_page(java_script_enabled=False)
    page.goto(address(edition, "en"))
    page.locator(".cell.violent .range a").click()
    page.wait_for_timeout(200)
    assert page.locator("#trace-violent").is_visible()
    page.close()


def test_dark_theme_changes_paper_and_ink(browser: Browser, edition: Path) -> None:
    colours = []
    for scheme in ("light", "dark"):
        context = browser.new_context(color_scheme=scheme)  # type: ignore[arg-type]
        page = context.new_page()
        page.goto(address(edition, "en"))
        colours.append(page.evaluate("getComputedStyle(document.body).backgroundColor"))
        context.close()
    assert colours == ["rgb(255, 255, 255)", "rgb(16, 23, 30)"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_print_page_one_is_the_first_screen(
    browser: Browser, edition: Path, tmp_path: Path, language: str
) -> None:
    if not shutil.which("pdftotext"):
        pytest.skip("no pdftotext on this machine")
    page = browser.new_page()
    page.goto(address(edition, language))
    heads = page.locator(".columns h3").all_text_contents()
    options = page.locator("#options").text_content() or ""
    page.pdf(path=str(tmp_path / "brief.pdf"), prefer_css_page_size=True)
    page.close()
    command = ["pdftotext", "-f", "1", "-l", "1", str(tmp_path / "brief.pdf"), "-"]
    first = words(subprocess.run(command, capture_output=True, check=True).stdout.decode("utf-8"))
    missing = [head for head in heads if words(head) not in first]
    assert not missing, "a part of the first screen slipped to page two"
    assert words(options) not in first
    assert "9f3ctest" in first, "each page names the run key"


def words(text: str) -> str:
    return re.sub(r"[\s\u00ad]+", "", text)


def test_words_at_the_lines_of_a_chart_have_the_colours_of_the_lines(browser: Browser, edition: Path) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900}, color_scheme="light")
    page.goto(address(edition, "en"))
    colour = """words => getComputedStyle([...document.querySelectorAll('figure svg text')]
      .find(text => text.textContent === words)).fill"""
    assert page.evaluate(colour, "with the cut, middle") == "rgb(10, 79, 126)"
    assert page.evaluate(colour, "without the cut") == "rgb(163, 68, 0)"
    page.close()


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_is_wider_than_its_column_in_print(browser: Browser, edition: Path, language: str) -> None:
    page = browser.new_page(viewport={"width": 674, "height": 1000})
    page.emulate_media(media="print")
    page.goto(address(edition, language))
    page.add_style_tag(content=".cell * { overflow-wrap: normal !important; hyphens: manual !important; }")
    wide = """() => [...document.querySelectorAll('.cell > :not(.barbox, .scalebox)')]
      .filter(part => part.scrollWidth > part.clientWidth)
      .map(part => part.className + ' ' + part.textContent.slice(0, 40))"""
    assert page.evaluate(wide) == []
    page.close()
