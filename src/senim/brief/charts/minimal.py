"""From matplotlib's SVG to the smallest one that says the same, in tokens, with a name and a description."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree import ElementTree
from xml.sax.saxutils import escape, quoteattr

from senim.brief.charts.tokens import variable
from senim.findings import Finding, InputError

HALO = "halo"
HATCH = "hatch"
DOTS = "dots:"

_SPACE = "{http://www.w3.org/2000/svg}"
_NUMBER = re.compile(r"-?\d*\.?\d+(?:e-?\d+)?")
_KEPT = ("fill", "stroke", "stroke-width", "stroke-dasharray", "font-weight", "font-size", "text-anchor")
_DEFAULT = {
    "fill": "#14202b",
    "font-size": "13px",
    "font-weight": "400",
    "text-anchor": "start",
    "stroke": "none",
    "stroke-width": "1",
}


def minimal_svg(
    drawn: str, *, width: float, height: float, title: str, description: str, id_prefix: str
) -> str:
    """Rewrite matplotlib's SVG.

    Parameters
    ----------
    drawn : str
        What matplotlib wrote.
    width, height : float
        Size in px.
    title, description : str
        Read out by assistive technology; escaped here.
    id_prefix : str
        Start of every id.

    Returns
    -------
    str
        One ``svg`` element: fonts inherited, colours as tokens, coordinates with two decimals at most.

    Raises
    ------
    InputError
        If a colour is no token, or an element is of a kind that charts do not use.
    """
    wide, high = rounded(str(width)), rounded(str(height))
    body = "".join(_elements(ElementTree.fromstring(drawn), "", id_prefix))
    hatching = _hatching(id_prefix) if f"url(#{id_prefix}-hatch)" in body else ""
    names = f"{id_prefix}-title {id_prefix}-desc"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="{names}" '
        f'width="{wide}" height="{high}" viewBox="0 0 {wide} {high}" '
        f'font-size="13" fill="{variable(_DEFAULT["fill"])}">'
        f'<title id="{id_prefix}-title">{escape(title)}</title>'
        f'<desc id="{id_prefix}-desc">{escape(description)}</desc>{hatching}{body}</svg>'
    )


def rounded(numbers: str) -> str:
    """Round every number in a piece of SVG to two decimals.

    Parameters
    ----------
    numbers : str
        Path data, or one number.

    Returns
    -------
    str
        The same, shorter.

    Examples
    --------
    >>> rounded("M 10.00001 -0.001 L 3.14159 2")
    'M 10 0 L 3.14 2'
    """
    return _NUMBER.sub(lambda found: _short(float(found.group())), numbers)


def _short(number: float) -> str:
    text = f"{number:.2f}".rstrip("0").rstrip(".")
    return "0" if text in {"-0", ""} else text


def _hatching(id_prefix: str) -> str:
    # drawn here and not by matplotlib: its pattern is one page-sized path of some fifty strokes
    return (
        f'<defs><pattern id="{id_prefix}-hatch" width="6" height="6" patternUnits="userSpaceOnUse" '
        f'patternTransform="rotate(45)">'
        f'<path d="M0 0V6" stroke="{variable("#6b7884")}" stroke-width="2.4"/></pattern></defs>'
    )


def _elements(node: ElementTree.Element, mark: str, id_prefix: str) -> Iterator[str]:
    kind = node.tag.removeprefix(_SPACE)
    if kind in {"defs", "metadata"}:
        return
    if kind in {"svg", "g"}:
        # matplotlib nests the marks of a line in a group without a name: the name above holds
        inner = node.get("id", mark)
        dots = inner.startswith(DOTS) and node.get("id") is not None
        yield from _circles(node, inner, id_prefix) if dots else _children(node, inner, id_prefix)
    elif kind == "path":
        style = _style(node)
        if mark == HATCH:
            style["fill"] = f"url(#{id_prefix}-hatch)"
        yield f"<path d={quoteattr(_path(node.get('d', '')))}{_attributes(style)}/>"
    elif kind == "text":
        yield _text(node, mark)
    else:
        remedy = "Draw with the lines, areas, dots and words of a Drawing."
        raise InputError([Finding("chart", f"<{kind}>", "charts do not use this element", remedy)], "chart")


def _children(node: ElementTree.Element, mark: str, id_prefix: str) -> Iterator[str]:
    for child in node:
        yield from _elements(child, mark, id_prefix)


def _circles(node: ElementTree.Element, mark: str, id_prefix: str) -> Iterator[str]:
    radius = rounded(mark.removeprefix(DOTS))
    used = list(node.iter(f"{_SPACE}use"))
    style = _attributes(_style(used[0]))
    places = ((rounded(mark.get("x", "0")), rounded(mark.get("y", "0"))) for mark in used)
    yield f"<g{style}>" + "".join(f'<circle cx="{x}" cy="{y}" r="{radius}"/>' for x, y in places) + "</g>"


def _text(node: ElementTree.Element, mark: str) -> str:
    style = _style(node)
    halo = ""
    if mark == HALO:
        halo = (
            f' paint-order="stroke" stroke="{variable("#ffffff")}" stroke-width="5" stroke-linejoin="round"'
        )
    place = f'x="{rounded(node.get("x", "0"))}" y="{rounded(node.get("y", "0"))}"'
    return f"<text {place}{_attributes(style)}{halo}>{escape(node.text or '')}</text>"


def _style(node: ElementTree.Element) -> dict[str, str]:
    pairs = (part.split(":", 1) for part in node.get("style", "").split(";") if ":" in part)
    return {name.strip(): value.strip() for name, value in pairs}


def _attributes(style: dict[str, str]) -> str:
    written = []
    for name in _KEPT:
        value = style.get(name)
        if value is None or value == _DEFAULT.get(name):
            continue
        if name in {"fill", "stroke"} and not value.startswith("url("):
            value = variable(value)
        elif name in {"stroke-width", "stroke-dasharray", "font-size"}:
            value = rounded(value.removesuffix("px"))
        written.append(f' {name}="{value}"')
    return "".join(written)


def _path(data: str) -> str:
    short = re.sub(r"\s+", " ", rounded(data)).strip()
    # a line after a line needs no letter, and no letter needs a space beside it
    short = re.sub(r"(?<=\d) L (?=[-\d.])", " ", re.sub(r"^M ([-\d.]+ [-\d.]+) L", r"M \1 L", short))
    return re.sub(r" ?([MLzC]) ?", r"\1", short)
