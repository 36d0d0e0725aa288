"""The prose of a notebook: what a reader sees beside code and outputs, and that runs nothing."""

from __future__ import annotations

import hashlib
import json

from senim.execution.canonical import injected_id
from senim.execution.code import INJECTED, PARAMETERS, Notebook, cell_source, normalised_source, tags

SHOWN_CHARACTERS = 60


def prose_items(notebook: Notebook) -> dict[str, str]:
    """Give a digest for each piece of prose, with its first line so that a reader recognises it.

    Parameters
    ----------
    notebook : dict
        The notebook as written.

    Returns
    -------
    dict of str to str
        ``text cell 01`` and so on for cells that are not code, by their place among all cells, and
        ``tags`` for the tags of every cell. Comments and layout of code do not count.
    """
    items: dict[str, str] = {}
    tagged: list[list[str]] = []
    for number, cell in enumerate(notebook["cells"], start=1):
        tagged.append(sorted(tags(cell)))
        if cell.get("cell_type") != "code":
            text = cell_source(cell)
            first = next(iter(text.strip().splitlines()), "")[:SHOWN_CHARACTERS]
            items[f"text cell {number:02}"] = f"{_digest([cell.get('cell_type'), text])} {first}".strip()
    items["tags"] = _digest(tagged)
    return items


def woven(executed: Notebook, source: Notebook) -> Notebook:
    """Put the outputs of an executed notebook into the notebook as it is written now.

    Parameters
    ----------
    executed : dict
        A canonical executed notebook whose code means the same as that of `source`.
    source : dict
        The notebook with its present prose, tags and comments.

    Returns
    -------
    dict
        The prose of `source` with the outputs, counts and injected parameters of `executed`.

    Raises
    ------
    ValueError
        If the two do not hold the same code.
    """
    ran = [cell for cell in executed["cells"] if cell.get("cell_type") == "code"]
    injected = [cell for cell in ran if INJECTED in tags(cell)]
    outputs = iter([cell for cell in ran if INJECTED not in tags(cell) and _has_code(cell)])
    cells = []
    for number, cell in enumerate(source["cells"], start=1):
        copy = {"id": f"cell-{number}", **json.loads(json.dumps(cell))}
        cells.append(copy)
        if cell.get("cell_type") != "code":
            continue
        copy |= {"outputs": [], "execution_count": None}
        if _has_code(cell):
            copy |= _outputs_of(next(outputs, None), cell)
        if PARAMETERS in tags(cell):
            cells += [{**item, "id": injected_id(item)} for item in injected]
    if next(outputs, None) is not None:
        raise ValueError("the executed notebook holds more code than the notebook it was made from")
    return {**executed, "cells": cells}


def _outputs_of(ran: Notebook | None, cell: Notebook) -> Notebook:
    if ran is None or normalised_source(cell_source(ran)) != normalised_source(cell_source(cell)):
        raise ValueError("the executed notebook was made from other code")
    return {name: ran.get(name) for name in ("outputs", "execution_count")}


def _has_code(cell: Notebook) -> bool:
    return bool(normalised_source(cell_source(cell)))


def _digest(content: object) -> str:
    return hashlib.sha256(json.dumps(content, ensure_ascii=False).encode()).hexdigest()
