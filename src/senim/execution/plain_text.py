"""Text of unknown origin made harmless: no terminal codes, nothing invisible."""

from __future__ import annotations

import re
import unicodedata

_TERMINAL_CODES = re.compile(
    r"\x1b\[[0-?]*[ -/]*[@-~]"  # colours, cursor
    r"|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)?"  # window titles, links
    r"|\x1b[@-Z\\^_=>()][0-9A-B]?"
)
_KEPT = "\n\t"
# Controls, formats (they can turn the direction of a line), lone surrogates, private use, line separators.
_HIDDEN = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}
_JOINERS = "\u200c\u200d"


def without_colours(text: str) -> str:
    """Remove terminal codes: colours, cursor moves, window titles, links.

    Parameters
    ----------
    text : str
        Text as a terminal gets it.

    Returns
    -------
    str
        Plain text.

    Examples
    --------
    >>> without_colours("\\x1b[31mred\\x1b[0m")
    'red'
    """
    return _TERMINAL_CODES.sub("", text)


def visible(text: str) -> str:
    """Remove terminal codes and write characters that cannot be seen as their code.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    str
        The text; a lone carriage return starts a new line, so that nothing is written over.

    Examples
    --------
    >>> visible("a\\x00b\\u202ec")
    'a\\\\x00b\\\\u202ec'
    """
    lines = without_colours(text).replace("\r\n", "\n").replace("\r", "\n")
    return "".join(character if _is_visible(character) else _code(character) for character in lines)


def one_line(text: str, most: int | None = None) -> str:
    """Give the visible form of a text on one line.

    Parameters
    ----------
    text : str
        Any text.
    most : int, optional
        Characters kept; all of them by default.

    Returns
    -------
    str
        One line.

    Examples
    --------
    >>> one_line("a\\n  b", most=10)
    'a b'
    """
    line = " ".join(visible(text).split())
    return line if most is None or len(line) <= most else f"{line[: most - 1]}…"


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

    Examples
    --------
    >>> indented("a\\nb\\n")
    '\\n    a\\n    b'
    """
    return "".join(f"\n    {line}" for line in visible(text).rstrip().split("\n") if text.strip())


def _is_visible(character: str) -> bool:
    return character in _KEPT or character in _JOINERS or unicodedata.category(character) not in _HIDDEN


def _code(character: str) -> str:
    number = ord(character)
    return f"\\x{number:02x}" if number < 0x100 else f"\\u{number:04x}"
