"""The fan chart: registered offences as observed, broken at each rule of recording, and the model paths."""

from __future__ import annotations

from pandas import DataFrame

from senim.brief.charts import fan_chart
from senim.brief.components.chart import chart_section, chart_text
from senim.brief.ledger import HEADLINE
from senim.brief.markup import Html, element
from senim.brief.page import COMPARISON, SOURCES, Page
from senim.execution import Figure

LABELS = ("observed", "middle", "comparison", "band90", "band50", "event")
QUANTILES = ("q05", "q25", "median", "q75", "q95")


def paths(page: Page) -> Html:
    """Write the section of the fan chart.

    Parameters
    ----------
    page : Page
        The page.

    Returns
    -------
    Html
        The chart.
    """
    series = page.table(SOURCES, "registered_total", ["year", "count"])
    observed = series.rename(columns={"count": "value"})[["year", "value"]].dropna()
    regimes = page.table(SOURCES, "recording_regimes", ["letter", "regime", "start", "end"])
    regimes = regimes.assign(label=[page.words(f"regime.{name}") for name in regimes["regime"]])
    announced = str(page.ledger.find("announced_on").value)
    year, month = int(announced[:4]), int(announced[5:7])
    bands, comparison = _levels(page)
    text = chart_text(page, "paths", {name: page.words(f"paths.label.{name}") for name in LABELS})

    def draw(width: int, prefix: str) -> Figure:
        return fan_chart(
            observed,
            regimes,
            text=text,
            number=page.number,
            bands=bands,
            comparison=comparison,
            event=year + (month - 0.5) / 12 - 0.5,
            width=width,
            id_prefix=prefix,
        )

    note = element("span", page.text("paths.note"))
    return chart_section(page, "paths", draw, note=note)


def _levels(page: Page) -> tuple[DataFrame, DataFrame]:
    path = page.table(COMPARISON, "registered_path", ["scenario", "group", "year", *QUANTILES, "without"])
    headline = path[(path["scenario"] == HEADLINE) & (path["group"] == "all")].reset_index(drop=True)
    return headline[["year", *QUANTILES]], headline[["year", "without"]].rename(columns={"without": "value"})
