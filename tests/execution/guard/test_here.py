"""Notebooks that run in this process are watched while they run, and only then."""

from __future__ import annotations

from pathlib import Path
from threading import Thread
from types import ModuleType

import pytest

from senim.execution.code import load_notebook
from senim.execution.failure import FailureKind, NotebookError
from senim.execution.guard.errors import UndeclaredInputError
from senim.execution.guard.here import watched_here
from senim.execution.guard.rules import Rules
from senim.execution.guard.session import GuardRecord, Watch
from senim.execution.inline import run_inline


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name in ("numbers.csv", "other.csv"):
        (tmp_path / "data").mkdir(exist_ok=True)
        (tmp_path / "data" / name).write_text("7", encoding="utf-8")
    return tmp_path.resolve()


def watch(root: Path) -> Watch:
    data = str(root / "data")
    rules = Rules(str(root), data={"data": data}, declared=(f"{data}/numbers.csv",), own=(), names={})
    return Watch(rules, "notebooks/brief.ipynb")


@pytest.fixture
def record(root: Path) -> GuardRecord:
    return GuardRecord(watch(root), root / ".seen")


def test_what_is_declared_is_read_and_nothing_else(root: Path, record: GuardRecord) -> None:
    with watched_here(record):
        assert (root / "data/numbers.csv").read_text(encoding="utf-8") == "7"
    assert (record.read().installed, record.read().sightings) == (True, ())
    with pytest.raises(UndeclaredInputError, match=r"other\.csv"), watched_here(record):
        (root / "data/other.csv").read_text(encoding="utf-8")
    assert (root / "data/other.csv").read_text(encoding="utf-8") == "7"
    assert [one.name for one in record.read().sightings] == ["data/other.csv"]


def test_other_threads_are_not_watched(root: Path, record: GuardRecord) -> None:
    read: list[str] = []
    with watched_here(record):
        other = Thread(target=lambda: read.append((root / "data/other.csv").read_text(encoding="utf-8")))
        other.start()
        other.join(30)
    assert read == ["7"]


def test_the_network_is_refused(record: GuardRecord) -> None:
    import socket

    with pytest.raises(UndeclaredInputError, match=r"example\.org"), watched_here(record):
        socket.getaddrinfo("example.org", 80)


@pytest.mark.parametrize(
    ("handler", "after"), [("except Exception:\n    pass", "completed"), ("finally:\n    pass", "pending")]
)
def test_cell_line_and_notebook_are_told_hidden_or_not(
    root: Path, small: ModuleType, handler: str, after: str
) -> None:
    opening = f"open({str(root / 'data/other.csv')!r})"
    cell = f"try:\n    {opening}\n{handler}"
    source = small.write_notebook(root / "brief.ipynb", "print('a')", cell, "b = 2", parameters="n: int = 1")
    with pytest.raises(NotebookError) as caught:
        run_inline(source, root / "out.ipynb", {"n": 2}, watch=watch(root))
    failure = caught.value.failure
    assert (failure.kind, failure.cell, failure.line) == (FailureKind.CODE, 4, f"line 2: {opening}")
    assert failure.cause.startswith("it reads data/other.csv, which it does not declare. Add ")
    assert (failure.code, failure.printed) == (cell, "a\n")
    assert [(run.number, run.status) for run in failure.cells] == [
        (2, "completed"),
        (None, "completed"),
        (3, "completed"),
        (4, "failed"),
        (5, after),
    ]
    kept = load_notebook(root / "out.ipynb")["cells"]
    assert kept[0]["metadata"]["tags"] == ["senim-failure"]
    assert [output["ename"] for output in kept[5]["outputs"]] == ["UndeclaredInputError"]
    assert sorted(path.name for path in root.iterdir()) == ["brief.ipynb", "data", "out.ipynb"]


def test_an_honest_notebook_runs(root: Path, small: ModuleType) -> None:
    honest = small.write_notebook(root / "brief.ipynb", "n", parameters="n: int = 1")
    assert run_inline(honest, root / "out.ipynb", watch=watch(root)).sightings == ()
