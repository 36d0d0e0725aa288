"""The clock of the law."""

from __future__ import annotations

import re

import pandas as pd
import pytest

from senim.brief.charts import law_clock, layout_findings
from senim.findings import InputError


def draw(example, events=None, width=720):
    """Draw the careers of the examples."""
    table = example["clock_events"]() if events is None else events
    return law_clock(
        table, text=example["text_in"]("en"), number=example["number"], width=width, id_prefix="x"
    )


def test_events_stand_where_their_years_are(example):
    svg = draw(example).svg
    groups = re.findall(r'<g fill="var\(--main, #0A4F7E\)">(.*?)</g>', svg)
    dots = [float(x) for group in groups for x in re.findall(r'cx="([\d.]+)"', group)]
    labels = re.findall(r'<text x="([\d.]+)"[^>]*middle"[^>]*>(\d+)</text>', svg)
    ticks = {int(words): float(x) for x, words in labels}
    per_year = (ticks[20] - ticks[0]) / 20
    careers, key = dots[:-1], dots[-1]
    assert sorted(careers) == pytest.approx(
        sorted([ticks[0] + year * per_year for year in (1, 4, 10)] * 2), abs=0.1
    )
    assert key == 12


def test_wave_runs_over_every_lane(example):
    svg = draw(example).svg
    band = re.search(r'<path d="([^"]+)" fill="var\(--main90,', svg)[1]
    numbers = [float(number) for number in re.findall(r"[\d.]+", band)]
    left, right, bottom = min(numbers[::2]), max(numbers[::2]), max(numbers[1::2])
    lanes = re.findall(r'<path d="M(10) ([\d.]+) ([\d.]+) ', svg)
    per_year = (float(lanes[0][2]) - 10) / 20
    assert (left, right) == pytest.approx((10 + 7 * per_year, 10 + 7.75 * per_year), abs=0.1)
    assert len(lanes) >= 2
    assert bottom > max(float(down) for _, down, _ in lanes[:2])


def test_twin_lists_each_career_with_its_years(example):
    figure = draw(example)
    assert "wave: 7–7.75." in figure.description
    assert re.search(r"No leave: .*examination: 1, 4, 10\.", figure.description)
    assert re.search(r"On leave: .*passed by: 7\.4\.", figure.description)
    assert list(figure.table.columns) == ["lane", "event", "start", "end"]
    assert set(figure.table["event"]) >= {"leave", "examination", "extraordinary wave"}


def test_key_names_only_what_is_drawn(example):
    events = example["clock_events"]()
    assert ">passed by<" in draw(example, events).svg
    without = events[events["kind"] != "no_examination"]
    assert ">passed by<" not in draw(example, without).svg


@pytest.mark.parametrize("width", [720, 288])
def test_a_career_without_a_wave_is_drawn(example, width):
    events = pd.DataFrame([("only", "service", 0.0, 0.5)], columns=["lane", "kind", "start", "end"])
    assert layout_findings(draw(example, events, width).svg) == []


@pytest.mark.parametrize(
    ("event", "problem"),
    [
        (("one", "retirement", 1.0, 2.0), "this kind is unknown"),
        (("one", "leave", 3.0, 2.0), "3.0 to 2.0"),
        (("one", "leave", -1.0, 2.0), "-1.0 to 2.0"),
        (("one", "leave", 0.0, float("nan")), "0.0 to nan"),
        (("one", "leave", 0.0, 0.0), "no time passes"),
    ],
)
def test_impossible_events_are_refused(example, event, problem):
    with pytest.raises(InputError, match=problem):
        draw(example, pd.DataFrame([event], columns=["lane", "kind", "start", "end"]))
