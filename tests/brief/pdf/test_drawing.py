from __future__ import annotations

from xml.etree.ElementTree import fromstring

from senim.brief.pdf.drawing import SVG, dress_drawings

STYLE = """
:root { --ink: #14202B; --main: #0A4F7E; }
svg .solid { fill: var(--ink); } svg.bar { display: block; width: 100%; }
svg text.centre { text-anchor: middle; } svg .hatched { fill: url(#hatch); }
@media screen { :root { --ink: #FFFFFF; } svg .solid { fill: red; } }
"""
PAGE = """<body><svg xmlns="http://www.w3.org/2000/svg"><defs><pattern id="hatch"><path/>
</pattern></defs></svg>
<svg xmlns="http://www.w3.org/2000/svg" class="bar"><circle class="solid"/><text class="centre">0</text>
<rect class="hatched"/><line stroke="var(--main, #000)"/><line stroke="var(--other, #CCD5DC)"/>
<text paint-order="stroke" stroke="var(--ink)" stroke-width="5">label</text></svg></body>"""


def test_shapes_carry_what_the_style_sheet_says() -> None:
    root = fromstring(PAGE)
    dress_drawings(root, STYLE)
    drawing = root[1]
    assert drawing.find(f"{SVG}circle").get("fill") == "#14202B"  # type: ignore[union-attr]
    centred, labelled = drawing.findall(f"{SVG}text")
    assert centred.get("text-anchor") == "middle"
    assert [line.get("stroke") for line in drawing.findall(f"{SVG}line")] == ["#0A4F7E", "#CCD5DC"]
    assert drawing.get("width") is None, "the width of a box is no width of a drawing"
    assert labelled.get("stroke") is None, "an outline would be drawn over the letters"


def test_a_pattern_is_brought_to_where_it_is_used() -> None:
    root = fromstring(PAGE)
    dress_drawings(root, STYLE)
    assert root[1].find(f"{SVG}defs/{SVG}pattern").get("id") == "hatch"  # type: ignore[union-attr]
    assert root[1].find(f"{SVG}rect").get("fill") == "url(#hatch)"  # type: ignore[union-attr]
