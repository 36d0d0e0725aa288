"""An executed notebook without what differs between two equal runs: times, paths, random ids, numbers."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from itertools import groupby
from typing import Any

from senim.execution.code import INJECTED, Notebook, cell_source, tags

_ADDRESS = re.compile(r" at 0x[0-9a-f]{6,}")
# Warnings name the file of a cell, whose folder has the number of the process in its name.
_PROCESS = re.compile(r"ipykernel_[0-9]+/")
_VOLATILE = ("papermill", "execution")


def canonical_notebook(notebook: Notebook, replaced: Mapping[str, str] | None = None) -> Notebook:
    """Remove times, durations, absolute paths, random ids and numbers of processes.

    Parameters
    ----------
    notebook : dict
        An executed notebook.
    replaced : mapping of str to str, optional
        Texts to replace everywhere (folders of this machine), longest first.

    Returns
    -------
    dict
        A copy; two equal runs give equal copies.
    """
    text = json.dumps(notebook, ensure_ascii=False)
    for old, new in sorted((replaced or {}).items(), key=lambda pair: -len(pair[0])):
        for form in (old, _as_papermill_writes(old)):
            text = text.replace(_inside_json(form), _inside_json(new))
    copy: Notebook = json.loads(_PROCESS.sub("ipykernel/", _ADDRESS.sub(" at 0x0", text)))
    for name in _VOLATILE:
        copy.get("metadata", {}).pop(name, None)
    for number, cell in enumerate(copy["cells"], start=1):
        if "outputs" in cell:
            cell["outputs"] = _joined(cell["outputs"])
        for name in _VOLATILE:
            cell.get("metadata", {}).pop(name, None)
        if INJECTED in tags(cell):
            cell["id"] = injected_id(cell)
        elif "id" not in cell:
            cell["id"] = f"cell-{number}"
    return copy


def injected_id(cell: Mapping[str, Any]) -> str:
    """Give the cell of injected parameters an id that follows from its content.

    Parameters
    ----------
    cell : mapping
        The cell.

    Returns
    -------
    str
        ``parameters-`` and eight hexadecimal digits.
    """
    return f"parameters-{_short(cell_source(dict(cell)))}"


def _joined(outputs: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Join what was printed between two displays: a kernel cuts it where its clock says so."""
    joined: list[dict[str, Any]] = []
    for is_stream, group in groupby(outputs, key=lambda output: output.get("output_type") == "stream"):
        together = list(group)
        if not is_stream or len(together) == 1:
            joined += together
            continue
        for name in ("stdout", "stderr"):
            text = "".join("".join(output["text"]) for output in together if output["name"] == name)
            if text:
                joined.append({"name": name, "output_type": "stream", "text": text.splitlines(keepends=True)})
    return joined


def without_outputs(notebook: Notebook) -> Notebook:
    """Remove outputs and counts: the form in which notebooks are compared and kept in git.

    Parameters
    ----------
    notebook : dict
        A notebook.

    Returns
    -------
    dict
        A copy without outputs.
    """
    copy: Notebook = json.loads(json.dumps(notebook))
    for cell in copy["cells"]:
        if cell.get("cell_type") == "code":
            cell["outputs"] = []
            cell["execution_count"] = None
    return copy


def notebook_text(notebook: Notebook) -> str:
    """Write a notebook as the text of its file.

    Parameters
    ----------
    notebook : dict
        A notebook.

    Returns
    -------
    str
        JSON with sorted keys and a last line break.
    """
    return json.dumps(notebook, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _as_papermill_writes(text: str) -> str:
    """Give a text as it stands between quotes in the cell of injected parameters."""
    return text.encode("unicode_escape").decode("ascii").replace('"', '\\"')


def _inside_json(text: str) -> str:
    quoted: str = json.dumps(text, ensure_ascii=False)
    return quoted[1:-1]


def _short(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def printed(notebook: Notebook) -> str:
    """Collect what the cells printed, in order.

    Parameters
    ----------
    notebook : dict
        An executed notebook.

    Returns
    -------
    str
        Text of standard output and standard error of every cell.
    """
    texts: list[str] = []
    for cell in notebook["cells"]:
        outputs: list[dict[str, Any]] = cell.get("outputs", [])
        for output in outputs:
            if output.get("output_type") == "stream":
                text = output.get("text", "")
                texts.append(text if isinstance(text, str) else "".join(text))
    return "".join(texts)
