"""The machine's eye must see what a reader would."""

from __future__ import annotations

import pytest

from senim.brief.charts.layout_check import layout_findings

GOOD = '<text x="10" y="20">ab</text>'


def problems(body: str) -> list[str]:
    """Check a small drawing."""
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="100" height="50">{body}</svg>'
    return [finding.problem for finding in layout_findings(svg)]


def test_nothing_wrong():
    assert problems(GOOD) == []


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        ('<text x="95" y="20">long</text>', "leaves the drawing"),
        ('<text x="5" y="20" text-anchor="end">long</text>', "leaves the drawing"),
        ('<text x="5" y="5">b</text>', "leaves the drawing"),
        (GOOD + '<text x="12" y="22">cd</text>', "overlap"),
        ('<text x="10" y="20" font-size="12">a</text>', "too small"),
        ('<text x="10" y="20" fill="#14202B">a</text>', "no token"),
        ('<text x="10" y="20" fill="var(--axis, #7B8894)">a</text>', "too faint"),
    ],
)
def test_each_fault_is_seen(body, problem):
    assert any(problem in found for found in problems(body))
