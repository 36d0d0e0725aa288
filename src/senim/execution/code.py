"""The code of a notebook without what changes nothing: comments, layout, prose, outputs and counts."""

from __future__ import annotations

import ast
import io
import json
import threading
import time
import tokenize
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

Notebook = dict[str, Any]
PARAMETERS = "parameters"
INJECTED = "injected-parameters"

_LAYOUT = {
    tokenize.COMMENT,
    tokenize.NL,
    tokenize.NEWLINE,
    tokenize.INDENT,
    tokenize.DEDENT,
    tokenize.ENDMARKER,
}

_ONE_AT_A_TIME = threading.Lock()
_ATTEMPTS = 5
_PAUSE_SECONDS = 0.05
_SOURCES_KEPT = 4096


def load_notebook(path: Path) -> Notebook:
    """Read a notebook file as plain JSON, without the cost of a notebook library.

    Parameters
    ----------
    path : Path
        The ``.ipynb`` file.

    Returns
    -------
    dict
        Its content.

    Raises
    ------
    ValueError
        If it is not a notebook.
    """
    content = json.loads(path.read_text(encoding="utf-8"))
    if not isinstance(content, dict) or not isinstance(content.get("cells"), list):
        raise ValueError(f"{path.name} is not a notebook: it has no list of cells")
    return content


def cell_source(cell: dict[str, Any]) -> str:
    """Give the text of a cell, whether stored as one string or as lines.

    Parameters
    ----------
    cell : dict
        A notebook cell.

    Returns
    -------
    str
        Its text.
    """
    source = cell.get("source", "")
    return source if isinstance(source, str) else "".join(source)


def tags(cell: Mapping[str, Any]) -> list[str]:
    """Give the tags of a cell.

    Parameters
    ----------
    cell : mapping
        A notebook cell.

    Returns
    -------
    list of str
        Its tags.

    Examples
    --------
    >>> tags({"cell_type": "code", "metadata": {"tags": ["parameters"]}})
    ['parameters']
    >>> tags({"cell_type": "code"})
    []
    """
    return list(cell.get("metadata", {}).get("tags", []))


@lru_cache(maxsize=_SOURCES_KEPT)
def normalised_source(source: str) -> str:
    """Write Python in one canonical layout, without comments.

    Parameters
    ----------
    source : str
        The code of a cell or of a module.

    Returns
    -------
    str
        The same code in the layout of `ast.unparse`; lines of IPython magic are kept as they are.

    Examples
    --------
    >>> normalised_source("x=1 # why")
    'x = 1'
    >>> normalised_source("x;")
    'x;'
    """
    magic = [line.strip() for line in source.splitlines() if line.lstrip().startswith(("%", "!"))]
    plain = "\n".join(line for line in source.splitlines() if not line.lstrip().startswith(("%", "!")))
    try:
        code = ast.unparse(parsed(plain))
    except SyntaxError:
        # Broken code must still have a key: the run will tell what is wrong with it.
        return source.strip()
    # In a notebook a last semicolon hides the output, so it is part of the meaning.
    silenced = ";" if code and ";" in plain and _last_mark(plain) == ";" else ""
    return "\n".join([*magic, code + silenced]).strip()


def parsed(source: str) -> ast.Module:
    """Parse code; threads take turns.

    CPython 3.11 counts the depth of its parser once for all threads, and two that parse at the same
    time can end with ``SystemError: AST constructor recursion depth mismatch``. Threads of libraries
    (dask reads its settings so) know nothing of turns: what they spoiled is parsed again.

    Parameters
    ----------
    source : str
        Python code.

    Returns
    -------
    ast.Module
        The tree.

    Raises
    ------
    SyntaxError
        If it is not Python.
    """
    with _ONE_AT_A_TIME:
        for _ in range(_ATTEMPTS - 1):
            try:
                return ast.parse(source)
            except SystemError:
                time.sleep(_PAUSE_SECONDS)
        return ast.parse(source)


def normalised_cells(notebook: Notebook) -> tuple[str, ...]:
    """Give the code cells of a notebook in canonical layout, in order, without empty ones.

    Parameters
    ----------
    notebook : dict
        The notebook.

    Returns
    -------
    tuple of str
        One text per code cell that holds code.
    """
    cells = (cell for cell in notebook["cells"] if cell.get("cell_type") == "code")
    return tuple(code for cell in cells if (code := normalised_source(cell_source(cell))))


def _last_mark(source: str) -> str:
    marks = [
        token.string
        for token in tokenize.generate_tokens(io.StringIO(source).readline)
        if token.type not in _LAYOUT
    ]
    return marks[-1] if marks else ""
