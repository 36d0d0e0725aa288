"""The notebooks are what a runner of notebooks expects, and tell the truth about what they took."""

from __future__ import annotations

import ast
import contextlib
import io
import json
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import nbformat
import pytest
from benchmarks.executed import NotRunError, cells_of
from benchmarks.workloads import Workload


def execute(path: Path) -> None:
    """Run the code cells in this process, and keep what they print as the output of the last."""
    content = json.loads(path.read_text(encoding="utf-8"))
    names: dict[str, Any] = {}
    with contextlib.redirect_stdout(io.StringIO()) as printed:
        for cell in content["cells"]:
            if cell["cell_type"] == "code":
                exec(cell["source"], names)
    output = {"output_type": "stream", "name": "stdout", "text": printed.getvalue().splitlines(keepends=True)}
    content["cells"][-1]["outputs"] = [output]
    path.write_text(json.dumps(content), encoding="utf-8")


@pytest.mark.parametrize("workload", [Workload(8, 50), Workload(200, 0)])
def test_notebooks_are_valid_and_found_by_the_pipeline(workload: Workload) -> None:
    notebooks = workload.notebooks()
    assert len(notebooks) == workload.count
    for name, content in notebooks.items():
        assert fnmatch(f"{name}.ipynb", "[0-9][0-9]-*.ipynb")
        nbformat.validate(nbformat.from_dict(content))
        for cell in content["cells"]:
            if cell["cell_type"] == "code":
                ast.parse(cell["source"])


def test_no_two_notebooks_are_the_same_work() -> None:
    texts = [json.dumps(content) for content in Workload(40, 50).notebooks().values()]
    assert len(set(texts)) == len(texts)


def test_what_a_notebook_tells_is_read_back(tmp_path: Path) -> None:
    workload = Workload(3, 0)
    for path in workload.write(tmp_path):
        execute(path)
    cells = cells_of(tmp_path.glob("*.ipynb"), workload)
    assert [name for name, _ in cells.results] == list(workload.names)
    assert len({result for _, result in cells.results}) == 3
    assert 0 < cells.work_seconds < 1
    assert cells.floor_seconds(2) == cells.work_seconds / 2


def test_a_notebook_that_did_not_run_is_missed(tmp_path: Path) -> None:
    workload = Workload(3, 0)
    first, *_ = workload.write(tmp_path)
    execute(first)
    with pytest.raises(NotRunError, match="2 of 3 notebooks were not executed: 02-notebook-002"):
        cells_of(tmp_path.glob("*.ipynb"), workload)


@pytest.mark.slow
def test_more_rounds_are_more_work_and_imports_are_apart(tmp_path: Path) -> None:
    taken = []
    # The first loads the libraries, and what a first figure needs, for all in this process.
    for number, rounds in enumerate((1, 1, 2000)):
        workload = Workload(1, rounds)
        (path,) = workload.write(tmp_path / str(number))
        execute(path)
        taken.append(cells_of([path], workload))
    assert taken[2].work_seconds > 2 * taken[1].work_seconds
    assert taken[2].import_seconds < taken[2].work_seconds
