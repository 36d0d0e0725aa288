"""Notebooks that run in this process are watched while they run, and only then."""

from __future__ import annotations

from pathlib import Path
from threading import Thread
from types import ModuleType

import pytest

from senim.execution.failure import NotebookError
from senim.execution.guard.errors import UndeclaredInputError
from senim.execution.guard.here import watched_here
from senim.execution.guard.rules import Rules
from senim.execution.inline import run_inline


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name in ("numbers.csv", "other.csv"):
        (tmp_path / "data").mkdir(exist_ok=True)
        (tmp_path / "data" / name).write_text("7", encoding="utf-8")
    return tmp_path.resolve()


def watch(root: Path):  # type: ignore[no-untyped-def]
    data = str(root / "data")
    rules = Rules(str(root), data={"data": data}, declared=(f"{data}/numbers.csv",), own=(), names={})
    return watched_here(rules, "notebooks/brief.ipynb", root / ".seen")


def test_what_is_declared_is_read_and_nothing_else(root: Path) -> None:
    with watch(root):
        assert (root / "data/numbers.csv").read_text(encoding="utf-8") == "7"
    with pytest.raises(UndeclaredInputError, match=r"other\.csv"), watch(root):
        (root / "data/other.csv").read_text(encoding="utf-8")
    assert (root / "data/other.csv").read_text(encoding="utf-8") == "7"
    assert not (root / ".seen").exists()


def test_other_threads_are_not_watched(root: Path) -> None:
    read: list[str] = []
    with watch(root):
        other = Thread(target=lambda: read.append((root / "data/other.csv").read_text(encoding="utf-8")))
        other.start()
        other.join(30)
    assert read == ["7"]


def test_the_network_is_refused(root: Path) -> None:
    import socket

    with pytest.raises(UndeclaredInputError, match=r"example\.org"), watch(root):
        socket.getaddrinfo("example.org", 80)


def test_a_notebook_that_hides_the_error_fails_all_the_same(root: Path, small: ModuleType) -> None:
    hiding = f"try:\n    open({str(root / 'data/other.csv')!r})\nexcept Exception:\n    pass"
    source = small.write_notebook(root / "brief.ipynb", hiding, parameters="n: int = 1")
    with pytest.raises(NotebookError, match=r"other\.csv"):
        run_inline(source, root / "out.ipynb", watch=watch(root))
    honest = small.write_notebook(root / "brief.ipynb", "n", parameters="n: int = 1")
    assert run_inline(honest, root / "out.ipynb", watch=watch(root)).printed == ""
