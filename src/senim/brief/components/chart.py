"""A chart in the page: title, drawing for wide and narrow screens, table twin, CSV, what to mind."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from pandas import DataFrame

from senim.brief.charts import NARROW, WIDE, ChartText
from senim.brief.components.download import csv_link
from senim.brief.markup import EMPTY, Html, element, joined
from senim.brief.page import Page
from senim.execution import Figure

COLUMN_TEXTS = {
    "q05": "col.wide_low",
    "q25": "col.half_low",
    "q75": "col.half_high",
    "q95": "col.wide_high",
    "above_zero": "col.above",
    "label": "col.study",
}
HIDDEN_COLUMNS = frozenset({"regime_letter"})


def chart_text(
    page: Page, key: str, labels: Mapping[str, str], slots: Mapping[str, str] | None = None
) -> ChartText:
    """Collect the words of a chart.

    Parameters
    ----------
    page : Page
        The page.
    key : str
        Its texts are `<key>.title`, `<key>.subtitle`, `<key>.description`.
    labels : mapping of str to str
        Words drawn.
    slots : mapping of str to str, optional
        Plain words for the slots of title and subtitle.

    Returns
    -------
    ChartText
        For `senim.brief.charts`.
    """
    given = dict(slots or {})
    title, subtitle = (page.words(f"{key}.{part}", **given) for part in ("title", "subtitle"))
    return ChartText(title, subtitle, page.words(f"{key}.description"), labels)


def chart_section(
    page: Page,
    key: str,
    draw: Callable[[int, str], Figure],
    *,
    slots: Mapping[str, str] | None = None,
    extra: Html = EMPTY,
    note: Html = EMPTY,
) -> Html:
    """Write a chart with everything that travels with it.

    Parameters
    ----------
    page : Page
        The page.
    key : str
        Start of its text ids and of the ids in its drawings.
    draw : callable
        Draws it, given a width and a prefix for ids.
    slots : mapping of str to str, optional
        HTML for the slots of its texts.
    extra : Html
        A line between subtitle and drawing.
    note : Html
        A note beside the links.

    Returns
    -------
    Html
        A figure, and a side column that says how to read it and what it does not show.
    """
    given = dict(slots or {})
    wide, narrow = draw(WIDE, f"{key}-wide"), draw(NARROW, f"{key}-narrow")
    drawings = joined(
        element("div", Html(wide.svg), class_="drawing wide-only"),
        element("div", Html(narrow.svg), class_="drawing narrow-only"),
    )
    twin = element(
        "details", element("summary", page.text("chart.table")), _twin(page, wide.table, wide.title)
    )
    links = element(
        "div",
        twin,
        element("p", joined(csv_link(page, wide.table, key), note, by=" "), class_="under"),
        class_="links",
    )
    caption = element(
        "figcaption",
        element("h3", page.text(f"{key}.title", **given)),
        element("p", page.text(f"{key}.subtitle", **given), class_="subtitle"),
        extra,
    )
    side = element(
        "aside",
        _side(page, "chart.read", page.text(f"{key}.read", **given)),
        _side(page, "chart.not_shown", page.text(f"{key}.not_shown", **given)),
    )
    return element("div", element("figure", caption, drawings, links), side, class_="chart", id=key)


def _side(page: Page, head: str, text: Html) -> Html:
    return element("p", joined(element("strong", page.text(head)), text, by=" "))


def _twin(page: Page, frame: DataFrame, caption: str) -> Html:
    names = [name for name in frame.columns if name not in HIDDEN_COLUMNS]
    heads = [element("th", page.text(COLUMN_TEXTS.get(name, f"col.{name}")), scope="col") for name in names]
    rows = [
        element("tr", *(element("td", _printed(page, name, row[name])) for name in names))
        for row in frame.to_dict("records")
    ]
    body = joined(
        element("caption", caption), element("thead", element("tr", *heads)), element("tbody", *rows)
    )
    return element("div", element("table", body, class_="twin"), class_="scroll", tabindex="0")


def _printed(page: Page, name: str, value: object) -> str:
    if isinstance(value, bool):
        return page.words("yes" if value else "no")
    if name == "kind":
        return page.words(f"kind.{value}")
    if name in {"year", "rank"} and isinstance(value, (int, float)):
        return str(int(value))
    if isinstance(value, (int, float)):
        return page.number(float(value), _places(value))
    return str(value) if value is not None and value == value else "–"


def _places(value: float) -> int | None:
    if value != value:
        return None
    return 0 if abs(value) >= 100 else 1 if abs(value) >= 10 else 2
