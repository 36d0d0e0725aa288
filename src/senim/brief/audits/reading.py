"""Read a page for its audit: what it says, which claims it shows, what it would ask the network for."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
)
UNREAD = frozenset({"style", "script", "title"})
COUNTED = frozenset({"data", "svg", "table", "code", "cite"})
REFERENCES = frozenset({"reference", "references"})


@dataclass(frozen=True)
class ClaimShown:
    """One claim element of a page.

    Parameters
    ----------
    claim : str
        Id of the claim.
    facet : str
        Facet, or the style where it prints another number than the value.
    value : str
        Canonical value.
    limits : tuple of str
        Canonical limits, empty where the element prints none.
    """

    claim: str
    facet: str
    value: str
    limits: tuple[str, str]


@dataclass(frozen=True)
class Passage:
    """A run of text.

    Parameters
    ----------
    text : str
        The words.
    line : int
        Its line in the file.
    inside : frozenset of str
        Names of the elements around it.
    classes : frozenset of str
        Classes of the elements around it.
    foreign : bool
        Whether an element around it names another language than the page.
    """

    text: str
    line: int
    inside: frozenset[str]
    classes: frozenset[str]
    foreign: bool

    @property
    def prose(self) -> bool:
        """Whether it is prose: neither a claim, figure, table, reference nor code."""
        return not (self.inside & COUNTED or self.classes & REFERENCES)


@dataclass(frozen=True)
class Attribute:
    """One attribute of a page.

    Parameters
    ----------
    element, name, value : str
        Where it stands and what it says.
    line : int
        Its line in the file.
    """

    element: str
    name: str
    value: str
    line: int


@dataclass
class PageRead(HTMLParser):
    """A page as read; odd HTML is read as far as it goes.

    Parameters
    ----------
    language : str
        What `<html lang>` says.
    title : str
        Its title.
    styles : str
        All style sheets in it.
    claims : list of ClaimShown
        Claim elements, in order.
    passages : list of Passage
        Runs of text, in order.
    attributes : list of Attribute
        Every attribute.
    elements : list of (str, int)
        Every element with its line.
    empty_links : list of int
        Lines of links to other sites without visible text.
    """

    language: str = ""
    title: str = ""
    styles: str = ""
    claims: list[ClaimShown] = field(default_factory=list)
    passages: list[Passage] = field(default_factory=list)
    attributes: list[Attribute] = field(default_factory=list)
    elements: list[tuple[str, int]] = field(default_factory=list)
    empty_links: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._open: list[tuple[str, frozenset[str], str]] = []
        self._links: list[tuple[int, int]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take in an element and its attributes.

        Parameters
        ----------
        tag : str
            Its name.
        attrs : list of (str, str or None)
            Its attributes.
        """
        line = self.getpos()[0]
        given = {name: value or "" for name, value in attrs}
        self.elements.append((tag, line))
        self.attributes += [Attribute(tag, name, value, line) for name, value in given.items()]
        if tag == "html":
            self.language = given.get("lang", "")
        if tag == "data":
            self.claims.append(_claim(given))
        if tag not in VOID:
            self._open.append((tag, frozenset(given.get("class", "").split()), given.get("lang", "")))
            if tag == "a" and given.get("href", "").startswith(("http:", "https:")):
                self._links.append((len(self.passages), line))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take in an element that closes itself.

        Parameters
        ----------
        tag : str
            Its name.
        attrs : list of (str, str or None)
            Its attributes.
        """
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close the innermost element of that name, and all left open inside it.

        Parameters
        ----------
        tag : str
            Its name.
        """
        names = [name for name, _, _ in self._open]
        if tag in names:
            del self._open[len(names) - 1 - names[::-1].index(tag) :]
        if tag == "a" and self._links:
            start, line = self._links.pop()
            if not any(passage.text.strip() for passage in self.passages[start:]):
                self.empty_links.append(line)

    def handle_data(self, data: str) -> None:
        """Take in a run of text.

        Parameters
        ----------
        data : str
            The text.
        """
        inside = frozenset(name for name, _, _ in self._open)
        if "title" in inside and "svg" not in inside:
            self.title += data
        if "style" in inside:
            self.styles += data
        if inside & UNREAD and "svg" not in inside:
            return
        classes = frozenset(name for _, found, _ in self._open for name in found)
        foreign = any(lang and lang != self.language for _, _, lang in self._open)
        self.passages.append(Passage(data, self.getpos()[0], inside, classes, foreign))


def read_page(text: str) -> PageRead:
    """Read a page.

    Parameters
    ----------
    text : str
        HTML.

    Returns
    -------
    PageRead
        What is in it.
    """
    page = PageRead()
    page.feed(text)
    page.close()
    return page


def _claim(given: dict[str, str]) -> ClaimShown:
    style = given.get("data-style", "")
    facet = given.get("data-facet", "") or (style if style in {"likelihood", "year"} else "")
    limits = (given.get("data-low", ""), given.get("data-high", ""))
    return ClaimShown(given.get("data-claim", ""), facet, given.get("value", ""), limits)
