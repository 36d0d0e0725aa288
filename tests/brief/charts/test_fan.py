"""The fan chart."""

from __future__ import annotations

import re

import pandas as pd
import pytest

from senim.brief.charts import fan_chart
from senim.findings import InputError


def observed_runs(svg: str) -> list[str]:
    """Give the paths of the observed line."""
    ink = re.escape('fill="none" stroke="var(--ink, #14202B)" stroke-width="2"/>')
    return re.findall(f'<path d="([^"]+)" {ink}', svg)


def test_line_breaks_at_every_regime(example):
    figure = fan_chart(example["observed"](), example["regimes"](), text=example["text_in"]("en"), number=str)
    assert len(observed_runs(figure.svg)) == 5
    one = pd.DataFrame({"letter": ["A"], "label": ["one rule"], "start": [2000], "end": [2030]})
    joined = fan_chart(example["observed"](), one, text=example["text_in"]("en"), number=str)
    assert len(observed_runs(joined.svg)) == 1


def test_twin_holds_both_limits_and_regime(example):
    figure = fan_chart(
        example["observed"](),
        example["regimes"](),
        bands=example["bands"](),
        comparison=example["comparison"](),
        text=example["text_in"]("en"),
        number=str,
    )
    wanted = ["year", "regime", "observed", "comparison", "q05", "q25", "middle", "q75", "q95"]
    assert list(figure.table.columns) == wanted
    row = figure.table.set_index("year").loc[2027]
    assert row["q95"] == 1580
    assert row["regime"] == "E"
    assert pd.isna(row["observed"])


def test_axis_starts_at_zero_unless_told(example):
    arguments = {"text": example["text_in"]("en"), "number": lambda value: f"v{value:.0f}"}
    with_zero = fan_chart(example["observed"](), example["regimes"](), **arguments)
    high = example["observed"]().assign(value=lambda frame: frame["value"] + 5000)
    without = fan_chart(high, example["regimes"](), zero=False, **arguments)
    assert ">v0<" in with_zero.svg
    assert ">v0<" not in without.svg


def test_comparison_is_dashed_and_middle_is_not(example):
    figure = fan_chart(
        example["observed"](),
        example["regimes"](),
        bands=example["bands"](),
        comparison=example["comparison"](),
        text=example["text_in"]("en"),
        number=str,
    )
    dashed = re.findall(r'<path [^>]*stroke="var\(--(\w+), [^>]*stroke-dasharray="6[ ,]3"', figure.svg)
    assert dashed == ["alt"]


def test_missing_words_are_listed(example):
    text = example["text_in"]("en", observed="", band50="")
    with pytest.raises(InputError) as caught:
        fan_chart(
            example["observed"](), example["regimes"](), bands=example["bands"](), text=text, number=str
        )
    assert {finding.where for finding in caught.value.findings} == {"labels['observed']", "labels['band50']"}
