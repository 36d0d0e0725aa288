"""Tiles: every region once, near where it lies, with its range, in three languages and both widths."""

from __future__ import annotations

import pandas as pd
import pytest

from senim.brief.catalogue import load_catalogue
from senim.brief.charts import NARROW, WIDE, ChartText, layout_findings, region_key, region_tiles
from senim.brief.charts.tileplaces import places_of
from senim.brief.numbers import LANGUAGES, format_range
from senim.findings import InputError
from senim.sources import load

LEVELS = ("lowest", "between", "highest")
NAMES = sorted(set(load("regions_2022")["region"]))


def rows_in(language: str) -> pd.DataFrame:
    words = load_catalogue(language)
    keys = [region_key(name) for name in NAMES]
    return pd.DataFrame(
        {
            "place": keys,
            "label": [words.text(f"region.short.{key}") for key in keys],
            "region": [words.text(f"region.{key}") for key in keys],
            "low": -17.4,
            "middle": range(20),
            "high": 163.4,
            "level": [0] * 5 + [1] * 10 + [2] * 5,
        }
    )


def draw(language: str = "en", width: int = WIDE, rows: pd.DataFrame | None = None, **labels: str):
    words = load_catalogue(language)
    texts = {name: words.text(f"regions.label.{name}") for name in LEVELS} | labels
    return region_tiles(
        rows_in(language) if rows is None else rows,
        text=ChartText("Finding", "Measure", "Tiles.", texts),
        interval=lambda low, high: format_range(low, high, language, signed=True),
        width=width,
    )


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_every_name_and_range_fits_and_the_drawing_is_small(language: str, width: int) -> None:
    figure = draw(language, width)
    assert layout_findings(figure.svg) == []
    assert figure.svg.count("160</text>") == 20
    assert len(figure.svg.encode()) < 12_000
    assert list(figure.table.columns) == ["region", "low", "middle", "high"]


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_every_region_has_a_place_of_its_own_where_it_lies(width: int) -> None:
    keys = [region_key(name) for name in NAMES]
    places, across, down = places_of(keys, width)
    assert len(set(places)) == 20
    assert all(row < down and column < across for row, column in places)
    at = dict(zip(keys, places, strict=True))
    assert at["north-kazakhstan-region"][0] < at["astana-city"][0] < at["almaty-city"][0]
    assert at["mangystau-region"][1] < at["karagandy-region"][1] < at["zhetysu-region"][1]


def test_levels_differ_in_fill() -> None:
    svg = draw().svg
    assert svg.count('fill="var(--main, #0A4F7E)"') == 6
    assert svg.count('fill="var(--main90, #CFE3F1)"') == 11


def test_what_cannot_be_drawn_is_refused() -> None:
    rows = rows_in("en")
    with pytest.raises(InputError, match=r"(?s)atlantis.*no place"):
        draw(rows=rows.replace({"place": {"abay-region": "atlantis"}}))
    with pytest.raises(InputError, match="stands twice"):
        draw(rows=rows.replace({"place": {"abay-region": "astana-city"}}))
    with pytest.raises(InputError, match="does not fit"):
        draw(rows=rows.replace({"label": {"Abai": "Semipalatinskaya-and-everything-else"}}))
    with pytest.raises(InputError, match="lowest"):
        draw(lowest="")
