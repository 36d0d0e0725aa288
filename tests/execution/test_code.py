"""Only edits that can change a result change the code of a notebook."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from senim.execution.code import load_notebook, normalised_cells, normalised_source


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
