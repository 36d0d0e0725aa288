"""The second page of a sweep: each outcome along the axes of the grid, everywhere with the same ends."""

from __future__ import annotations

from functools import partial

import pandas as pd

from senim.brief.catalogue import Catalogue, load_catalogue
from senim.brief.charts.responses import response_panels, response_rows
from senim.brief.charts.scale import span
from senim.brief.charts.text import NARROW, WIDE, ChartText
from senim.brief.components.scales import with_squares
from senim.brief.markup import Html, element, joined
from senim.brief.numbers import format_number, format_range
from senim.brief.spreadsheet import csv_address
from senim.brief.sweeps.layout import Layout, laid_out
from senim.brief.sweeps.outcomes import OUTCOMES, Outcome, envelope, has_range, numbered, weakest
from senim.brief.sweeps.results import SweepResults
from senim.brief.sweeps.shell import COMPARISON, LISTING, file_name, shell
from senim.brief.sweeps.twin import csv_text, twin_table
from senim.brief.words import confidence_word
from senim.execution import Figure

MOST_PANELS = 24
MOST_ROWS = 60


def comparison_page(results: SweepResults, language: str) -> str:
    """Lay out the page with the response of every outcome.

    Parameters
    ----------
    results : SweepResults
        The sweep.
    language : str
        "en", "kk" or "ru".

    Returns
    -------
    str
        HTML; outcomes measured alike have axes with the same ends.
    """
    catalogue = load_catalogue(language)
    layout = laid_out(results)
    ends = _ends(results)
    charts = [_chart(results, outcome, layout, ends, catalogue) for outcome in OUTCOMES]
    back = element("a", catalogue.text("sweep.to_list"), href=file_name(LISTING, language))
    section = element(
        "section", element("h2", catalogue.text("sweep.comparison")), *charts, class_="results", id="results"
    )
    return shell(results, COMPARISON, catalogue, element("ul", element("li", back), class_="files"), section)


def _ends(results: SweepResults) -> dict[str, tuple[float, float]]:
    limits: dict[str, list[float]] = {}
    for outcome in OUTCOMES:
        for claim in numbered(results, outcome.name):
            known = [limit for limit in (claim.low, claim.high) if limit is not None]
            limits.setdefault(outcome.scale, []).extend(known)
    return {scale: span(values, zero=True) for scale, values in limits.items()}


def _chart(
    results: SweepResults,
    outcome: Outcome,
    layout: Layout,
    ends: dict[str, tuple[float, float]],
    catalogue: Catalogue,
) -> Html:
    claims = numbered(results, outcome.name)
    if not claims:
        words = catalogue.text("sweep.no_numbers")
        return element("div", element("h3", outcome.words(catalogue)), element("p", words), class_="chart")
    text = _text(results, outcome, layout, catalogue)
    frame = _frame(results, outcome, layout, catalogue)
    figures = []
    if len(layout.panels) <= (MOST_PANELS if layout.across is not None else MOST_ROWS):
        for width in (WIDE, NARROW):
            figures.append(_draw(layout, frame, text, ends[outcome.scale], width, outcome.name, catalogue))
    rated = with_squares(weakest(claims), confidence_word(weakest(claims), catalogue))
    caption = element(
        "figcaption",
        element("h3", text.title),
        element("p", text.subtitle, class_="subtitle"),
        _key(catalogue) if figures else element("p", catalogue.text("sweep.too_many"), class_="measure"),
    )
    address = csv_address(csv_text(frame.rename(columns={"panel": "combination"})))
    links = element(
        "div",
        element(
            "details",
            element("summary", catalogue.text("chart.table")),
            _twin(frame, text, layout, catalogue),
        ),
        element("a", catalogue.text("chart.csv"), href=address, download=f"{results.id}-{outcome.name}.csv"),
        class_="links",
    )
    drawings = [
        element("div", Html(figure.svg), class_=f"drawing {name}")
        for figure, name in zip(figures, ("wide-only", "narrow-only"), strict=False)
    ]
    aside = element(
        "aside",
        _side(catalogue, "chart.read", "sweep.read" if layout.across is not None else "sweep.read.rows"),
        _side(catalogue, "chart.not_shown", "sweep.not_shown"),
        element("p", joined(element("strong", catalogue.text("confidence")), rated, by=" ")),
    )
    return element(
        "div", element("figure", caption, *drawings, links), aside, class_="chart", id=outcome.name
    )


