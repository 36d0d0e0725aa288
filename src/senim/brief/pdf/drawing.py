"""Give drawings inside a page their styles as attributes: a PDF writer reads no style sheet into them."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element

SVG = "{http://www.w3.org/2000/svg}"
_VARIABLE = re.compile(r"var\(\s*(--[\w-]+)\s*(?:,\s*([^()]*))?\)")
_PATTERN = re.compile(r"url\(#([\w-]+)\)")
# Properties of a box that mean nothing to a shape.
_OF_BOXES = frozenset({"display", "flex", "overflow", "width", "height", "margin-top", "max-width"})


def dress_drawings(root: Element, style: str) -> None:
    """Write into each drawing what the style sheet says of its shapes.

    Rules whose selector begins with ``svg`` count; custom properties take their value from ``:root``. A
    pattern that another drawing defines is copied in.

    Parameters
    ----------
    root : Element
        The page; changed in place.
    style : str
        Its style sheet.
    """
    import tinycss2

    sheet = tinycss2.parse_stylesheet(style, skip_comments=True, skip_whitespace=True)
    rules = [rule for rule in sheet if rule.type == "qualified-rule"]
    tokens = dict(_tokens(rules))
    matcher = _matcher(rules, tokens)
    patterns = {node.get("id", ""): node for node in root.iter(f"{SVG}pattern")}
    drawings = [wrapped for wrapped in _wrapped(root) if wrapped.etree_element.tag == f"{SVG}svg"]
    for drawing in drawings:
        for wrapped in drawing.iter_subtree():
            _dress(wrapped.etree_element, matcher.match(wrapped), tokens)
    for drawing in drawings:
        _bring_patterns(drawing.etree_element, patterns)


def resolved(value: str, tokens: dict[str, str]) -> str:
    """Put values in place of custom properties.

    Parameters
    ----------
    value : str
        A value of a property.
    tokens : dict of str to str
        Values by name, two hyphens included.

    Returns
    -------
    str
        The value; a property that is not known gives its fallback.

    Examples
    --------
    >>> resolved("var(--ink, #14202B)", {})
    '#14202B'
    """
    return _VARIABLE.sub(lambda found: tokens.get(found[1], (found[2] or "").strip()), value).strip()


def _dress(node: Element, matched: list[Any], tokens: dict[str, str]) -> None:
    told: dict[str, str] = {}
    for found in sorted(matched, key=lambda found: (found[0], found[1])):
        told |= found[3]
    for name, value in list(node.attrib.items()):
        if "var(" in value:
            node.set(name, resolved(value, tokens))
    for name, value in told.items():
        node.set(name, value)
    if node.get("paint-order"):
        # The outline would be drawn over the letters: the writer knows no order of painting.
        for name in ("paint-order", "stroke", "stroke-width", "stroke-linejoin"):
            node.attrib.pop(name, None)


def _tokens(rules: list[Any]) -> Iterator[tuple[str, str]]:
    import tinycss2

    for rule in rules:
        if tinycss2.serialize(rule.prelude).strip() == ":root":
            for item in _declared(rule):
                if item.name.startswith("--"):
                    yield item.name, tinycss2.serialize(item.value).strip()


def _matcher(rules: list[Any], tokens: dict[str, str]) -> Any:
    import cssselect2
    import tinycss2

    matcher = cssselect2.Matcher()
    for rule in rules:
        if not tinycss2.serialize(rule.prelude).startswith("svg"):
            continue
        told = {
            item.name: resolved(tinycss2.serialize(item.value), tokens)
            for item in _declared(rule)
            if item.name not in _OF_BOXES
        }
        for selector in cssselect2.compile_selector_list(rule.prelude):
            if told and selector.pseudo_element is None:
                matcher.add_selector(selector, told)
    return matcher


def _declared(rule: Any) -> list[Any]:
    import tinycss2

    items = tinycss2.parse_declaration_list(rule.content, skip_comments=True, skip_whitespace=True)
    return [item for item in items if item.type == "declaration"]


def _wrapped(root: Element) -> Iterator[Any]:
    import cssselect2

    yield from cssselect2.ElementWrapper.from_html_root(root).iter_subtree()


def _bring_patterns(drawing: Element, patterns: dict[str, Element]) -> None:
    own = {node.get("id") for node in drawing.iter(f"{SVG}pattern")}
    values = (value for node in drawing.iter() for value in node.attrib.values())
    wanted = {name for value in values for name in _PATTERN.findall(value)} - own
    for name in sorted(wanted & patterns.keys()):
        held = Element(f"{SVG}defs")
        held.append(copy.deepcopy(patterns[name]))
        drawing.insert(0, held)
