"""The smallest SVG that says the same."""

from __future__ import annotations

import pytest

from senim.brief.charts.minimal import minimal_svg, rounded
from senim.findings import InputError

START = '<svg xmlns="http://www.w3.org/2000/svg">'


def shrink(body: str) -> str:
    """Shrink a body as matplotlib would write it."""
    return minimal_svg(
        f"{START}{body}</svg>", width=720, height=10, title="<t>", description="d", id_prefix="p"
    )


def test_two_decimals_and_no_minus_zero():
    assert rounded("M -0.001 1.23456 L 1e-7 -2.5") == "M 0 1.23 L 0 -2.5"


def test_title_is_escaped():
    assert '<title id="p-title">&lt;t&gt;</title>' in shrink("")


def test_path_is_packed_and_coloured():
    style = "fill: #ffffff; stroke: #14202b; stroke-width: 1.5"
    colours = 'fill="var(--paper, #FFFFFF)" stroke="var(--ink, #14202B)" stroke-width="1.5"'
    drawn = shrink(f'<path d="M 10 20 \nL 30 40.126 \nL -5 6 \nz" style="{style}"/>')
    assert f'<path d="M10 20 30 40.13 -5 6z" {colours}/>' in drawn


def test_unknown_colour_and_element_fail():
    with pytest.raises(InputError, match="#00ff00"):
        shrink('<path d="M 0 0" style="fill: #00ff00"/>')
    with pytest.raises(InputError, match="<image>"):
        shrink("<image/>")
