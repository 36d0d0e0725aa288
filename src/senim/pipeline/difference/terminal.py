"""Tables for a terminal; text of others is shown as text, whatever it looks like."""

from __future__ import annotations

from collections.abc import Sequence

from rich.table import Table
from rich.text import Text

NONE = "–"
ITEMS_SHOWN = 3


def plain(text: str, style: str = "") -> Text:
    """Take text as it is: no markup in it is obeyed, and nothing in it can steer the terminal.

    Parameters
    ----------
    text : str
        Text of a file, a claim, a table.
    style : str
        How to show it.

    Returns
    -------
    Text
        The text without control characters.
    """
    return Text("".join(letter if letter.isprintable() else " " for letter in text), style=style)


def plain_table(*columns: str) -> Table:
    """Begin a table without lines, whose cells are folded and never cut.

    Parameters
    ----------
    *columns : str
        Heads.

    Returns
    -------
    Table
        The table.
    """
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for column in columns:
        table.add_column(column, overflow="fold", header_style="dim")
    return table


def some(items: Sequence[str], shown: int = ITEMS_SHOWN) -> str:
    """Name a few of several things, and how many more there are.

    Parameters
    ----------
    items : sequence of str
        The things.
    shown : int
        How many to name.

    Returns
    -------
    str
        One line.

    Examples
    --------
    >>> some(["a", "b", "c", "d", "e"])
    'a, b, c and 2 more'
    """
    more = len(items) - shown
    return ", ".join(items[:shown]) + (f" and {more} more" if more > 0 else "")
