"""The forest plot: what studies abroad found, and what they come to together."""

from __future__ import annotations

from pandas import DataFrame

from senim.brief.charts import forest_plot
from senim.brief.components.chart import chart_section, chart_text
from senim.brief.markup import Html, plain
from senim.brief.numbers import format_range
from senim.brief.page import RESPONSE, Page
from senim.execution import Figure

COLUMNS = ("kind", "label", "estimate", "low", "high", "prediction_low", "prediction_high")
LIMITS = (-2.0, 1.0)


def forest(page: Page) -> Html:
    """Write the section of the forest plot.

    Parameters
    ----------
    page : Page
        The page.

    Returns
    -------
    Html
        The chart.
    """
    rows = _named(page, page.table(RESPONSE, "forest", COLUMNS))
    labels = {name: page.words(f"forest.{name}") for name in ("axis", "prediction", "cut")}
    text = chart_text(page, "forest", labels)

    def number(value: float) -> str:
        return page.number(value, 2)

    def interval(low: float, high: float) -> str:
        return plain(format_range(low, high, page.language, 2))

    def draw(width: int, prefix: str) -> Figure:
        return forest_plot(
            rows, text=text, number=number, interval=interval, limits=LIMITS, width=width, id_prefix=prefix
        )

    return chart_section(page, "forest", draw)


def _named(page: Page, rows: DataFrame) -> DataFrame:
    """Translate what is no name, and the word between two names."""
    named = rows.copy()
    for index, row in rows.iterrows():
        if row["kind"] == "heading":
            named.loc[index, "label"] = page.words(f"transfer.row.{row['label']}")
        elif row["kind"] == "pooled":
            named.loc[index, "label"] = page.words("forest.pooled")
        else:
            named.loc[index, "label"] = row["label"].replace(" and ", f" {page.words('forest.and')} ")
    return named
