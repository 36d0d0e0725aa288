"""What is kept of a failed run, and where it cannot be put."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from senim.execution import failure_folder
from senim.execution.failure import Attempt, CellRun, Failure, FailureKind, Undeclared
from senim.execution.failure_folder import keep_failure
from senim.execution.memory import MemoryCurve

CURVE = MemoryCurve(((0.0, 5), (1.0, 9)), 9, 1.0, 9, 20)


@pytest.fixture
def failure(tmp_path: Path) -> Failure:
    partial = tmp_path / "work" / "notebook.ipynb"
    partial.parent.mkdir()
    partial.write_text("{}", encoding="utf-8")
    attempt = Attempt(1, FailureKind.CODE, "KeyError: 'a'", 3, 2.0)
    return Failure(
        FailureKind.CODE,
        "source-name",
        3,
        "KeyError: 'a'",
        line="line 4: x['a']",
        log="all",
        partial=partial,
        printed="said",
        kernel_log="kernel",
        cells=(CellRun(3, "failed", 0.5, "x"),),
        memory=CURVE,
        seconds=2.0,
        attempts=(attempt,),
        undeclared=(Undeclared("read", "data/a.csv", "line 4: open('a')", "Declare it."),),
    )


def test_everything_is_kept_and_an_older_failure_replaced(tmp_path: Path, failure: Failure) -> None:
    failed = tmp_path / "failed"
    (failed / "03-task").mkdir(parents=True)
    (failed / "03-task" / "older").touch()
    kept = keep_failure(failed, "03-task", failure, edition="2026-01-01-x")
    folder = failed / "03-task"
    assert sorted(path.name for path in folder.iterdir()) == [
        "error.html",
        "failure.json",
        "failure.txt",
        "notebook.ipynb",
    ]
    assert (kept.partial, kept.page) == (folder / "notebook.ipynb", folder / "error.html")
    assert str(folder / "error.html") in str(kept)
    record = json.loads((folder / "failure.json").read_text(encoding="utf-8"))
    assert (record["class"], record["cell"], record["line"], record["code_line"]) == (
        "code",
        3,
        4,
        "line 4: x['a']",
    )
    assert record["notebook"] == "03-task"
    assert record["cells"] == [{"number": 3, "status": "failed", "seconds": 0.5, "opening": "x"}]
    assert record["memory"]["points"] == [[0.0, 5], [1.0, 9]]
    assert record["log"] == {"printed": "said", "kernel": "kernel"}
    assert record["undeclared"] == [
        {"access": "read", "name": "data/a.csv", "code_line": "line 4: open('a')", "remedy": "Declare it."}
    ]
    assert record["attempts"][0]["kind"] == "code"
    assert record["last_edition"] == "2026-01-01-x"
    assert {"Python", "papermill", "senim"} <= set(record["versions"])
    assert list(failed.glob(".tmp-*")) == []


@pytest.mark.parametrize(
    "name", ["../../out", "..", ".", "", "/etc/x", "a/b", "a\\b", ".hidden", "x" * 300, "a\nb"]
)
def test_no_name_leads_out_of_the_folder(tmp_path: Path, failure: Failure, name: str) -> None:
    failed = tmp_path / "failed"
    before = {path for path in tmp_path.rglob("*") if failed not in path.parents}
    kept = keep_failure(failed, name, failure)
    assert kept.page is not None
    assert kept.page.resolve().parent.parent == failed
    assert {path for path in tmp_path.rglob("*") if failed not in path.parents} - before <= {failed}
    assert json.loads((kept.page.parent / "failure.json").read_text(encoding="utf-8"))["notebook"] == name


def test_a_disk_that_refuses_hides_nothing(
    tmp_path: Path, failure: Failure, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(failure_folder, "write_json", full)
    kept = keep_failure(tmp_path / "failed", "03", failure)
    assert (kept.kind, kept.cause, kept.partial) == (FailureKind.CODE, "KeyError: 'a'", None)
    assert "No space left" in str(kept)
    assert list((tmp_path / "failed").iterdir()) == []


def test_a_page_without_a_notebook(tmp_path: Path) -> None:
    kept = keep_failure(tmp_path, "03", Failure(FailureKind.INFRASTRUCTURE, "03", None, "gone"))
    assert kept.partial is None
    assert kept.page is not None
    assert "notebook.ipynb" not in kept.page.read_text(encoding="utf-8")
