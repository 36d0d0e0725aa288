"""The table behind a drawing: on the page, and as a file inside it."""

from __future__ import annotations

from collections.abc import Mapping

from pandas import DataFrame

from senim.brief.catalogue import Catalogue
from senim.brief.markup import Html, element, joined
from senim.brief.numbers import format_number

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def harmless(text: object) -> object:
    """Keep a text from being read as a formula by a spreadsheet.

    Parameters
    ----------
    text : object
        A cell.

    Returns
    -------
    object
        Numbers as they are; a text that begins like a formula with an apostrophe before it.

    Examples
    --------
    >>> harmless("=1+1"), harmless(-1.5)
    ("'=1+1", -1.5)
    """
    return f"'{text}" if isinstance(text, str) and text.startswith(_FORMULA) else text


def csv_text(frame: DataFrame) -> str:
    """Write a table as CSV.

    Parameters
    ----------
    frame : DataFrame
        The table.

    Returns
    -------
    str
        CSV; numbers with every digit.
    """
    safe = frame.map(harmless)
    return str(safe.to_csv(index=False, lineterminator="\n"))


def twin_table(frame: DataFrame, heads: Mapping[str, str], caption: str, catalogue: Catalogue) -> Html:
    """Write the table twin of a drawing.

    Parameters
    ----------
    frame : DataFrame
        The rows.
    heads : mapping of str to str
        Head by column, in the order shown.
    caption : str
        What it shows.
    catalogue : Catalogue
        Texts of the language.

    Returns
    -------
    Html
        A table that scrolls inside the page.
    """
    top = element("tr", *(element("th", head, scope="col") for head in heads.values()))
    rows = [
        element("tr", *(element("td", _cell(row[name], catalogue)) for name in heads))
        for row in frame.to_dict("records")
    ]
    body = joined(element("caption", caption), element("thead", top), element("tbody", *rows))
    return element("div", element("table", body, class_="twin"), class_="scroll", tabindex="0")


def _cell(value: object, catalogue: Catalogue) -> str:
    if isinstance(value, int | float):
        return format_number(value, catalogue.language) if value == value else catalogue.text("no_number")
    return str(value)
