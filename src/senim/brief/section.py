"""What a cell of the brief notebook displays: a piece of the page, or facts about the page."""

from __future__ import annotations

from dataclasses import dataclass

from senim.brief.markup import Html, plain

PAGE_FACTS = "application/vnd.senim.page+json"


@dataclass(frozen=True)
class Section:
    """A piece of the page.

    Parameters
    ----------
    html : Html
        The piece.
    """

    html: Html

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        """Show the piece where a notebook displays it."""
        return {"text/html": self.html, "text/plain": plain(self.html)[:200]}


@dataclass(frozen=True)
class PageHead:
    """Facts about the page that the exporter needs.

    Parameters
    ----------
    language : str
        Language of the page.
    title : str
        Its title, the finding.
    description : str
        Its summary.
    running : str
        Edition and run key, for every printed page.
    page_word : str
        The word "page" before the printed number.
    """

    language: str
    title: str
    description: str
    running: str
    page_word: str

    def _repr_mimebundle_(self, **_: object) -> dict[str, object]:
        """Hand the facts to the exporter; show the title in a notebook."""
        facts = {name: getattr(self, name) for name in self.__dataclass_fields__}
        return {PAGE_FACTS: facts, "text/plain": self.title}
