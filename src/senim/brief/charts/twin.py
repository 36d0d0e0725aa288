"""The text twin of a chart: its numbers as a list, for those who hear it and do not see it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from senim.brief.charts.text import ChartText


def told(label: str, value: str, parts: Mapping[str, str] | None = None) -> str:
    """Say what one mark of a chart says.

    Colons and semicolons only: no grammar of any language hangs on a number.

    Parameters
    ----------
    label : str
        What it is.
    value : str
        How much, formatted.
    parts : mapping of str to str, optional
        What it is made of, with formatted numbers.

    Returns
    -------
    str
        One item of a list, with a full stop.

    Examples
    --------
    >>> told("Unfit", "167", {"sound": "98", "problem": "69"})
    'Unfit: 167 (sound: 98; problem: 69).'
    """
    inside = "; ".join(f"{name}: {number}" for name, number in (parts or {}).items())
    return f"{label}: {value} ({inside})." if inside else f"{label}: {value}."


def with_twin(text: ChartText, items: Iterable[str]) -> ChartText:
    """Add the numbers of a chart to what is read out instead of it.

    Parameters
    ----------
    text : ChartText
        The words of the chart.
    items : iterable of str
        What `told` makes.

    Returns
    -------
    ChartText
        The same words, the description followed by the items.
    """
    return replace(text, description=" ".join([text.description, *items]))
