"""Only edits that can change a result change the code of a notebook."""

from __future__ import annotations

import ast
import gc
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from senim.execution.code import load_notebook, normalised_cells, normalised_source, parsed
from senim.paths import project_root


def cells(*sources: str, outputs: Any = (), prose: str = "") -> tuple[str, ...]:
    code = [{"cell_type": "code", "source": source, "outputs": list(outputs)} for source in sources]
    return normalised_cells({"cells": [{"cell_type": "markdown", "source": prose}, *code]})


@pytest.mark.parametrize(
    "same",
    [
        cells("x=1  # one", "y = ( 2 )"),
        cells("x = 1\n\n", "# why\ny = 2"),
        cells("x = 1", "", "# only a comment", "y = 2"),
        cells("x = 1", "y = 2", prose="# Other words"),
        cells("x = 1", "y = 2", outputs=[{"output_type": "stream", "text": "hi"}]),
    ],
)
def test_cosmetic_edits_change_nothing(same: tuple[str, ...]) -> None:
    assert same == cells("x = 1", "y = 2")


@pytest.mark.parametrize(
    ("one", "other"),
    [("x = 1", "x = 2"), ("x", "x;"), ("x = '#1'", "x = '#2'"), ("%time x", "x"), ("x = (", "x = ((")],
)
def test_real_edits_change_it(one: str, other: str) -> None:
    assert normalised_source(one) != normalised_source(other)


def test_order_of_cells_counts() -> None:
    assert cells("x = 1", "y = 2") != cells("y = 2", "x = 1")


def test_source_as_lines_or_as_text(tmp_path: Path, small: ModuleType) -> None:
    path = small.write_notebook(tmp_path / "n.ipynb", "x = 1\ny = 2")
    lines = {"cells": [{"cell_type": "code", "source": ["x = 1\n", "y = 2"]}]}
    assert normalised_cells(load_notebook(path)) == normalised_cells(lines)


def test_not_a_notebook(tmp_path: Path) -> None:
    (tmp_path / "n.ipynb").write_text("[]", encoding="utf-8")
    with pytest.raises(ValueError, match="no list of cells"):
        load_notebook(tmp_path / "n.ipynb")


class Slow:
    """Garbage whose end runs long enough for another thread to take over inside the parser."""

    def __init__(self) -> None:
        self.itself = self

    def __del__(self) -> None:
        for _ in range(2000):
            pass


def test_threads_that_parse_at_once_do_not_disturb_each_other() -> None:
    """A switch of threads inside the parser of CPython 3.11 ends in SystemError."""
    package = project_root() / "src" / "senim"
    sources = [path.read_text(encoding="utf-8") for path in sorted(package.rglob("*.py"))[:60]]

    def read_all(_: int) -> list[str]:
        read = []
        for source in sources:
            Slow()
            read.append(normalised_source(source))
        return read

    switch, threshold = sys.getswitchinterval(), gc.get_threshold()
    sys.setswitchinterval(1e-5)
    gc.set_threshold(200)
    try:
        with ThreadPoolExecutor(2) as pool:
            first, *others = pool.map(read_all, range(4))
    finally:
        sys.setswitchinterval(switch)
        gc.set_threshold(*threshold)
    assert all(other == first for other in others)


def test_what_a_foreign_thread_spoiled_is_parsed_again(monkeypatch: pytest.MonkeyPatch) -> None:
    real, calls = ast.parse, []

    def spoiled(source: str) -> ast.Module:
        calls.append(source)
        if len(calls) < 3:
            raise SystemError("AST constructor recursion depth mismatch (before=48, after=245)")
        return real(source)

    monkeypatch.setattr("ast.parse", spoiled)
    assert isinstance(parsed("x = 1"), ast.Module)
    assert len(calls) == 3
