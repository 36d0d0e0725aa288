"""From the HTML of a finished brief to a tagged PDF: the same page gives the same bytes."""

from __future__ import annotations

import hashlib
import importlib
import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement

from senim.brief.pdf.drawing import SVG, dress_drawings
from senim.brief.pdf.printed import keep_what_is_printed
from senim.findings import Finding, InputError

if TYPE_CHECKING:
    from weasyprint import Document

FAMILIES = ("Noto Sans", "DejaVu Sans")
"""Families with every Kazakh letter, of which one must be installed; the first that is there is used."""

AUTHOR = "Senim"
VARIANT = "pdf/ua-1"

_INSTALL = "Debian: apt-get install fonts-noto-core; or run with --no-pdf."
_NO_GLYPH = ".notdef glyph rendered"


class PdfUnavailableError(RuntimeError):
    """This machine cannot write PDF files; the words say what is missing."""


class FontError(InputError):
    """A font is missing, or has no glyph for a letter of the page; the findings name each."""


def page_pdf(page: str, families: tuple[str, ...] = FAMILIES) -> bytes:
    """Write a brief as PDF/UA: tagged, with language, title and bookmarks; no request is made.

    Parameters
    ----------
    page : str
        HTML of a finished page.
    families : tuple of str
        Font families to choose from, the wanted one first.

    Returns
    -------
    bytes
        The PDF file. Its identifier is a hash of the page and its date that of the edition.

    Raises
    ------
    PdfUnavailableError
        If WeasyPrint or a library that it needs is not installed.
    FontError
        Listing each missing family or glyph.
    InputError
        If part of the page cannot be drawn, or a link leads nowhere.
    """
    require_writer()
    # A second to import, with fonts and Pango; most of what imports this room writes no PDF.
    import cssselect2
    import weasyprint
    from weasyprint.urls import URLFetcher

    # No protocol is allowed: a brief requests nothing.
    parsed = weasyprint.HTML(string=page, url_fetcher=URLFetcher(allowed_protocols=()))
    root: Element = parsed.etree_element
    style = "\n".join(node.text or "" for node in root.iter("style"))
    shown = _claims(root)
    keep_what_is_printed(root)
    dress_drawings(root, style)
    _describe(root, families)
    parsed.wrapper_element = cssselect2.ElementWrapper.from_html_root(root, content_language=None)
    with _heard() as told:
        document = parsed.render()
        identifier = hashlib.sha256(page.encode()).digest()[:16]
        content = document.write_pdf(pdf_variant=VARIANT, pdf_identifier=identifier)
    _require_fonts(document, families, told)
    faults = [line for level, line in told if level >= logging.ERROR]
    faults += [
        f"the claim {name} is in the page and not in the PDF" for name in sorted(shown - _laid_out(document))
    ]
    if faults:
        findings = [Finding("brief.html", "", line, "Mend the page, or its style sheet.") for line in faults]
        raise InputError(findings, "PDF of the brief")
    return bytes(content)


def require_writer() -> None:
    """Import what writes PDF files.

    Raises
    ------
    PdfUnavailableError
        If WeasyPrint or a library that it needs is not installed; says which, and what to do.
    """
    try:
        importlib.import_module("weasyprint")
    except ModuleNotFoundError as error:
        raise PdfUnavailableError(f"{error.name} is not installed (pip install weasyprint)") from error
    except OSError as error:
        name = str(error).partition(":")[0].removeprefix("cannot load library ").strip("' ")
        remedy = "Debian: apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
        raise PdfUnavailableError(f"the system library {name} is not installed ({remedy})") from error


def _claims(root: Element) -> set[str]:
    return {name for node in root.iter("data") if (name := node.get("data-claim"))}


def _laid_out(document: Document) -> set[str]:
    """List the claims that stand on a page of the document."""
    # The boxes of a page are told by no public name.
    elements = (box.element for page in document.pages for box in page._page_box.descendants())
    return {name for node in elements if node is not None and (name := node.get("data-claim"))}


def _describe(root: Element, families: tuple[str, ...]) -> None:
    """Give the page author, date and fonts, which a browser does not need."""
    head = root.find("head")
    if head is None:
        raise InputError([Finding("brief.html", "<head>", "it is missing", "Render the page.")], "page")
    SubElement(head, "meta", {"name": "author", "content": AUTHOR})
    dates = (node.get("value", "") for node in root.iter("data") if node.get("data-claim") == "edition_date")
    if day := next(dates, ""):
        SubElement(head, "meta", {"name": "dcterms.created", "content": day})
        SubElement(head, "meta", {"name": "dcterms.modified", "content": day})
    named = ", ".join(f'"{family}"' for family in families)
    own = files("senim.brief").joinpath("template", "pdf.css").read_text(encoding="utf-8")
    fonts = f':root {{ --sans: {named}; --mono: "DejaVu Sans Mono", {named}; }}'
    SubElement(head, "style").text = f"{fonts}\n@media print {{\n{own}}}"
    # WeasyPrint reads the sheet of a drawing, and not that of the page, into its texts.
    for node in root.iter(f"{SVG}text"):
        node.set("font-family", named)


@contextmanager
def _heard() -> Iterator[list[tuple[int, str]]]:
    """Hear what the writer says on this thread, and keep it from the screen."""
    told: list[tuple[int, str]] = []
    here = threading.get_ident()

    class Ear(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            if record.thread == here:
                told.append((record.levelno, record.getMessage()))

    logger, ear = logging.getLogger("weasyprint"), Ear(logging.WARNING)
    logger.propagate = False
    logger.addHandler(ear)
    try:
        yield told
    finally:
        logger.removeHandler(ear)


def _require_fonts(document: Document, families: tuple[str, ...], told: list[tuple[int, str]]) -> None:
    used = {font.family for font in document.fonts.values()}
    findings = []
    if not used.intersection(families):
        problem = f"none of {', '.join(families)} is installed ({', '.join(sorted(used))} came instead)"
        findings.append(Finding("fonts", families[0], problem, f"Install it. {_INSTALL}"))
    missing = {line.partition(": ")[2] for _, line in told if line.startswith(_NO_GLYPH)}
    for letter in sorted(missing):
        findings.append(
            Finding("fonts", letter, "no installed font has this letter", f"Install one. {_INSTALL}")
        )
    if findings:
        raise FontError(findings, "fonts of the PDF")
