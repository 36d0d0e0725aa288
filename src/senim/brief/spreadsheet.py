"""Tables for spreadsheets: as an address, and with no cell that would be taken for a formula."""

from __future__ import annotations

import re
from base64 import b64encode
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from pandas import DataFrame

APOSTROPHE = "'"
PLAIN = ",;:/()!*@$+="
"""Signs that an address may hold as they are, besides letters, digits and ``-._~``."""

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


def csv_address(text: str) -> str:
    r"""Put a CSV file into an address.

    Parameters
    ----------
    text : str
        The file.

    Returns
    -------
    str
        A data address, written in the shorter of the two ways there are: percent signs for what an address
        cannot hold, which suits figures, or base 64, which suits words of other alphabets.

    Examples
    --------
    >>> csv_address("year,value\n2019,5")
    'data:text/csv;charset=utf-8,year,value%0A2019,5'
    """
    quoted = quote(text, safe=PLAIN)
    packed = b64encode(text.encode("utf-8")).decode("ascii")
    start = "data:text/csv;charset=utf-8"
    return f"{start},{quoted}" if len(quoted) <= len(packed) else f"{start};base64,{packed}"


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
