"""A notebook that lays out what others computed: the same in its own process, and ended truthfully there."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from senim.execution.apart import Workshop, worked_in
from senim.execution.failure import FailureKind, NotebookError
from senim.execution.guard.rules import Rules
from senim.execution.guard.session import Watch
from senim.execution.layout import lay_out


@pytest.fixture(scope="module")
def shop() -> Iterator[Workshop]:
    workshop = Workshop(("pandas", "senim.execution.layout"))
    yield workshop
    workshop.close()


@pytest.fixture
def apart(shop: Workshop, monkeypatch: pytest.MonkeyPatch) -> Workshop:
    monkeypatch.setattr("senim.execution.apart._PLACE.workshop", shop)
    return shop


def outputs(path: Path) -> list[object]:
    return [cell.get("outputs") for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]]


def test_the_same_apart_and_here(small: ModuleType, tmp_path: Path, shop: Workshop) -> None:
    source = small.write_notebook(
        tmp_path / "brief.ipynb",
        "import pandas\nprint('начало')\npandas.DataFrame({'a': [number]})",
        "import os, random\nprint(number, random.random() < 2)\nnumber * 2",
        parameters="number: int = 1",
    )
    heard: list[tuple[int, int]] = []

    def go(name: str) -> Path:
        def tell(begun: int, of: int) -> None:
            heard.append((begun, of))

        return lay_out(source, tmp_path / name / "out.ipynb", {"number": 7}, on_cell=tell).output

    (tmp_path / "here").mkdir()
    (tmp_path / "apart").mkdir()
    here = go("here")
    told_here, heard[:] = list(heard), []
    with worked_in(Workshop(("pandas", "senim.execution.layout"))):
        there = go("apart")
    assert outputs(here) == outputs(there)
    assert heard == told_here != []


def failure(source: Path, output: Path, **options: float) -> NotebookError:
    with pytest.raises(NotebookError) as caught:
        lay_out(source, output, {}, on_cell=lambda begun, of: None, **options)
    return caught.value


def test_a_failed_cell_is_told_as_here(small: ModuleType, tmp_path: Path, apart: Workshop) -> None:
    source = small.write_notebook(tmp_path / "brief.ipynb", "x = 1", "x / 0")
    found = failure(source, tmp_path / "out.ipynb").failure
    assert (found.kind, found.cell, found.line) == (FailureKind.CODE, 3, "line 1: x / 0")
    assert found.partial == tmp_path / "out.ipynb"


@pytest.mark.parametrize(
    ("limit", "word"),
    [("cell_seconds", "cell"), ("notebook_seconds", "notebook"), ("run_seconds", "whole run")],
)
def test_deadlines_reach_it(
    small: ModuleType, tmp_path: Path, apart: Workshop, limit: str, word: str
) -> None:
    source = small.write_notebook(tmp_path / "brief.ipynb", "while True: pass")
    found = failure(source, tmp_path / "out.ipynb", **{limit: 2.0}).failure
    assert found.kind is FailureKind.TIMEOUT
    assert word in found.cause
    assert json.loads((tmp_path / "out.ipynb").read_text(encoding="utf-8"))["cells"]


def test_a_process_that_dies_is_told(small: ModuleType, tmp_path: Path, apart: Workshop) -> None:
    source = small.write_notebook(tmp_path / "brief.ipynb", "import os\nos.kill(os.getpid(), 9)")
    found = failure(source, tmp_path / "out.ipynb").failure
    assert (found.kind, found.cause) == (
        FailureKind.KERNEL_DIED,
        "the process that ran it died (signal 9)",
    )


def test_what_is_not_declared_is_refused_there_too(
    small: ModuleType, tmp_path: Path, apart: Workshop
) -> None:
    root = tmp_path / "project"
    secret = root / "data" / "secret.csv"
    secret.parent.mkdir(parents=True)
    secret.write_text("1", encoding="utf-8")
    source = small.write_notebook(tmp_path / "brief.ipynb", f"open({str(secret)!r}).read()")
    watch = Watch(Rules(str(root), {"data": f"{root}/data/"}), "notebooks/brief.ipynb")
    with pytest.raises(NotebookError) as caught:
        lay_out(source, tmp_path / "out.ipynb", {}, on_cell=lambda begun, of: None, watch=watch)
    assert "secret.csv" in caught.value.failure.cause
    assert caught.value.failure.cell == 2
