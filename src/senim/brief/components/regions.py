"""Where it would be felt: a tile for each region, and in how many of them anybody could tell."""

from __future__ import annotations

from dataclasses import replace

from pandas import DataFrame

from senim.brief.charts import region_key, region_tiles
from senim.brief.components.chart import chart_section, chart_text
from senim.brief.markup import Html, element, plain
from senim.brief.numbers import format_range
from senim.brief.page import REGIONS, Page
from senim.execution import Figure

LEVELS = ("lowest", "between", "highest")
COLUMNS = ("region", "population", "registered", "q05", "q95", "rate_q05", "rate_median", "rate_q95", "level")
RATES = {"low": "rate_low", "middle": "rate_middle", "high": "rate_high"}
TWIN = {"population": "residents", "q05": "extra_low", "q95": "extra_high"}


def regions(page: Page) -> Html:
    """Write the section of the tiles.

    Parameters
    ----------
    page : Page
        The page.

    Returns
    -------
    Html
        The chart, and the sentence on what could be told.
    """
    table = page.table(REGIONS, "regions", COLUMNS)
    rows = _rows(page, table)
    ranked = table.sort_values("rate_median", kind="stable")["region"]
    ends = {"least": str(ranked.iloc[0]), "most": str(ranked.iloc[-1])}
    slots = {name: page.words(f"region.{region_key(region)}") for name, region in ends.items()}
    labels = {name: page.words(f"regions.label.{name}") for name in LEVELS}
    text = chart_text(page, "regions", labels, slots)

    def interval(low: float, high: float) -> str:
        return plain(format_range(low, high, page.language, signed=True))

    def draw(width: int, prefix: str) -> Figure:
        drawn = region_tiles(rows, text=text, interval=interval, width=width, id_prefix=prefix)
        return replace(drawn, table=drawn.table.rename(columns=RATES))

    return chart_section(
        page,
        "regions",
        draw,
        slots=slots,
        extra=element("p", page.text("regions.told"), class_="regions-told"),
    )


def _rows(page: Page, table: DataFrame) -> DataFrame:
    keys = [region_key(str(name)) for name in table["region"]]
    rates = {"low": table["rate_q05"], "middle": table["rate_median"], "high": table["rate_q95"]}
    return (
        table[["population", "registered", "q05", "q95"]]
        .rename(columns=TWIN)
        .assign(
            place=keys,
            label=[page.words(f"region.short.{key}") for key in keys],
            region=[page.words(f"region.{key}") for key in keys],
            level=table["level"],
            **rates,
        )
    )
