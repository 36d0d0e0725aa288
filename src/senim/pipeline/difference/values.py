"""Values in YAML files, compared leaf by leaf."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from senim.pipeline.difference.model import ValueMoved

SEPARATOR = "/"
# The parser of libyaml, where PyYAML has it, is many times faster.
_PARSER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# Words about a value: they move no number.
REMARKS = frozenset({"note", "reason", "source", "title", "definition"})


def values_moved(before: Mapping[str, Path], now: Mapping[str, Path], place: str) -> tuple[ValueMoved, ...]:
    """Compare the YAML files of a folder.

    Parameters
    ----------
    before, now : mapping of str to Path
        Files by name.
    place : str
        Beginning of the names to compare, such as ``parameters/``.

    Returns
    -------
    tuple of ValueMoved
        Leaves that moved, by file and path (``crime.lag_weights/value[2]``).
    """
    moved = []
    for name in sorted(name for name in {*before, *now} if name.startswith(place)):
        old, new = _leaves(before.get(name)), _leaves(now.get(name))
        moved += [
            ValueMoved(name, item, old.get(item), new.get(item))
            for item in sorted({*old, *new})
            if old.get(item) != new.get(item)
        ]
    return tuple(moved)


def bears_on_numbers(item: str) -> bool:
    """Tell whether a leaf can move a number, or is a remark about one.

    Parameters
    ----------
    item : str
        Path of the leaf.

    Returns
    -------
    bool
        False for notes, reasons, sources and titles.
    """
    return not REMARKS.intersection(item.split(SEPARATOR))


def leaves_of(content: Any) -> dict[str, str]:
    """Take plain data apart.

    Parameters
    ----------
    content : JSON-like
        The data.

    Returns
    -------
    dict of str to str
        Leaves by their path.

    Examples
    --------
    >>> leaves_of({"a": [1, "b"]})
    {'a[1]': '1', 'a[2]': 'b'}
    """
    return dict(_walk(content, ""))


def _leaves(path: Path | None) -> dict[str, str]:
    if path is None:
        return {}
    text = path.read_text(encoding="utf-8", errors="replace")
    try:
        content = yaml.load(text, Loader=_PARSER)
    except yaml.YAMLError:
        return {"": text}
    return leaves_of(content)


def _walk(value: Any, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict) and value:
        for name, inner in value.items():
            yield from _walk(inner, f"{path}{SEPARATOR}{name}" if path else str(name))
    elif isinstance(value, list) and value:
        for place, inner in enumerate(value, start=1):
            yield from _walk(inner, f"{path}[{place}]")
    else:
        yield path, _written(value)


def _written(value: Any) -> str:
    """Write a leaf: a text as it is, in quotes where it could be taken for a number."""
    if not isinstance(value, str):
        return json.dumps(value, default=str, ensure_ascii=False)
    try:
        json.loads(value)
    except ValueError:
        return value
    return json.dumps(value, ensure_ascii=False)
