"""Write HTML elements: every text and attribute escaped, in one place."""

from __future__ import annotations

import re
from html import escape, unescape

VOID = frozenset({"br", "col", "hr", "img", "meta", "wbr"})
SHAPES = frozenset({"circle", "ellipse", "line", "path", "polygon", "polyline", "rect", "use"})
_TAG = re.compile(r"<[^>]*>")


class Html(str):
    """Text that is markup already; everything else is escaped when it is put into an element."""

    __slots__ = ()


EMPTY = Html("")


def element(name: str, *content: str, **attributes: str | bool | None) -> Html:
    """Write one element.

    Parameters
    ----------
    name : str
        Tag name.
    *content : str
        What it holds; escaped unless it is `Html`.
    **attributes : str, bool or None
        Attributes; a trailing underscore is dropped, inner ones become hyphens; True is written
        bare, False and None not at all.

    Returns
    -------
    Html
        The element.

    Examples
    --------
    >>> element("p", "a < b", class_="note")
    '<p class="note">a &lt; b</p>'
    """
    written = "".join(_attribute(key, value) for key, value in attributes.items())
    if name in VOID:
        return Html(f"<{name}{written}>")
    if name in SHAPES and not any(content):
        # drawings are hundreds of these: an end tag each is a twentieth of a page
        return Html(f"<{name}{written}/>")
    return Html(f"<{name}{written}>{joined(*content)}</{name}>")


def joined(*parts: str, by: str = "") -> Html:
    """Put pieces one after the other.

    Parameters
    ----------
    *parts : str
        Pieces; escaped unless they are `Html`; empty ones are left out.
    by : str
        What stands between them; escaped.

    Returns
    -------
    Html
        The pieces.
    """
    return Html(
        escape(by).join(
            part if isinstance(part, Html) else escape(part, quote=False) for part in parts if part
        )
    )


def plain(markup: str) -> str:
    """Give the words of a piece of markup.

    Parameters
    ----------
    markup : str
        HTML.

    Returns
    -------
    str
        Its text, without tags and entities.
    """
    return unescape(_TAG.sub("", markup))


def _attribute(key: str, value: str | bool | None) -> str:
    if value is None or value is False:
        return ""
    name = key.rstrip("_").replace("_", "-")
    return f" {name}" if value is True else f' {name}="{escape(str(value))}"'
