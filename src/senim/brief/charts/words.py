"""Words on a chart: measured in the widest font a page may use, wrapped, cleaned."""

from __future__ import annotations

import unicodedata
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from matplotlib.font_manager import FontProperties
from matplotlib.textpath import text_to_path

Weight = Literal["regular", "bold"]
Anchor = Literal["start", "middle", "end"]

SMALLEST = 13.0
"""Smallest text, in px as drawn."""

LINE_HEIGHT = 17.0
"""From one baseline to the next, in px."""

ASCENT = 0.95
DESCENT = 0.25

_FAMILY = "DejaVu Sans"


@dataclass(frozen=True)
class Box:
    """A rectangle on a drawing.

    Parameters
    ----------
    left, top, right, bottom : float
        Its sides, in px, y downwards.
    """

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Tell whether two boxes share any area.

        Parameters
        ----------
        other : Box
            The other box.

        Returns
        -------
        bool
            True where they overlap.
        """
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def inside(self, other: Box) -> bool:
        """Tell whether the box lies wholly in another.

        Parameters
        ----------
        other : Box
            The other box.

        Returns
        -------
        bool
            True where it does.
        """
        across = other.left <= self.left and self.right <= other.right
        return across and other.top <= self.top and self.bottom <= other.bottom

    def holds(self, x: float, y: float) -> bool:
        """Tell whether a point lies in the box.

        Parameters
        ----------
        x, y : float
            The point.

        Returns
        -------
        bool
            True where it does.
        """
        return self.left <= x <= self.right and self.top <= y <= self.bottom


def clean(words: str) -> str:
    """Drop characters that no SVG may hold or that could turn text around.

    Parameters
    ----------
    words : str
        Any text.

    Returns
    -------
    str
        The text without control characters, direction overrides and surrogates.
    """
    return "".join(" " if letter in "\t\n\r" else letter for letter in words if _allowed(letter))


def _allowed(letter: str) -> bool:
    overrides = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufffe\uffff"
    return letter in "\t\n\r" or (
        unicodedata.category(letter) not in {"Cc", "Cs"} and letter not in overrides
    )


@contextmanager
def missing_letters_allowed() -> Iterator[None]:
    """Let a letter pass that the measuring font lacks: another font of the page may have it.

    Yields
    ------
    None
        While matplotlib's warning about it is silent.
    """
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Glyph", category=UserWarning)
        yield


@lru_cache(maxsize=8192)
def ink_of(words: str, size: float, weight: Weight) -> tuple[float, float, float]:
    """Measure one line of text.

    Parameters
    ----------
    words : str
        One line.
    size : float
        Font size in px.
    weight : {"regular", "bold"}
        Font weight.

    Returns
    -------
    tuple of float
        Width, height above the baseline, and depth below it, in px.
    """
    if not words:
        return 0.0, 0.0, 0.0
    font = FontProperties(family=_FAMILY, size=size, weight=weight)
    with missing_letters_allowed():
        width, height, descent = text_to_path.get_text_width_height_descent(words, font, ismath=False)
    return float(width), float(height - descent), float(descent)


def width_of(words: str, size: float = SMALLEST, weight: Weight = "regular") -> float:
    """Measure the width of one line of text.

    Parameters
    ----------
    words : str
        One line.
    size : float
        Font size in px.
    weight : {"regular", "bold"}
        Font weight.

    Returns
    -------
    float
        Width in px.
    """
    return ink_of(clean(words), size, weight)[0]


def wrap(words: str, room: float, size: float = SMALLEST, weight: Weight = "regular") -> list[str]:
    """Break text into lines that fit a width.

    Parameters
    ----------
    words : str
        Text; a line feed breaks a line, a no-break space never does.
    room : float
        Width in px.
    size : float
        Font size in px.
    weight : {"regular", "bold"}
        Font weight.

    Returns
    -------
    list of str
        Lines, each narrower than `room`; a word wider than it is broken inside.
    """
    lines: list[str] = []
    for paragraph in words.split("\n"):
        current = ""
        for word in (
            piece for whole in clean(paragraph).split(" ") for piece in _pieces(whole, room, size, weight)
        ):
            longer = f"{current} {word}" if current else word
            if current and width_of(longer, size, weight) > room:
                lines.append(current)
                current = word
            else:
                current = longer
        if current:
            lines.append(current)
    return lines


def _pieces(word: str, room: float, size: float, weight: Weight) -> list[str]:
    pieces: list[str] = []
    while word and width_of(word, size, weight) > room:
        keep = max(
            1, max((n for n in range(1, len(word)) if width_of(word[:n], size, weight) <= room), default=1)
        )
        hyphen = word.rfind("-", 0, keep) + 1
        cut = hyphen if hyphen > 1 else keep
        pieces.append(word[:cut])
        word = word[cut:]
    return [*pieces, word] if word else pieces


def widest(lines: list[str], size: float = SMALLEST, weight: Weight = "regular") -> float:
    """Measure the widest of several lines.

    Parameters
    ----------
    lines : list of str
        Lines of text.
    size : float
        Font size in px.
    weight : {"regular", "bold"}
        Font weight.

    Returns
    -------
    float
        Width in px; 0 without lines.
    """
    return max((width_of(line, size, weight) for line in lines), default=0.0)
