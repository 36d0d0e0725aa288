"""A notebook that only lays out results runs without a kernel, and gives what a kernel gives."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import ModuleType

import pytest

from senim.execution.canonical import canonical_notebook
from senim.execution.code import cell_source, load_notebook
from senim.execution.failure import FailureKind, NotebookError
from senim.execution.inline import run_inline
from senim.execution.run import run_notebook
from senim.findings import InputError

CELLS = (
    "from senim.execution.figure import Figure\n"
    "class Shown:\n    def _repr_html_(self):\n        return '<b>x</b>'\n"
    "    def __repr__(self):\n        return 'x'",
    "print('a', number, end='!')\nprint()\nShown()",
    "display(Shown())\nprint('after')\nnumber + 1",
    "number;",
    "# only words",
    "None",
)


def as_text(value: object) -> object:
    """Join the lists of lines in which a notebook file may hold a text."""
    if isinstance(value, list) and value and all(isinstance(item, str) for item in value):
        return "".join(value)
    if isinstance(value, list):
        return [as_text(item) for item in value]
    return {key: as_text(item) for key, item in value.items()} if isinstance(value, dict) else value


def test_the_same_outputs_as_a_kernel_gives(small: ModuleType, tmp_path: Path) -> None:
    source = small.write_notebook(tmp_path / "brief.ipynb", *CELLS, parameters="number: int = 1")
    inline = run_inline(source, tmp_path / "inline.ipynb", {"number": 7})
    kernel = run_notebook(source, tmp_path / "kernel.ipynb", {"number": 7})
    assert inline.printed == kernel.printed == "a 7!\nafter\n"
    ours, theirs = (canonical_notebook(load_notebook(run.output))["cells"] for run in (inline, kernel))
    assert [cell_source(cell) for cell in ours] == [cell_source(cell) for cell in theirs]
    assert [cell.get("outputs") for cell in ours] == [as_text(cell.get("outputs")) for cell in theirs]


def test_a_failing_cell_is_told_and_kept(small: ModuleType, tmp_path: Path) -> None:
    source = small.write_notebook(
        tmp_path / "brief.ipynb", "print('so far')", "x = 1\nx / 0", "print('never')", parameters="n: int = 1"
    )
    with pytest.raises(NotebookError) as caught:
        run_inline(source, tmp_path / "out.ipynb", {"n": 2})
    failure = caught.value.failure
    assert (failure.kind, failure.cell, failure.line) == (FailureKind.CODE, 4, "line 2: x / 0")
    assert failure.cause == "ZeroDivisionError: division by zero"
    assert failure.log == "so far\n\ndivision by zero"
    assert (failure.printed, failure.code) == ("so far\n", "x = 1\nx / 0")
    assert [cell.status for cell in failure.cells] == ["completed"] * 3 + ["failed", "pending"]
    banner, *kept = load_notebook(tmp_path / "out.ipynb")["cells"]
    assert banner["metadata"]["tags"] == ["senim-failure"]
    assert kept[4]["outputs"][0]["ename"] == "ZeroDivisionError"
    assert not kept[5].get("outputs")


@pytest.mark.parametrize(
    ("cell", "kind", "cause", "lasting"),
    [
        ("import sys\nsys.exit(0)", FailureKind.CODE, "SystemExit: 0", False),
        ("class Odd(BaseException):\n    pass\nraise Odd('x')", FailureKind.CODE, "Odd: x", False),
        (
            "raise OSError(28, 'No space left on device')",
            FailureKind.INFRASTRUCTURE,
            "OSError: [Errno 28] No space left on device",
            True,
        ),
    ],
    ids=["exit", "odd", "disk"],
)
def test_whatever_a_cell_raises_is_its_failure(
    small: ModuleType, tmp_path: Path, cell: str, kind: FailureKind, cause: str, lasting: bool
) -> None:
    source = small.write_notebook(tmp_path / "brief.ipynb", cell, "print('never')", parameters="n: int = 1")
    with pytest.raises(NotebookError) as caught:
        run_inline(source, tmp_path / "out.ipynb")
    failure = caught.value.failure
    assert (failure.kind, failure.cell, failure.cause, failure.lasting) == (kind, 3, cause, lasting)
    assert failure.partial == tmp_path / "out.ipynb"


def test_an_interrupt_of_the_user_is_none_of_a_cell(small: ModuleType, tmp_path: Path) -> None:
    source = small.write_notebook(
        tmp_path / "brief.ipynb", "raise KeyboardInterrupt", parameters="n: int = 1"
    )
    with pytest.raises(KeyboardInterrupt):
        run_inline(source, tmp_path / "out.ipynb")
    with ThreadPoolExecutor(1) as pool:
        error = pool.submit(run_inline, source, tmp_path / "out.ipynb").exception()
    assert isinstance(error, NotebookError)
    assert error.failure.kind is FailureKind.CANCELLED


@pytest.mark.parametrize("cell", ["1 / 0", "1"], ids=["failed", "done"])
def test_a_full_disk_hides_nothing(
    small: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cell: str
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    source = small.write_notebook(tmp_path / "brief.ipynb", cell, parameters="n: int = 1")
    monkeypatch.setattr("senim.execution.inline.write_text", full)
    monkeypatch.setattr("senim.execution.partial.write_text", full)
    with pytest.raises(NotebookError) as caught:
        run_inline(source, tmp_path / "out.ipynb")
    failure = caught.value.failure
    assert ("ZeroDivisionError" in failure.cause) == (cell != "1")
    assert failure.kind is (FailureKind.INFRASTRUCTURE if cell == "1" else FailureKind.CODE)
    assert failure.lasting == (cell == "1")
    assert "could not be kept" in failure.detail
    assert failure.partial is None


def test_broken_code_is_a_failure_and_wrong_parameters_are_bad_input(
    small: ModuleType, tmp_path: Path
) -> None:
    broken = small.write_notebook(tmp_path / "brief.ipynb", "x = = 1", parameters="n: int = 1")
    with pytest.raises(NotebookError, match="SyntaxError"):
        run_inline(broken, tmp_path / "out.ipynb")
    with pytest.raises(InputError, match="no such parameter"):
        run_inline(broken, tmp_path / "other.ipynb", {"m": 1})
    assert not (tmp_path / "other.ipynb").exists()