def _text(results: SweepResults, outcome: Outcome, layout: Layout, catalogue: Catalogue) -> ChartText:
    language = catalogue.language
    claims = numbered(results, outcome.name)
    title = f"{outcome.words(catalogue)}: {envelope(outcome, claims, catalogue)}"
    if layout.across is not None:
        last = max(layout.positions(results, outcome.name))
        at_end = [
            one.claims[outcome.name]
            for one in results.combinations
            if has_range(one.claims.get(outcome.name))
            and layout.across.scaled(one.values[layout.across.name]) == last
        ]
        where = f"{layout.across.title[language]}: {layout.across.written(last, language)}"
        if len(layout.panels) > 1:
            where = f"{where}; {catalogue.text('sweep.all_panels')}"
        title = f"{outcome.words(catalogue)}: {envelope(outcome, at_end, catalogue)} ({where})"
    measure = catalogue.text(outcome.measure)
    labels = {
        "x_axis": layout.across.title[language] if layout.across is not None else measure,
        "axis": measure,
        "unknown": catalogue.text("no_number"),
    }
    subtitle = f"{measure}. {catalogue.text('sweep.subtitle')}"
    return ChartText(title, subtitle, catalogue.text("sweep.description"), labels)


def _frame(results: SweepResults, outcome: Outcome, layout: Layout, catalogue: Catalogue) -> pd.DataFrame:
    """Put the claims of an outcome in rows, panel by panel."""
    rows = []
    for one in results.combinations:
        claim = one.claims.get(outcome.name)
        drawn = claim if claim is not None and has_range(claim) else None
        numbers = (drawn.value, drawn.low, drawn.high) if drawn else (float("nan"),) * 3
        at = layout.across.scaled(one.values[layout.across.name]) if layout.across else float("nan")
        rows.append((layout.panel(one, catalogue.language), at, *numbers))
    frame = pd.DataFrame(rows, columns=["panel", "position", "middle", "low", "high"])
    order = {panel: place for place, panel in enumerate(dict.fromkeys(frame["panel"]))}
    return frame.sort_values(
        ["panel", "position"],
        key=lambda column: column.map(order) if column.name == "panel" else column,
        kind="stable",
        ignore_index=True,
    )


def _draw(
    layout: Layout,
    frame: pd.DataFrame,
    text: ChartText,
    ends: tuple[float, float],
    width: int,
    name: str,
    catalogue: Catalogue,
) -> Figure:
    language = catalogue.language
    prefix = f"{name.replace('_', '-')}-{width}"
    number = partial(format_number, language=language)
    if layout.across is None:
        interval = partial(format_range, language=language)
        return response_rows(
            frame, text=text, number=number, interval=interval, ends=ends, width=width, id_prefix=prefix
        )
    return response_panels(
        frame, text=text, number=number, position=number, ends=ends, width=width, id_prefix=prefix
    )


def _key(catalogue: Catalogue) -> Html:
    items = (("mark line", "key.middle"), ("mark wide", "sweep.key.wide"), ("mark zero", "key.zero"))
    return element(
        "p",
        *(element("span", element("span", "", class_=mark), catalogue.text(words)) for mark, words in items),
        class_="key",
    )


def _twin(frame: pd.DataFrame, text: ChartText, layout: Layout, catalogue: Catalogue) -> Html:
    heads = {
        "panel": layout.panel_title(catalogue.language) or catalogue.text("sweep.row"),
        "middle": catalogue.text("col.middle"),
        "low": catalogue.text("col.wide_low"),
        "high": catalogue.text("col.wide_high"),
    }
    if layout.across is not None:
        heads = {"panel": heads["panel"], "position": text.labels["x_axis"], **heads}
    return twin_table(frame, heads, text.title, catalogue)


def _side(catalogue: Catalogue, head: str, text: str) -> Html:
    return element("p", joined(element("strong", catalogue.text(head)), catalogue.text(text), by=" "))
