"""Remove outputs and run counts from notebooks: ``python tools/strip_notebooks.py [--check] [file …]``.

Without files, every notebook under notebooks/. With ``--check`` nothing is written and the
exit code says whether something would be.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]


def strip(notebook: dict[str, Any]) -> dict[str, Any]:
    """Return a notebook without outputs, run counts and what an execution left in its metadata.

    Parameters
    ----------
    notebook : dict
        A notebook of format 4; not changed.

    Returns
    -------
    dict
        The same notebook as its author wrote it.
    """
    cells = []
    for cell in notebook["cells"]:
        metadata = {
            key: value for key, value in cell["metadata"].items() if key not in ("execution", "papermill")
        }
        cell = {**cell, "metadata": metadata}
        if cell["cell_type"] == "code":
            cell |= {"outputs": [], "execution_count": None}
        cells.append(cell)
    metadata = {
        key: value for key, value in notebook["metadata"].items() if key not in ("papermill", "widgets")
    }
    return {**notebook, "cells": cells, "metadata": metadata}


def main(arguments: list[str]) -> int:
    """Strip the named notebooks, or look whether they are stripped."""
    check = "--check" in arguments
    files = [Path(name) for name in arguments if name != "--check"] or sorted(
        (ROOT / "notebooks").glob("*.ipynb")
    )
    changed = []
    for file in files:
        notebook = json.loads(file.read_text(encoding="utf-8"))
        if strip(notebook) != notebook:
            changed.append(file)
            if not check:
                text = json.dumps(strip(notebook), indent=1, ensure_ascii=False)
                file.write_text(text + "\n", encoding="utf-8")
    for file in changed:
        print(f"{file}: {'has stored outputs; run tools/strip_notebooks.py' if check else 'outputs removed'}")
    return len(changed) if check else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
