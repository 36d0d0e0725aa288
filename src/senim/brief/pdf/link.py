"""The link from a page to its PDF twin, put in once the size of the file is known."""

from __future__ import annotations

from senim.brief.catalogue import load_catalogue
from senim.brief.markup import element
from senim.brief.numbers import format_number

PDF = "brief.pdf"
_BEFORE = '<nav class="languages"'


def linked(page: str, language: str, size_bytes: int) -> str:
    """Link a page to the PDF file beside it, in its masthead.

    Parameters
    ----------
    page : str
        HTML of the page.
    language : str
        Its language.
    size_bytes : int
        Size of the file.

    Returns
    -------
    str
        The page with the link; the page as it is where it has no masthead.
    """
    size = format_number(max(1, round(size_bytes / 1000)), language)
    words = load_catalogue(language).text("page.pdf").replace("{slot_size}", size)
    link = element("a", words, href=PDF, type="application/pdf", class_="reference")
    return page.replace(_BEFORE, f"{element('p', link, class_='twin-file')}{_BEFORE}", 1)
