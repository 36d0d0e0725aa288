"""Real runs of notebooks that open what they do not declare: nothing is published, the file is named."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from senim.execution.code import load_notebook

pytestmark = pytest.mark.slow
Start = Callable[..., "subprocess.Popen[str]"]
OPTIONS = ("--language", "en", "--date", "2026-01-01")
WAIT_SECONDS = 120


@pytest.mark.parametrize(
    ("cell", "named", "opened"),
    [
        (
            "try:\n    open('../notes.csv').read()\nexcept Exception:\n    pass",
            '01-first, cell 5: code: it reads notes.csv, which it does not declare. Add "notes.csv" to '
            "metadata.senim.reads of notebooks/01-first.ipynb.",
            "notes.csv",
        ),
        (
            "import urllib.request\nurllib.request.urlopen('http://127.0.0.1:9/x.csv')",
            "01-first, cell 5: code: it goes to the network (http://127.0.0.1:9/x.csv).",
            "http://127.0.0.1:9/x.csv",
        ),
    ],
    ids=["hidden-file", "network"],
)
def test_refused_and_named(
    start: Start, root: Path, small: ModuleType, cell: str, named: str, opened: str
) -> None:
    (root / "notes.csv").write_text("x\n1\n", encoding="utf-8")
    small.first_notebook(root, cell)
    process = start("run", *OPTIONS)
    _, err = process.communicate(timeout=WAIT_SECONDS)
    assert process.returncode == 3
    assert named in err
    assert not (root / "reports" / "latest").exists()
    folder = root / "reports" / "failed" / "01-first"
    assert named in (folder / "failure.txt").read_text(encoding="utf-8")
    banner, *cells = load_notebook(folder / "notebook.ipynb")["cells"]
    assert banner["metadata"]["tags"] == ["senim-failure"]
    shown = [item["ename"] for cell in cells for item in cell.get("outputs", []) if "ename" in item]
    assert [name.startswith("Undeclared") for name in shown] == [True]
    record = json.loads((folder / "failure.json").read_text(encoding="utf-8"))
    assert [item["name"] for item in record["undeclared"]] == [opened]
    assert record["memory"]["peak_bytes"] > 10**6
    assert [cell["status"] for cell in record["cells"]].count("failed") == 1
    assert len(record["attempts"]) == 1
    assert "What it opened and does not declare" in (folder / "error.html").read_text(encoding="utf-8")


def test_the_brief_is_watched_too(start: Start, root: Path, small: ModuleType) -> None:
    (root / "notes.csv").write_text("x\n1\n", encoding="utf-8")
    brief = root / "notebooks" / "brief.ipynb"
    content = load_notebook(brief)
    opening = f"open({str(root / 'notes.csv')!r})"
    content["cells"][-1]["source"] = f"try:\n    {opening}\nexcept Exception:\n    pass"
    number = len(content["cells"])
    brief.write_text(json.dumps(content), encoding="utf-8")
    process = start("run", *OPTIONS)
    _, err = process.communicate(timeout=WAIT_SECONDS)
    assert process.returncode == 3
    assert f"brief.en, cell {number}: code: it reads notes.csv, which it does not declare." in err
    assert f"at: line 2: {opening}" in err
    assert not (root / "reports" / "latest").exists()
    (folder,) = (root / "reports" / "failed").iterdir()
    banner, *_, last = load_notebook(folder / "notebook.ipynb")["cells"]
    assert banner["metadata"]["tags"] == ["senim-failure"]
    assert last["outputs"][-1]["ename"] == "UndeclaredInputError"


def test_a_brief_that_exits_is_no_success(start: Start, root: Path) -> None:
    brief = root / "notebooks" / "brief.ipynb"
    content = load_notebook(brief)
    content["cells"][-1]["source"] = "import sys\nsys.exit(0)"
    brief.write_text(json.dumps(content), encoding="utf-8")
    process = start("run", *OPTIONS)
    _, err = process.communicate(timeout=WAIT_SECONDS)
    assert process.returncode == 3
    assert "code: SystemExit: 0" in err
    assert not (root / "reports" / "latest").exists()


def test_a_second_attempt_is_judged_by_what_it_opens(start: Start, root: Path, small: ModuleType) -> None:
    (root / "notes.csv").write_text("x\n1\n", encoding="utf-8")
    once = root / "reports" / "once"
    dies = (
        f"import os, pathlib\nmark = pathlib.Path({str(once)!r})\nif not mark.exists():\n"
        "    mark.touch()\n    os.kill(os.getpid(), 9)"
    )
    hiding = "try:\n    open('../notes.csv')\nexcept Exception:\n    pass"
    small.first_notebook(root, dies, hiding)
    process = start("run", *OPTIONS, "--retries", "2")
    _, err = process.communicate(timeout=WAIT_SECONDS)
    assert process.returncode == 3
    assert "01-first, cell 6: code: it reads notes.csv" in err
    record = json.loads((root / "reports/failed/01-first/failure.json").read_text(encoding="utf-8"))
    assert [item["kind"] for item in record["attempts"]] == ["kernel-died", "code"]


def test_without_the_check_it_runs_and_that_result_is_not_taken_for_a_checked_one(
    start: Start, root: Path, small: ModuleType
) -> None:
    (root / "notes.csv").write_text("x\n1\n", encoding="utf-8")
    small.first_notebook(root, "open('../notes.csv').read()")
    for words, code in ((("run", "--no-strict"), 0), (("refresh",), 3), (("refresh", "--no-strict"), 0)):
        process = start(*words, *OPTIONS)
        _, err = process.communicate(timeout=WAIT_SECONDS)
        assert process.returncode == code, err
