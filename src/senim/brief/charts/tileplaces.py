"""Where each region's tile stands: near where the region lies, by row and column."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from senim.brief.charts.text import WIDE
from senim.findings import Finding, InputError

_WIDE = (
    ("west-kazakhstan-region", "", "kostanay-region", "north-kazakhstan-region", "pavlodar-region", ""),
    (
        "atyrau-region",
        "aktobe-region",
        "akmola-region",
        "astana-city",
        "abay-region",
        "east-kazakhstan-region",
    ),
    (
        "mangystau-region",
        "kyzylorda-region",
        "ulytau-region",
        "karagandy-region",
        "zhetysu-region",
        "",
    ),
    ("", "", "turkistan-region", "zhambyl-region", "almaty-region", ""),
    ("", "", "shymkent-city", "", "almaty-city", ""),
)
_NARROW = (
    ("west-kazakhstan-region", "kostanay-region", "north-kazakhstan-region"),
    ("aktobe-region", "akmola-region", "pavlodar-region"),
    ("atyrau-region", "astana-city", "abay-region"),
    ("mangystau-region", "karagandy-region", "east-kazakhstan-region"),
    ("kyzylorda-region", "ulytau-region", "zhetysu-region"),
    ("turkistan-region", "zhambyl-region", "almaty-region"),
    ("shymkent-city", "", "almaty-city"),
)


def _placed(grid: Sequence[Sequence[str]]) -> Mapping[str, tuple[int, int]]:
    return {
        name: (row, column) for row, names in enumerate(grid) for column, name in enumerate(names) if name
    }


def region_key(name: str) -> str:
    """Turn a region's name in the tables into the key of its place and of its texts.

    Parameters
    ----------
    name : str
        As in the tables.

    Returns
    -------
    str
        Its key.

    Examples
    --------
    >>> region_key("West Kazakhstan region")
    'west-kazakhstan-region'
    """
    return name.lower().replace(" ", "-")


def places_of(regions: Sequence[str], width: int) -> tuple[list[tuple[int, int]], int, int]:
    """Find the places of regions.

    Parameters
    ----------
    regions : sequence of str
        Keys.
    width : int
        720 or 288.

    Returns
    -------
    places : list of (int, int)
        Row and column of each, from the top left.
    across, down : int
        Columns and rows of the whole.

    Raises
    ------
    InputError
        If a region has no place, or stands twice.
    """
    grid = _WIDE if width == WIDE else _NARROW
    placed = _placed(grid)
    findings = [
        Finding("region_tiles", region, "this region has no place", "Give it one in tileplaces.")
        for region in regions
        if region not in placed
    ]
    twice = {region for region in regions if list(regions).count(region) > 1}
    findings += [
        Finding("region_tiles", region, "it stands twice", "Give one row a region.")
        for region in sorted(twice)
    ]
    if findings:
        raise InputError(findings, "chart")
    return [placed[region] for region in regions], len(grid[0]), len(grid)
