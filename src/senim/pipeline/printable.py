"""Text of others, made safe to print: no line it did not have, no command to a terminal."""

from __future__ import annotations

import re

_COLOURS = re.compile(r"\x1b\[[0-9;]*m")
# Control characters and the marks that turn the direction of writing; tab and line feed stay.
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def printable(text: str) -> str:
    """Replace what a terminal would obey by what it shows.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    str
        The same lines without colours, with other control characters written as ``\\x1b``.

    Examples
    --------
    >>> printable("\\x1b[31mred\\x1b[0m and \\x07")
    'red and \\\\x07'
    """
    return _UNPRINTABLE.sub(
        lambda found: found[0].encode("unicode_escape").decode("ascii"),
        _COLOURS.sub("", text.replace("\r\n", "\n")),
    )


def one_line(text: str) -> str:
    """Put a text on one line.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    str
        Printable, with line feeds written as ``\\n``.
    """
    return printable(text).strip().replace("\n", "\\n").replace("\t", " ")


def indented(text: str) -> str:
    """Put a text under the line it belongs to.

    Parameters
    ----------
    text : str
        What a task printed.

    Returns
    -------
    str
        Its lines, each on its own line behind four spaces; empty where there is no text.
    """
    return "".join(f"\n    {line}" for line in printable(text).rstrip().split("\n") if text.strip())
