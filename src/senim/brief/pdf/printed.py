"""What of a page is printed: folded parts are opened, what only a screen can use is left out."""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement

MOST_ROWS = 12
"""A table behind a chart is printed up to here; a longer one would be a wall, and the page has it."""

_HIDDEN = frozenset({"skip", "languages", "doors", "narrow-only", "ground", "band", "twin-file"})
_COLUMNS = {
    "about": ("group", "label"),
    "size": ("range", "note"),
    "chance": ("likelihood", "scalebox"),
    "evidence": ("confidence",),
}
_SCRIPTS = frozenset({"script", "noscript", "template", "button", "input", "dialog"})


def keep_what_is_printed(root: Element) -> None:
    """Bring a page into the form in which it is printed.

    Parameters
    ----------
    root : Element
        The page; changed in place.
    """
    _thin(root)
    for node in root.iter("li"):
        if "cell" in _classes(node):
            _in_columns(node)
    for node in root.iter("details"):
        node.set("open", "")


def _thin(node: Element) -> None:
    for child in list(node):
        if _left_out(child):
            _remove(node, child)
        else:
            _thin(child)


def _left_out(node: Element) -> bool:
    names = _classes(node)
    if node.tag in _SCRIPTS or names & _HIDDEN:
        return True
    if node.tag == "a" and (node.get("download") is not None or (node.get("href") or "").startswith("data:")):
        return True  # a file inside the page cannot be taken out of paper
    return node.tag == "details" and any(rows > MOST_ROWS for rows in _twins(node))


def _twins(node: Element) -> list[int]:
    twins = [table for table in node.iter("table") if "twin" in _classes(table)]
    return [sum(1 for _ in table.iter("tr")) - 1 for table in twins]


def _in_columns(cell: Element) -> None:
    """Put the parts of a cell of the strip into columns: the writer lays no item over rows of a grid."""
    parts = {name: child for child in cell for name in _classes(child)}
    cell[:] = []
    cell.set("class", f"{cell.get('class', '')} rows")
    for column, names in _COLUMNS.items():
        held = SubElement(cell, "div", {"class": column})
        for name in names:
            if name == "range":
                held.append(beside := Element("div", {"class": "both"}))
                beside.extend(parts[part] for part in ("range", "barbox") if part in parts)
            elif name in parts and "again" not in _classes(parts[name]):
                held.append(parts[name])


def _classes(node: Element) -> set[str]:
    return set((node.get("class") or "").split())


def _remove(parent: Element, child: Element) -> None:
    """Take a child out, and leave the text that follows it."""
    place = list(parent).index(child)
    tail = child.tail or ""
    if tail and place:
        before = parent[place - 1]
        before.tail = (before.tail or "") + tail
    elif tail:
        parent.text = (parent.text or "") + tail
    parent.remove(child)
