from __future__ import annotations

import pytest

from senim.brief.pdf.link import linked

PAGE = '<header><p>Senim</p><nav class="languages"></nav></header>'


@pytest.mark.parametrize(
    ("language", "words"), [("en", "PDF, 235 kB"), ("kk", "PDF, 235 кБ"), ("ru", "PDF, 235 кБ")]
)
def test_the_masthead_links_to_the_file_with_its_size(language: str, words: str) -> None:
    page = linked(PAGE, language, 234_600)
    assert f'<a href="brief.pdf" type="application/pdf" class="reference">{words}</a>' in page
    assert page.index("brief.pdf") < page.index("<nav")


def test_a_page_without_masthead_stays_as_it_is() -> None:
    assert linked("<p></p>", "en", 1) == "<p></p>"
