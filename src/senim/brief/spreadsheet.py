"""Cells that a spreadsheet would take for a formula: how they are told, and how they are made harmless."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pandas import DataFrame

APOSTROPHE = "'"
_FIRST = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
_NUMBER = re.compile(r"[+-]?(\d[\d ,.\u00a0]*|\.\d+)([eE][+-]?\d+)?%?")
_CALL = re.compile(r"[^\W\d_][\w.]*\s*[(|!]")


def neutral_text(text: str) -> str:
    """Keep a spreadsheet from running a cell: an apostrophe before what looks like a formula.

    Parameters
    ----------
    text : str
        Content of a cell.

    Returns
    -------
    str
        The same text; with an apostrophe in front where it is no number and begins like a formula.

    Examples
    --------
    >>> neutral_text("=1+1"), neutral_text("-5.2"), neutral_text("a = b")
    ("'=1+1", '-5.2', 'a = b')
    """
    return APOSTROPHE + text if text.startswith(_FIRST) and not _NUMBER.fullmatch(text) else text


def neutral_frame(frame: DataFrame) -> DataFrame:
    """Make every text of a table harmless in a spreadsheet.

    Parameters
    ----------
    frame : DataFrame
        The table.

    Returns
    -------
    DataFrame
        A copy; numbers are untouched, and so is text that is a number.
    """
    copy = frame.rename(columns=lambda name: _neutral(name))
    for place, kind in enumerate(frame.dtypes):
        if kind.kind not in "biufcmM":
            cells = frame.iloc[:, place].astype(object)
            copy.isetitem(place, cells.map(_neutral).to_numpy())
    return copy


def runs_in_a_spreadsheet(text: str) -> bool:
    """Tell whether a cell would do something when a spreadsheet opens it.

    Parameters
    ----------
    text : str
        Content of a cell of a source table, which is published as it is.

    Returns
    -------
    bool
        True for formulas; a remark that only begins with a sign ("-0.14 for property") does nothing.

    Examples
    --------
    >>> runs_in_a_spreadsheet("=1+1"), runs_in_a_spreadsheet("-0.14 for property")
    (True, False)
    """
    if neutral_text(text) == text:
        return False
    return text[0] not in "+-\uff0b\uff0d" or bool(_CALL.search(text))


def _neutral(value: object) -> object:
    return neutral_text(value) if isinstance(value, str) else value
