"""Run a notebook in this process, without a kernel: for notebooks that only lay out what others computed.

Such a notebook calls the library and shows what comes back. It has no magic, and it is trusted to end:
deadlines and memory caps need a process of their own, which is what kernels are for.
"""

from __future__ import annotations

import ast
import builtins
import io
import json
import threading
import time
import traceback
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from types import CodeType
from typing import Any

from senim.execution.canonical import INJECTED, injected_id, notebook_text, printed
from senim.execution.code import Notebook, cell_source, load_notebook, parsed
from senim.execution.diagnosis import opening
from senim.execution.failure import Failure, NotebookError, kind_of_error
from senim.execution.files import write_text
from senim.execution.parameters import check_parameters, declared_parameters
from senim.execution.run import NotebookRun

OnCell = Callable[[int, int], None]

# matplotlib is not made for threads, and the library's charts use it.
_ONE_AT_A_TIME = threading.Lock()


def run_inline(
    source: Path,
    output: Path,
    parameters: Mapping[str, Any] | None = None,
    *,
    on_cell: OnCell | None = None,
    watch: AbstractContextManager[None] | None = None,
) -> NotebookRun:
    """Run the cells of a notebook in this process; one notebook at a time.

    Parameters
    ----------
    source : Path
        The notebook.
    output : Path
        Where the executed notebook is written when it ends or fails.
    parameters : mapping of str to object, optional
        Values for the parameters the notebook declares.
    on_cell : callable, optional
        Called with (cells begun, number of cells) before each cell.
    watch : context manager, optional
        Entered while the cells run.

    Returns
    -------
    NotebookRun
        Where the executed notebook is and what it printed.

    Raises
    ------
    InputError
        If a parameter is unknown or of the wrong type; nothing is run then.
    NotebookError
        If a cell failed; the partial notebook is kept at `output`.
    """
    values = check_parameters(declared_parameters(source), parameters or {}, source.name)
    notebook = _with_parameters(load_notebook(source), values)
    with _ONE_AT_A_TIME:
        began = time.monotonic()
        with watch or nullcontext():
            failure = _run_cells(notebook, source.stem, on_cell or _unheard)
    write_text(output, notebook_text(notebook))
    if failure is not None:
        raise NotebookError(Failure(**failure, log=printed(notebook), partial=output))
    return NotebookRun(source.stem, output, time.monotonic() - began, printed(notebook))


def _run_cells(notebook: Notebook, name: str, on_cell: OnCell) -> dict[str, Any] | None:
    names: dict[str, Any] = {"__name__": "__main__", "__builtins__": builtins}
    cells, count, number = notebook["cells"], 0, 0
    for begun, cell in enumerate(cells, start=1):
        number += INJECTED not in cell.get("metadata", {}).get("tags", [])
        on_cell(begun, len(cells))
        if cell.get("cell_type") != "code":
            continue
        cell |= {"outputs": [], "execution_count": None}
        if not cell_source(cell).strip():
            continue
        count += 1
        cell["execution_count"] = count
        place = f"{name}, cell {number}"
        try:
            _run_cell(cell, place, names)
        except Exception as error:  # noqa: BLE001 - whatever a cell raises is its failure
            line = _failing_line(error, cell, place)
            cell["outputs"].append(_error_output(error, line))
            cause = f"{type(error).__name__}: {opening(str(error))}".rstrip(": ")
            kind = kind_of_error(type(error).__name__)
            return {"kind": kind, "notebook": name, "cell": number, "cause": cause, "line": line}
    return None


def _run_cell(cell: Notebook, place: str, names: dict[str, Any]) -> None:
    """Run one cell and put what it prints and shows into its outputs, in order."""
    outputs: list[Notebook] = cell["outputs"]

    def shown(value: object) -> None:
        outputs.append({"output_type": "display_data", "data": _bundle(value), "metadata": {}})

    def heard(*words: object, **how: Any) -> None:
        if how.get("file") is not None:
            print(*words, **how)
            return
        text = io.StringIO()
        print(*words, **{**how, "file": text})
        if outputs and outputs[-1].get("output_type") == "stream":
            outputs[-1]["text"] += text.getvalue()
        else:
            outputs.append({"output_type": "stream", "name": "stdout", "text": text.getvalue()})

    names |= {"display": shown, "print": heard}
    body, last = _compiled(cell_source(cell), place)
    exec(body, names)
    value = eval(last, names) if last is not None else None
    if value is not None:
        outputs.append(
            {
                "output_type": "execute_result",
                "data": _bundle(value),
                "metadata": {},
                "execution_count": cell["execution_count"],
            }
        )


def _compiled(source: str, place: str) -> tuple[CodeType, CodeType | None]:
    tree = parsed(source)
    silenced = source.rstrip().endswith(";")
    last = tree.body[-1] if tree.body else None
    if not isinstance(last, ast.Expr) or silenced:
        return compile(tree, place, "exec"), None
    tree.body.pop()
    return compile(tree, place, "exec"), compile(ast.Expression(last.value), place, "eval")


def _bundle(value: object) -> Notebook:
    """Show a value as IPython shows it: its own bundle, else its HTML and its text."""
    own = getattr(value, "_repr_mimebundle_", None)
    if own is not None:
        bundle: Notebook = own()
        return {"text/plain": repr(value), **bundle}
    html = getattr(value, "_repr_html_", None)
    plain: Notebook = {"text/plain": repr(value)}
    return {**plain, "text/html": html()} if html is not None else plain


def _with_parameters(notebook: Notebook, values: Mapping[str, Any]) -> Notebook:
    """Add the cell that papermill would add, after the one tagged ``parameters``."""
    copy: Notebook = json.loads(json.dumps(notebook))
    if not values:
        return copy
    source = "\n".join(["# Parameters", *(f"{name} = {value!r}" for name, value in values.items()), ""])
    cell: Notebook = {
        "cell_type": "code",
        "execution_count": None,
        "metadata": {"tags": [INJECTED]},
        "outputs": [],
        "source": source,
    }
    cell["id"] = injected_id(cell)
    tagged = [
        number
        for number, found in enumerate(copy["cells"], start=1)
        if "parameters" in found.get("metadata", {}).get("tags", [])
    ]
    copy["cells"].insert(tagged[0] if tagged else 0, cell)
    return copy


def _failing_line(error: BaseException, cell: Notebook, place: str) -> str:
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename == place]
    number = frames[-1].lineno if frames else getattr(error, "lineno", None)
    lines = cell_source(cell).splitlines()
    if number is None or not 1 <= number <= len(lines):
        return ""
    return f"line {number}: {lines[number - 1].strip()}"


def _error_output(error: BaseException, line: str) -> Notebook:
    text = "".join(traceback.format_exception(error)).splitlines()
    return {
        "output_type": "error",
        "ename": type(error).__name__,
        "evalue": str(error),
        "traceback": [*([line] if line else []), *text],
    }


def _unheard(begun: int, of: int) -> None:
    """Tell nobody."""
