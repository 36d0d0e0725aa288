"""What the PDF twin of a page must be; read from the file itself, with nothing but the standard library."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from senim.findings import Finding

LARGEST_TWIN = 2_000_000

_STREAM = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)
_LANGUAGE = re.compile(rb"/Lang\s*\(([^)]*)\)")
_PAGE = re.compile(rb"/Type\s*/Page(?![A-Za-z])")
_TITLE = re.compile(rb"/Title\s*(?:\(|<)(?!\)|>)")


@dataclass(frozen=True)
class TwinRead:
    """What was found in a PDF file.

    Parameters
    ----------
    whole : bool
        Whether it begins and ends as a PDF file does.
    tagged : bool
        Whether it says that it is tagged, and has a tree of tags.
    language : str
        Its language; empty where it names none.
    titled : bool
        Whether it has a title.
    bookmarked : bool
        Whether it has bookmarks.
    pages : int
        Number of its pages.
    """

    whole: bool
    tagged: bool
    language: str
    titled: bool
    bookmarked: bool
    pages: int


def read_twin(content: bytes) -> TwinRead:
    """Read what a PDF file says about itself.

    Parameters
    ----------
    content : bytes
        The file; anything may be in it.

    Returns
    -------
    TwinRead
        What was found.
    """
    told = b"\n".join(_parts(content))
    language = _LANGUAGE.search(told)
    return TwinRead(
        whole=content.startswith(b"%PDF-") and content.rstrip().endswith(b"%%EOF"),
        tagged=b"/MarkInfo" in told and b"/StructTreeRoot" in told,
        language=language[1].decode("latin-1") if language else "",
        titled=bool(_TITLE.search(told)),
        bookmarked=b"/Outlines" in told,
        pages=len(_PAGE.findall(told)),
    )


def twin(file: str, content: bytes, language: str) -> Iterator[Finding]:
    """Refuse a PDF file that lacks what a reader with an aid, or a printer, needs.

    Parameters
    ----------
    file : str
        The file, for the finding.
    content : bytes
        What is in it.
    language : str
        The language it should be in.

    Yields
    ------
    Finding
        One for each fault.
    """
    read, remedy = read_twin(content), "Render it again, or run with --no-pdf."
    faults = {
        "the file is cut off or no PDF": read.whole,
        "the file has no tags for screen readers": read.tagged,
        f"the file says it is in {read.language!r}": read.language == language,
        "the file has no title": read.titled,
        "the file has no bookmarks": read.bookmarked,
        "the file has no pages": read.pages > 0,
        f"the file has {len(content)} bytes": len(content) < LARGEST_TWIN,
    }
    for problem, good in faults.items():
        if not good:
            yield Finding(file, "", problem, remedy)


def _parts(content: bytes) -> Iterator[bytes]:
    yield content
    for found in _STREAM.finditer(content):
        try:
            # data may end like the end of line before `endstream`: what is left over is let go
            yield zlib.decompressobj().decompress(found[1])
        except zlib.error:
            continue  # not compressed this way: a picture or a font
