"""Run a notebook in this process, without a kernel: for notebooks that only lay out what others computed.

Such a notebook calls the library and shows what comes back. It has no magic, and it is trusted to end:
deadlines and memory caps need a process of their own, which is what kernels are for.
"""

from __future__ import annotations

import ast
import builtins
import datetime
import io
import json
import linecache
import threading
import time
import traceback
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from types import CodeType
from typing import Any

from senim.execution.canonical import injected_id, notebook_text, printed
from senim.execution.code import INJECTED, PARAMETERS, Notebook, cell_source, load_notebook, parsed, tags
from senim.execution.diagnosis import Traces, diagnose
from senim.execution.failure import NotebookError
from senim.execution.files import TEMPORARY, write_text
from senim.execution.guard.here import watched_here
from senim.execution.guard.session import GuardRecord, Watch
from senim.execution.guard.witness import INLINE_CELL
from senim.execution.limits import Limits
from senim.execution.parameters import check_parameters, declared_parameters
from senim.execution.partial import with_partial
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
    watch: Watch | None = None,
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
    watch : Watch, optional
        How it is watched what the notebook opens; nothing is watched by default.

    Returns
    -------
    NotebookRun
        Where the executed notebook is and what it printed.

    Raises
    ------
    InputError
        If a parameter is unknown or of the wrong type; nothing is run then.
    NotebookError
        If a cell failed, or the notebook opened what it does not declare and that is refused; the partial
        notebook is kept at `output`.
    KeyboardInterrupt
        If the user ends the run.
    """
    values = check_parameters(declared_parameters(source), parameters or {}, source.name)
    notebook = _with_parameters(load_notebook(source), values)
    with _ONE_AT_A_TIME:
        began, seen = time.monotonic(), None
        if watch is None:
            _run_cells(notebook, source.stem, on_cell)
        else:
            record = GuardRecord(watch, output.with_name(f"{TEMPORARY}{output.stem}.seen").resolve())
            record.remove()
            try:
                with watched_here(record):
                    _run_cells(notebook, source.stem, record.marking(on_cell))
                seen = record.read()
            finally:
                record.remove()
    error: Exception | None = None
    try:
        write_text(output, notebook_text(notebook))
    except OSError as refused:
        error = refused
    ended = time.monotonic()
    failure = diagnose(source.stem, Traces(notebook, error, Limits(began), ended, seen=seen))
    if failure is not None:
        failure = replace(failure, seconds=ended - began)
        raise NotebookError(with_partial(failure, notebook, output)) from error
    sightings = seen.sightings if seen else ()
    return NotebookRun(source.stem, output, ended - began, printed(notebook), sightings=sightings)


def _run_cells(notebook: Notebook, name: str, on_cell: OnCell | None) -> None:
    """Run cell after cell up to the first that fails; each tells of itself what papermill tells of a cell."""
    names: dict[str, Any] = {"__name__": "__main__", "__builtins__": builtins}
    cells, count, number = notebook["cells"], 0, 0
    for begun, cell in enumerate(cells, start=1):
        number += INJECTED not in tags(cell)
        if on_cell is not None:
            on_cell(begun, len(cells))
        told = {"status": "completed", "exception": False, "start_time": _now()}
        cell.setdefault("metadata", {})["papermill"] = told
        if cell.get("cell_type") == "code":
            cell |= {"outputs": [], "execution_count": None}
            if cell_source(cell).strip():
                count += 1
                cell["execution_count"] = count
                began = time.monotonic()
                if not _ran(cell, f"{INLINE_CELL}{name}, cell {number}", names):
                    told |= {"status": "failed", "exception": True}
                told["duration"] = time.monotonic() - began
        told["end_time"] = _now()
        if told["status"] == "failed":
            return


def _ran(cell: Notebook, place: str, names: dict[str, Any]) -> bool:
    """Run one cell; whatever it raises is its failure, except that the user ends the run."""
    source = cell_source(cell)
    # Tracebacks, and the guard, take the text of a line from there.
    linecache.cache[place] = (len(source), None, source.splitlines(keepends=True), place)
    try:
        _run_cell(cell, place, names)
    except BaseException as error:
        # Whatever it is: sys.exit in a cell must not end this program as a success.
        if isinstance(error, KeyboardInterrupt) and threading.current_thread() is threading.main_thread():
            # Ctrl-C reaches the main thread alone: in any other a cell raised it itself.
            raise
        cell["outputs"].append(_error_output(error, _failing_line(error, cell, place)))
        return False
    finally:
        linecache.cache.pop(place, None)
    return True


def _now() -> str:
    return datetime.datetime.now(tz=datetime.UTC).isoformat()


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
    tagged = [number for number, found in enumerate(copy["cells"], start=1) if PARAMETERS in tags(found)]
    copy["cells"].insert(tagged[0] if tagged else 0, cell)
    return copy


def _failing_line(error: BaseException, cell: Notebook, place: str) -> str:
    """Point at the line of the cell as IPython does; an empty text where none is known."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename == place]
    number = frames[-1].lineno if frames else getattr(error, "lineno", None)
    lines = cell_source(cell).splitlines()
    if number is None or not 1 <= number <= len(lines):
        return ""
    return f"----> {number} {lines[number - 1].strip()}"


def _error_output(error: BaseException, line: str) -> Notebook:
    text = "".join(traceback.format_exception(error)).splitlines()
    return {
        "output_type": "error",
        "ename": type(error).__name__,
        "evalue": str(error),
        "traceback": [*([line] if line else []), *text],
    }
