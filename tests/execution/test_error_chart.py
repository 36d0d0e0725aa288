"""The memory chart keeps its text inside, starts at zero and draws a cap only where it is near."""

from __future__ import annotations

import re
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from senim.execution.error_chart import HEIGHT, NARROW, WIDE, memory_chart
from senim.execution.memory import MemoryCurve

MIB = 1024**2
# Widest digit of the widest font of the stack at 13 px.
CHARACTER_PIXELS = 8.3


def curve(peak: int, seconds: float, cap: int | None = None) -> MemoryCurve:
    return MemoryCurve(((0.0, peak // 2), (seconds, peak)), peak, seconds, peak, cap)


@pytest.mark.parametrize("width", [WIDE, NARROW])
@given(
    peak=st.integers(2**20, 2**42), seconds=st.floats(0, 90_000), cap=st.none() | st.integers(2**20, 2**42)
)
def test_text_stays_inside_and_does_not_meet(width: int, peak: int, seconds: float, cap: int | None) -> None:
    chart = ElementTree.fromstring(memory_chart(curve(peak, round(seconds, 2), cap), width))
    spans: list[tuple[float, float, float]] = []
    for text in chart.iter("text"):
        length = CHARACTER_PIXELS * len(text.text or "")
        x, y = float(text.attrib["x"]), float(text.attrib["y"])
        left = {"end": x - length, "middle": x - length / 2}.get(text.attrib.get("text-anchor", ""), x)
        assert left >= -1
        assert left + length <= width + 1
        assert 10 <= y <= HEIGHT
        spans.append((y, left, left + length))
    axis = sorted(span[1:] for span in spans if span[0] == HEIGHT - 10)
    assert all(first[1] <= second[0] for first, second in pairwise(axis)), axis


def test_a_far_cap_is_not_drawn() -> None:
    assert "cap-word" in memory_chart(curve(400 * MIB, 5, 512 * MIB), WIDE)
    assert "cap-word" not in memory_chart(curve(40 * MIB, 5, 512 * MIB), WIDE)
    assert "allowed 512 MiB" in memory_chart(curve(40 * MIB, 5, 512 * MIB), WIDE)


def test_the_area_starts_at_zero() -> None:
    chart = memory_chart(curve(400 * MIB, 5), WIDE)
    floor = re.search(r'class="axis" x1="[\d.]+" x2="[\d.]+" y1="([\d.]+)"', chart)
    assert floor is not None
    points = re.search(r'class="area" points="([^"]+)"', chart)
    assert points is not None
    ends = points[1].split()
    assert ends[0].split(",")[1] == ends[-1].split(",")[1] == floor[1]
