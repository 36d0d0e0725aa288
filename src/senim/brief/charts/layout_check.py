"""Check a finished drawing by machine: words inside it, apart from each other, large enough, readable."""

from __future__ import annotations

import re
from xml.etree import ElementTree

from senim.brief.charts.tokens import DARK, LIGHT, contrast
from senim.brief.charts.words import SMALLEST, Box, Weight, ink_of
from senim.findings import Finding

_SPACE = "{http://www.w3.org/2000/svg}"
_TOKEN = re.compile(r"var\(--([a-z0-9]+), (#[0-9A-F]{6})\)")
_LEAST_CONTRAST = 4.5
_INHERITED = "var(--ink, #14202B)"


def text_boxes(svg: str) -> list[tuple[str, Box]]:
    """Measure every text of a drawing as its ink.

    Parameters
    ----------
    svg : str
        The drawing.

    Returns
    -------
    list of (str, Box)
        Words and the room their ink takes, in px, in the widest font of the stack.
    """
    boxes = []
    for node in ElementTree.fromstring(svg).iter(f"{_SPACE}text"):
        words = node.text or ""
        weight: Weight = "bold" if node.get("font-weight") == "700" else "regular"
        wide, high, deep = ink_of(words, float(node.get("font-size", SMALLEST)), weight)
        x, y = float(node.get("x", 0)), float(node.get("y", 0))
        left = x - {"start": 0.0, "middle": wide / 2, "end": wide}[node.get("text-anchor", "start")]
        boxes.append((words, Box(left, y - high, left + wide, y + deep)))
    return boxes


def layout_findings(svg: str, name: str = "chart") -> list[Finding]:
    """List what is wrong with the words of a drawing.

    Parameters
    ----------
    svg : str
        The drawing.
    name : str
        Its name, for the findings.

    Returns
    -------
    list of Finding
        Text outside the drawing, texts that overlap, text below 13 px, text whose colour is no token
        or has a contrast below 4.5 on paper in light or dark.
    """
    root = ElementTree.fromstring(svg)
    sheet = Box(0, 0, float(root.get("width", 0)), float(root.get("height", 0)))
    boxes = text_boxes(svg)
    findings = []
    for index, (words, box) in enumerate(boxes):
        if (
            box.left < sheet.left
            or box.right > sheet.right
            or box.top < sheet.top
            or box.bottom > sheet.bottom
        ):
            findings.append(Finding(name, repr(words), "the text leaves the drawing", "Give it more room."))
        for other, second in boxes[index + 1 :]:
            if box.meets(second):
                findings.append(
                    Finding(name, f"{words!r} and {other!r}", "the texts overlap", "Move one of them.")
                )
    for node in root.iter(f"{_SPACE}text"):
        findings += _readable(node, name)
    return findings


def _readable(node: ElementTree.Element, name: str) -> list[Finding]:
    words = repr(node.text or "")
    findings = []
    if float(node.get("font-size", SMALLEST)) < SMALLEST:
        findings.append(Finding(name, words, "the text is too small", f"Draw it at {SMALLEST:g} px or more."))
    token = _TOKEN.fullmatch(node.get("fill", _INHERITED))
    if token is None or LIGHT.get(token[1]) != token[2]:
        findings.append(Finding(name, words, "the colour of the text is no token", "Use a token."))
    elif token[1] != "paper":
        for theme in (LIGHT, DARK):
            if contrast(theme[token[1]], theme["paper"]) < _LEAST_CONTRAST:
                findings.append(
                    Finding(name, words, f"{token[1]} is too faint for text", "Use ink, main or alt.")
                )
    return findings
