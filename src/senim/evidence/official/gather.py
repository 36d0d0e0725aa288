"""The figures of all source tables under one kind of name: ``table/row``."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

import pandas as pd

from senim.arguments import ArgumentCheck
from senim.evidence.official.figures import Noise, Period, PublishedFigure, printed_step, year_of

Frames = Mapping[str, pd.DataFrame]
Named = tuple[str, PublishedFigure]

FIGURE_TABLES = (
    "seed_facts",
    "registered_offences",
    "police_strength",
    "homicide_rates",
    "trust_surveys",
    "vetting_evidence",
    "england_wales_forces",
    "population",
    "claim_figures",
)
"""Tables that `gather_figures` reads."""

_PEOPLE = 100_000
_BUREAU = "statistics-bureau-"
_DEATHS = ("homicide", "deaths")


def gather_figures(
    tables: Frames, *, respondents: float = 18_000.0, country: str = "KAZ"
) -> dict[str, PublishedFigure]:
    """Bring every published figure under a name that a reading can use.

    Parameters
    ----------
    tables : mapping of str to DataFrame
        The tables of `FIGURE_TABLES`, as `senim.sources.load` gives them.
    respondents : float
        People asked in a wave of the statistics bureau whose size is not stated.
    country : str
        Country of the homicide rates, three letters.

    Returns
    -------
    dict of str to PublishedFigure
        By ``table/row``; also ``published_change``, ``homicide_rate``, ``homicide_count``,
        ``england_wales_officers``, ``england_wales_rate`` by year, and ``derived``.

    Raises
    ------
    ArgumentError
        Listing tables that are missing, and what else it cannot use.
    """
    check = ArgumentCheck("senim.evidence.official.gather_figures")
    if check.kind("tables", tables, Mapping, "Give the tables of `FIGURE_TABLES` by name."):
        for name in FIGURE_TABLES:
            check.frame(f"tables[{name!r}]", tables.get(name))
    check.number("respondents", respondents, 1.0)
    check.kind("country", country, str, "Give three letters.")
    check.raise_if_any()
    figures: dict[str, PublishedFigure] = {}
    for make in _MAKERS:
        figures |= dict(make(tables))
    figures |= dict(_homicides(tables, figures, country))
    figures |= dict(_surveys(tables["trust_surveys"], respondents))
    return figures | dict(_derived(figures))


def _each(frame: pd.DataFrame) -> Iterator[Any]:
    """Walk over the rows; their cells are typed by the contract of the table."""
    yield from frame.itertuples(index=False)


def _finest(values: pd.Series[Any]) -> float:
    """Tell the step of a column from its finest number: 27.0 among 61.6 is printed to a tenth too."""
    return min((printed_step(float(value)) for value in values.dropna()), default=1.0)


def _offences(tables: Frames) -> Iterator[Named]:
    frame = tables["registered_offences"]
    step_of_changes = _finest(frame["change_percent"])
    for row in _each(frame):
        period = Period(year_of(row.period_start), year_of(row.period_end + pd.Timedelta(days=1)))
        deadly = row.offence in _DEATHS
        annual = row.series == "total" and row.offence == "all"
        made = PublishedFigure(
            float(row.count),
            step=float(row.rounded_to) if row.rounded_to > 1 else 0.0,
            noise=Noise.POISSON if deadly else Noise.NONE,
            events=float(row.count) if deadly else 0.0,
            period=period,
            counted="deaths" if deadly else "offences",
            year=int(row.year) if annual else None,
        )
        yield f"registered_offences/{row.row}", made
        if pd.notna(row.change_percent):
            before = Period(period.start - 1, period.end - 1)
            said = PublishedFigure(
                float(row.change_percent),
                step=step_of_changes,
                period=period,
                against=before,
                counted="offences",
            )
            yield f"published_change/{row.row}", said
    yield from _year_before(frame)


def _year_before(frame: pd.DataFrame) -> Iterator[Named]:
    """Work out the total of the year before the first from the change that was published with the first."""
    totals = frame[(frame["series"] == "total") & (frame["offence"] == "all")].sort_values("year")
    if totals.empty or pd.isna(totals["change_percent"].iloc[0]):
        return
    first = totals.iloc[0]
    year, change = int(first["year"]) - 1, float(first["change_percent"])
    half = _finest(frame["change_percent"]) / 2
    ends = [
        (first["count"] + sign * first["rounded_to"] / 2) / (1 + (change - sign * half) / 100)
        for sign in (-1, 1)
    ]
    middle = float(first["count"] / (1 + change / 100))
    made = PublishedFigure(middle, step=ends[1] - ends[0], period=Period(year, year + 1), counted="offences")
    yield f"registered_offences/total-{year}", replace(made, year=year)


def _population(tables: Frames) -> Iterator[Named]:
    frame = tables["population"]
    for row in _each(frame[frame["area_kind"] == "country"]):
        yield (
            f"population/{row.year}",
            PublishedFigure(float(row.population), period=Period(row.year, row.year + 1)),
        )


def _rows(name: str) -> Callable[[Frames], Iterator[Named]]:
    def make(tables: Frames) -> Iterator[Named]:
        key = "fact" if name == "seed_facts" else "row"
        for row in tables[name].dropna(subset=["value"]).to_dict("records"):
            about = row.get("bound", "exact") != "exact"
            value = float(row["value"])
            made = PublishedFigure(value, step=printed_step(value, about=about))
            if name == "claim_figures":
                made = _with_periods(made, row)
            yield f"{name}/{row[key]}", made

    return make


def _with_periods(made: PublishedFigure, row: Mapping[Any, Any]) -> PublishedFigure:
    deadly = row["counted"] in _DEATHS
    ends = {}
    for name, start, end in (
        ("period", "period_start", "period_end"),
        ("against", "compared_start", "compared_end"),
    ):
        if pd.notna(row[start]):
            ends[name] = Period(year_of(row[start]), year_of(row[end] + pd.Timedelta(days=1)))
    return replace(
        made,
        noise=Noise.POISSON if deadly else Noise.NONE,
        events=made.value if deadly else 0.0,
        counted=str(row["counted"]),
        period=ends.get("period"),
        against=ends.get("against"),
    )


def _forces(tables: Frames) -> Iterator[Named]:
    forces = tables["england_wales_forces"].groupby("year")[["officers_fte", "population"]].sum(min_count=1)
    for year, row in forces.iterrows():
        when = int(str(year))
        # 31 March: the day counts, not the year
        day = Period(when + 0.246, when + 0.246)
        yield (
            f"england_wales_officers/{when}",
            PublishedFigure(float(row["officers_fte"]), step=0.1, period=day),
        )
        if pd.notna(row["population"]):
            rate = float(row["officers_fte"] / row["population"] * _PEOPLE)
            yield f"england_wales_rate/{when}", PublishedFigure(rate, period=day)


_MAKERS = (
    _offences,
    _population,
    _forces,
    _rows("seed_facts"),
    _rows("police_strength"),
    _rows("vetting_evidence"),
    _rows("claim_figures"),
)


def _homicides(tables: Frames, figures: Mapping[str, PublishedFigure], country: str) -> Iterator[Named]:
    frame = tables["homicide_rates"]
    for row in _each(frame[frame["iso3"] == country]):
        rate, people = float(row.homicides_per_100k), figures.get(f"population/{row.year}")
        if people is None:
            continue
        count = rate * people.value / _PEOPLE
        made = PublishedFigure(
            rate,
            step=0.001,
            noise=Noise.POISSON,
            events=count,
            period=people.period,
        )
        yield f"homicide_rate/{row.year}", made
        yield f"homicide_count/{row.year}", replace(made, value=count, step=0.001 * people.value / _PEOPLE)


def _surveys(frame: pd.DataFrame, respondents: float) -> Iterator[Named]:
    shares = frame[frame["unit"] == "percent"]
    steps = {scale: _finest(group["value"]) for scale, group in shares.groupby("scale")}
    for row in _each(shares):
        stated = float(row.sample_size) if pd.notna(row.sample_size) else 0.0
        asked = stated or (respondents if row.scale.startswith(_BUREAU) else 0.0)
        value = float(row.value)
        made = PublishedFigure(
            value,
            step=steps[row.scale],
            noise=Noise.SURVEY if asked else Noise.NONE,
            respondents=asked,
            period=Period(float(row.year), float(row.year) + 1),
        )
        yield f"trust_surveys/{row.row}", made


def _derived(figures: Mapping[str, PublishedFigure]) -> Iterator[Named]:
    """Work out the figures that need more than one row, with the rounding of each."""

    def officers(level: str, year: int) -> PublishedFigure:
        rate, people = figures[f"police_strength/{level}"], figures[f"population/{year}"]
        scale = people.value / _PEOPLE
        return PublishedFigure(rate.value * scale, step=rate.step * scale, period=people.period)

    needed = {
        "police_strength/before-471",
        "police_strength/press-448",
        "police_strength/planned-2018-police",
        "population/2018",
        "population/2012",
        "vetting_evidence/russia-2012-planned-size",
        "vetting_evidence/russia-2012-planned-share",
    }
    if not needed <= figures.keys():
        return
    before = officers("before-471", 2018)
    yield "derived/officers-2018", before
    yield "derived/officers-2012", officers("press-448", 2012)
    planned, people = figures["police_strength/planned-2018-police"], figures["population/2018"]
    per_head = _PEOPLE / people.value
    left = PublishedFigure(
        (before.value - planned.value) * per_head, step=(before.step + planned.step) * per_head
    )
    yield "derived/strength-less-police", left
    size = figures["vetting_evidence/russia-2012-planned-size"]
    share = figures["vetting_evidence/russia-2012-planned-share"]
    posts = size.value / (1 - share.value / 100)
    spread = size.value / (1 - share.high / 100) - size.value / (1 - share.low / 100)
    yield "derived/russia-posts-before", PublishedFigure(posts, step=spread)
