"""The PDF twin: tagged, in its language, the same bytes for the same page, every letter there."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import zlib
from pathlib import Path
from types import ModuleType

import pytest

from senim.brief.audits.twin import read_twin, twin
from senim.brief.exporter import BriefExporter
from senim.brief.page import Page
from senim.brief.pdf import FontError, PdfUnavailableError, page_pdf
from senim.brief.pdf import writing as writing_module
from senim.findings import InputError
from senim.pipeline.pdf_writer import pdf_hindrance

pytestmark = pytest.mark.skipif(bool(pdf_hindrance()), reason=pdf_hindrance() or "it can be written")

HEADINGS = ("Полиция туралы", "Аттестация", "Ғылым мен өңір")
KAZAKH = "Әә Ғғ Ққ Ңң Өө Ұұ Үү Һһ Іі"
SMALL = f"""<!DOCTYPE html><html lang="kk"><head><meta charset="utf-8"><title>Сенім</title>
<style>:root {{ --main: #0A4F7E; }} body {{ font-family: var(--sans); }}
@page {{ @bottom-right {{ content: "бет " counter(page) " / " counter(pages); }} }}
@media print {{ footer a[href^="http"]::after {{ content: " (" attr(href) ")"; }}
  h2 {{ break-before: page; }} }}
</style></head><body><h1>{HEADINGS[0]}</h1>
<p>{KAZAKH} <data data-claim="edition_date" value="2026-03-01">1 наурыз</data></p>
<details><summary>Жорамал</summary><p>Ашылған бөлік</p></details>
<h2 id="a">{HEADINGS[1]}</h2><h2>{HEADINGS[2]}</h2><p><a href="#a">ішкі сілтеме</a></p>
<footer><a href="https://example.org/deed">лицензия</a></footer></body></html>"""


@pytest.fixture(scope="module")
def small() -> bytes:
    """Write the small page once."""
    return page_pdf(SMALL)


def told(content: bytes) -> bytes:
    streams = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", content, re.DOTALL)
    readable = []
    for stream in streams:
        try:
            readable.append(zlib.decompress(stream))
        except zlib.error:
            continue
    return b"\n".join([content, *readable])


def text_of(content: bytes, folder: Path) -> str:
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext (poppler-utils) reads the text back")
    file = folder / "brief.pdf"
    file.write_bytes(content)
    read = subprocess.run(["pdftotext", "-layout", str(file), "-"], capture_output=True, check=True)
    return read.stdout.decode("utf-8")


def test_it_is_tagged_in_its_language_and_has_as_many_pages_as_it_should(small: bytes) -> None:
    read = read_twin(small)
    assert (read.tagged, read.language, read.titled, read.bookmarked) == (True, "kk", True, True)
    assert read.pages == 3
    assert list(twin("brief.pdf", small, "kk")) == []
    assert b"pdfuaid" in told(small)


def test_bookmarks_are_the_headings(small: bytes) -> None:
    outlines = re.findall(
        rb"/Title\s*(<[^>]*>|\((?:\\.|[^)\\])*\))[^>]*?/(?:A|Dest|Parent|Count)", told(small)
    )
    words = {bytes.fromhex(word[1:-1].decode()).decode("utf-16") for word in outlines if word[:1] == b"<"}
    assert set(HEADINGS) <= words


def test_date_is_that_of_the_edition_and_no_clock_is_read(small: bytes) -> None:
    dates = re.findall(rb"/CreationDate\s*\(([^)]*)\)", told(small))
    assert dates
    assert all(date.startswith(b"D:20260301") for date in dates)


def test_same_page_gives_the_same_bytes_in_another_process(small: bytes, tmp_path: Path) -> None:
    assert page_pdf(SMALL) == small
    (tmp_path / "page.html").write_text(SMALL, encoding="utf-8")
    code = (
        "import sys; from pathlib import Path; from senim.brief.pdf import page_pdf;"
        "sys.stdout.buffer.write(page_pdf(Path(sys.argv[1]).read_text(encoding='utf-8')))"
    )
    command = [sys.executable, "-c", code, str(tmp_path / "page.html")]
    environment = {**os.environ, "PYTHONHASHSEED": "7", "TZ": "Asia/Almaty"}
    again = subprocess.run(command, capture_output=True, check=True, env=environment)
    assert again.stdout == small
    assert page_pdf(SMALL.replace("Ашылған", "Басқа")) != small


def test_text_comes_back_with_kazakh_letters_addresses_page_numbers_and_opened_parts(
    small: bytes, tmp_path: Path
) -> None:
    text = text_of(small, tmp_path)
    for words in (KAZAKH, "Ашылған бөлік", "(https://example.org/deed)", "бет 1 / 3", "бет 3 / 3", *HEADINGS):
        assert words in text
    assert "#a" not in text, "a link inside the page needs no address on paper"


def test_a_missing_family_is_named() -> None:
    with pytest.raises(FontError, match=r"none of No Such Family is installed .*came instead.*--no-pdf"):
        page_pdf(SMALL, families=("No Such Family",))


def test_a_letter_without_glyph_is_named() -> None:
    with pytest.raises(FontError, match=r"U\+F1234.*no installed font has this letter"):
        page_pdf(SMALL.replace("Ашылған", "\U000f1234"))


def test_a_link_that_leads_nowhere_is_named() -> None:
    with pytest.raises(InputError, match="nowhere"):
        page_pdf(SMALL.replace('href="#a"', 'href="#nowhere"'))


def test_a_claim_that_is_not_printed_is_named() -> None:
    hidden = SMALL.replace("</style>", "data { display: none; }</style>", 1)
    with pytest.raises(InputError, match="the claim edition_date is in the page and not in the PDF"):
        page_pdf(hidden)


def test_nothing_is_fetched(tmp_path: Path) -> None:
    picture = tmp_path / "picture.png"
    picture.write_bytes(b"no picture")
    with pytest.raises(InputError, match=r"picture\.png"):
        page_pdf(SMALL.replace("<footer>", f'<img alt="" src="{picture.as_uri()}"><footer>'))


def test_what_is_not_installed_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def without(error: Exception) -> None:
        def import_module(name: str) -> None:
            raise error

        monkeypatch.setattr(writing_module.importlib, "import_module", import_module)

    without(ModuleNotFoundError("No module named 'weasyprint'", name="weasyprint"))
    with pytest.raises(PdfUnavailableError, match="weasyprint is not installed"):
        page_pdf(SMALL)
    without(OSError("cannot load library 'libpango-1.0-0': libpango-1.0-0: cannot open shared object file"))
    with pytest.raises(PdfUnavailableError, match=r"libpango-1\.0-0 is not installed .*apt-get"):
        page_pdf(SMALL)


@pytest.mark.slow
def test_a_whole_brief_becomes_a_twin_that_says_what_the_page_says(
    made: ModuleType, english: Page, tmp_path: Path
) -> None:
    html, _ = BriefExporter().from_notebook_node(made.notebook_of(english))
    content = page_pdf(html)
    assert list(twin("en/brief.pdf", content, "en")) == []
    text = text_of(content, tmp_path)
    assert "Edition of 1 March 2026" in text
    pages = read_twin(content).pages
    assert len(re.findall(rf"run key 9f3ctest0000 +page \d+ / {pages}\n", text)) == pages
    for left_out in ("Download CSV", "Show as table", "Skip to the finding"):
        assert left_out not in text
