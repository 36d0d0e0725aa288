"""Real runs of notebooks that open what they do not declare: nothing is published, the file is named."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

pytestmark = pytest.mark.slow
Start = Callable[..., "subprocess.Popen[str]"]
OPTIONS = ("--language", "en", "--date", "2026-01-01")
WAIT_SECONDS = 120


@pytest.mark.parametrize(
    ("cell", "named"),
    [
        (
            "try:\n    open('../notes.csv').read()\nexcept Exception:\n    pass",
            '01-first, cell 5: code: it reads notes.csv, which it does not declare. Add "notes.csv" to '
            "metadata.senim.reads of notebooks/01-first.ipynb.",
        ),
        (
            "import urllib.request\nurllib.request.urlopen('http://127.0.0.1:9/x.csv')",
            "01-first, cell 5: code: it goes to the network (http://127.0.0.1:9/x.csv).",
        ),
    ],
    ids=["hidden-file", "network"],
)
def test_refused_and_named(start: Start, root: Path, small: ModuleType, cell: str, named: str) -> None:
    (root / "notes.csv").write_text("x\n1\n", encoding="utf-8")
    small.first_notebook(root, cell)
    process = start("run", *OPTIONS)
    _, err = process.communicate(timeout=WAIT_SECONDS)
    assert process.returncode == 3
    assert named in err
    assert not (root / "reports" / "latest").exists()
    kept = (root / "reports" / "failed" / "01-first" / "failure.txt").read_text(encoding="utf-8")
    assert named in kept


def test_without_the_check_it_runs_and_that_result_is_not_taken_for_a_checked_one(
    start: Start, root: Path, small: ModuleType
) -> None:
    (root / "notes.csv").write_text("x\n1\n", encoding="utf-8")
    small.first_notebook(root, "open('../notes.csv').read()")
    for words, code in ((("run", "--no-strict"), 0), (("refresh",), 3), (("refresh", "--no-strict"), 0)):
        process = start(*words, *OPTIONS)
        _, err = process.communicate(timeout=WAIT_SECONDS)
        assert process.returncode == code, err
