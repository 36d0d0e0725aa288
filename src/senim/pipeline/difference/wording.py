"""Words of a page, with each number replaced by the name of its claim, so that only words are compared."""

from __future__ import annotations

from collections import Counter
from html.parser import HTMLParser
from pathlib import Path

from senim.pipeline.difference.model import WordingMoved

# Elements whose text runs on into the next one; every other element ends a passage.
_INLINE = frozenset(
    {
        "a",
        "abbr",
        "b",
        "bdi",
        "br",
        "cite",
        "code",
        "data",
        "em",
        "i",
        "small",
        "span",
        "strong",
        "time",
        "wbr",
    }
)
# The foot of a page holds what any two editions differ in: date, key, commit, whether it is the first.
_UNREAD = frozenset({"style", "script", "svg", "title", "code", "cite", "footer"})
# Twins of charts hold numbers; what stands under *What changed* differs in any case.
_LEFT_OUT = frozenset({"twin", "changed", "since"})

# Pages of older versions do not mark the sentence about the edition before.
_SINCE = "{previous_edition_date}"


def wording_moved(language: str, before: Path | None, now: Path | None) -> WordingMoved | None:
    """Compare the words of two pages.

    Parameters
    ----------
    language : str
        Their language.
    before, now : Path or None
        The pages; None where the language was not built.

    Returns
    -------
    WordingMoved or None
        None where the words are the same.
    """
    old, new = Counter(passages(before)), Counter(passages(now))
    removed, added = tuple((old - new).elements()), tuple((new - old).elements())
    return WordingMoved(language, removed, added) if removed or added else None


def passages(page: Path | None) -> list[str]:
    """List the passages of a page.

    Parameters
    ----------
    page : Path or None
        The page.

    Returns
    -------
    list of str
        Text of each block with a letter in it, in order; a claim stands as ``{id}``. Drawings, their table
        twins, what is said of changes and the foot of the page are left out.
    """
    if page is None:
        return []
    reader = _Reader()
    reader.feed(page.read_text(encoding="utf-8", errors="replace"))
    reader.close()
    reader.end_block()
    return reader.passages


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.passages: list[str] = []
        self._words: list[str] = []
        self._unread: list[str] = []
        self._claim = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if self._unread:
            self._unread += [tag] if tag == self._unread[-1] else []
        elif tag in _UNREAD or _LEFT_OUT.intersection((given.get("class") or "").split()):
            if tag not in _INLINE:
                self.end_block()
            self._unread.append(tag)
        elif tag == "data":
            self._claim = True
            self._words.append(f"{{{given.get('data-claim') or ''}}}")
        elif tag not in _INLINE:
            self.end_block()

    def handle_endtag(self, tag: str) -> None:
        if self._unread and tag == self._unread[-1]:
            self._unread.pop()
        elif tag == "data":
            self._claim = False
        elif tag == "span":
            self._words.append(" ")
        elif tag not in _INLINE:
            self.end_block()

    def handle_data(self, data: str) -> None:
        if not self._unread and not self._claim:
            self._words.append(data)

    def end_block(self) -> None:
        text = " ".join("".join(self._words).split())
        if any(letter.isalpha() for letter in text) and _SINCE not in text:
            self.passages.append(text)
        self._words.clear()
