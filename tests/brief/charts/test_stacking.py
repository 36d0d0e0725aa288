"""Blocks at line ends."""

from __future__ import annotations

from senim.brief.charts.stacking import apart
from senim.brief.charts.words import LINE_HEIGHT


def test_free_blocks_stay_and_crowded_ones_part():
    assert apart([20.0, 80.0], [1, 1], top=0, bottom=100) == [23.5, 83.5]
    first, second, third = apart([50.0, 50.0, 50.0], [1, 2, 1], top=0, bottom=200)
    assert second - first >= LINE_HEIGHT
    assert third - second >= 2 * LINE_HEIGHT


def test_blocks_do_not_leave_the_room():
    baselines = apart([98.0, 99.0], [1, 1], top=0, bottom=100)
    assert max(baselines) + 4 <= 100
