"""A table that is a table: caption, scope, and blocks on narrow screens that keep their roles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from senim.brief.markup import Html, element, joined


@dataclass(frozen=True)
class Column:
    """Head of one column.

    Parameters
    ----------
    name : str
        What it holds.
    note : str
        A second line of the head; may be empty.
    extra : str
        Markup under both, such as the zero of an axis.
    """

    name: str
    note: str = ""
    extra: str = ""


def table(
    caption: str,
    columns: Sequence[Column],
    rows: Sequence[Sequence[str]],
    *,
    class_: str = "",
) -> Html:
    """Write a table.

    Parameters
    ----------
    caption : str
        What it shows.
    columns : sequence of Column
        Heads.
    rows : sequence of sequence of str
        Cells; the first of each row is its head.
    class_ : str
        Further classes; "blocks" lets it fall apart into blocks on narrow screens.

    Returns
    -------
    Html
        The table.
    """
    heads = [element("th", _head(column), scope="col", role="columnheader") for column in columns]
    body = [
        element("tr", *(_cell(index, cell, columns) for index, cell in enumerate(row)), role="row")
        for row in rows
    ]
    return element(
        "table",
        element("caption", caption),
        element("thead", element("tr", *heads, role="row"), role="rowgroup"),
        element("tbody", *body, role="rowgroup"),
        class_=class_ or None,
        role="table",
    )


def _head(column: Column) -> Html:
    note = element("span", column.note, class_="colnote") if column.note else Html("")
    return joined(element("span", column.name, class_="colname"), note, column.extra)


def _cell(index: int, cell: str, columns: Sequence[Column]) -> Html:
    if index == 0:
        return element("th", cell, scope="row", role="rowheader")
    # shown only where the table has fallen apart into blocks; heads say it otherwise
    label = element("span", columns[index].name, class_="blocklabel", aria_hidden="true")
    return element("td", joined(label, element("div", cell, class_="cellbox")), role="cell")
