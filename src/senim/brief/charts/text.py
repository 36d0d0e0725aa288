"""The words a chart is given: already translated, never written by the chart."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import pandas as pd

from senim.findings import Finding, InputError

Number = Callable[[float], str]
"""Turns a value into its text in the language of the page, with as many decimals as it needs."""

Year = Callable[[int], str]
"""Turns a year into its text."""

WIDE = 720
NARROW = 288
WIDTHS = (WIDE, NARROW)
"""The two drawings of every chart, in px."""


@dataclass(frozen=True)
class ChartText:
    """Translated strings of one chart.

    Parameters
    ----------
    title : str
        The finding, a sentence.
    subtitle : str
        Measure, unit, place, period.
    description : str
        Shape, extremes, and what the chart cannot show; read out instead of the drawing.
    labels : mapping of str
        The words drawn, by key; each chart says which keys it wants. ``{count}`` and the like
        are filled by the chart with formatted numbers.
    """

    title: str
    subtitle: str
    description: str
    labels: Mapping[str, str] = field(default_factory=dict)

    def require(self, chart: str, *keys: str) -> None:
        """Refuse to draw without the words a chart wants.

        Parameters
        ----------
        chart : str
            Name of the chart, for the message.
        *keys : str
            Labels it wants.

        Raises
        ------
        InputError
            Lists every label that is missing or empty, and an empty title or description.
        """
        missing = [f"labels[{key!r}]" for key in keys if not self.labels.get(key, "").strip()]
        missing += [name for name in ("title", "description") if not getattr(self, name).strip()]
        if missing:
            remedy = "Give the translated text in ChartText."
            raise InputError(
                [Finding(chart, name, "this text is missing", remedy) for name in missing], "chart"
            )

    def fill(self, key: str, **numbers: str) -> str:
        """Take a label and put formatted numbers in its places.

        Parameters
        ----------
        key : str
            The label.
        **numbers : str
            Formatted numbers by the name in braces.

        Returns
        -------
        str
            The label; braces that name no number stay as they are.
        """
        words = self.labels[key]
        for name, number in numbers.items():
            words = words.replace("{" + name + "}", number)
        return words


def want_columns(chart: str, table: pd.DataFrame, *columns: str) -> None:
    """Refuse a table that lacks columns or rows.

    Parameters
    ----------
    chart : str
        Name of the chart, for the message.
    table : DataFrame
        The table.
    *columns : str
        Columns the chart reads.

    Raises
    ------
    InputError
        Lists every missing column, and an empty table.
    """
    remedy = f"The chart reads {', '.join(columns)}."
    findings = [
        Finding(chart, f"column {column}", "this column is missing", remedy)
        for column in columns
        if column not in table.columns
    ]
    if table.empty:
        findings.append(
            Finding(chart, "table", "it has no rows", "Draw a chart only where there is something to show.")
        )
    if findings:
        raise InputError(findings, "chart")


def want_width(width: int) -> None:
    """Refuse a width that no drawing has.

    Parameters
    ----------
    width : int
        Width in px.

    Raises
    ------
    InputError
        If it is neither of the two widths.
    """
    if width not in WIDTHS:
        remedy = "Charts are drawn " + " and ".join(str(known) for known in WIDTHS) + " px wide."
        raise InputError(
            [Finding("chart", "width", f"{width} px is not a width of a chart", remedy)], "chart"
        )
