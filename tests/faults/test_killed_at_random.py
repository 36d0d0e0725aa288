"""A run killed at any moment loses nothing, publishes nothing half, and goes on where it was."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from senim.execution.files import file_digest
from senim.pipeline.editions import editions

SMALL = Path(__file__).parents[1] / "pipeline" / "small_project.py"
Tree = Callable[[Path], dict[str, bytes]]
DATE = "2026-01-01"
KILLS = 24
KILLS_WITH_KERNELS = 4
WAIT_SECONDS = 120


def start(root: Path, kernels: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, str(SMALL), "run", "--language", "en", "--date", DATE],
        env={**os.environ, "SENIM_ROOT": str(root), "SMALL_KERNELS": kernels},
        cwd=root,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def finish(root: Path, kernels: str) -> str:
    process = start(root, kernels)
    out, err = process.communicate(timeout=WAIT_SECONDS)
    assert (process.returncode, err) == (0, "")
    return out


def edit(root: Path, number: int) -> None:
    (root / "data/raw/numbers.csv").write_text(f"number,period_end\n{number},2025-12-31\n", encoding="utf-8")


def require_whole(root: Path) -> None:
    """Every edition there is, under its own name, is as its record says; ``latest`` names one of them."""
    reports = root / "reports"
    for edition in editions(reports):
        outputs = json.loads((edition / "record.json").read_text(encoding="utf-8"))["outputs"]
        assert {name: file_digest(edition / name) for name in outputs} == outputs, edition.name
    assert (reports / "latest").resolve() in editions(reports)


@pytest.mark.slow
@pytest.mark.parametrize(("kernels", "kills"), [("none", KILLS), ("real", KILLS_WITH_KERNELS)])
def test_killed_at_random_moments(
    root: Path, small: ModuleType, tmp_path: Path, kernels: str, kills: int, tree: Tree
) -> None:
    began = time.monotonic()
    finish(root, kernels)
    usual_seconds = time.monotonic() - began
    chance = random.Random(20181119)
    survived = 0
    for number in range(kills):
        edit(root, number + 10)
        process = start(root, kernels)
        time.sleep(chance.uniform(0.05, 1.1) * usual_seconds)
        process.kill()
        process.communicate(timeout=WAIT_SECONDS)
        survived += process.returncode == 0
        require_whole(root)
    assert survived < kills, "no run was killed before its end"
    out = finish(root, kernels)
    assert "edition" in out
    require_whole(root)
    assert not [path for path in (root / "reports").rglob(".tmp-*") if ".locks" not in path.parts]
    # What came of all this is what one undisturbed run gives.
    clean = small.make_project(tmp_path / "clean")
    edit(clean, kills + 9)
    finish(clean, kernels)
    newest, undisturbed = ((place / "reports" / "latest").resolve() for place in (root, clean))
    ours, theirs = tree(newest / "data"), tree(undisturbed / "data")
    # What changed since the edition before hangs on which editions there are.
    ours.pop("changes.json", None)
    assert ours == theirs
    assert tree(newest / "notebooks").keys() == tree(undisturbed / "notebooks").keys()


@pytest.mark.slow
def test_finished_tasks_are_kept_when_the_run_is_killed(root: Path, small: ModuleType) -> None:
    sign = root / "second-runs"
    small.write_notebook(
        root / "notebooks" / "02-second.ipynb",
        f"import pathlib, time\npathlib.Path({str(sign)!r}).touch()\ntime.sleep(600)",
        parameters='results: str = ""',
    )
    process = start(root, "none")
    known = root / "reports" / ".cache" / "01-first"
    ends = time.monotonic() + WAIT_SECONDS
    while not (sign.exists() and list(known.glob("*/done.json"))):
        assert time.monotonic() < ends
        time.sleep(0.02)
    process.kill()
    process.communicate(timeout=WAIT_SECONDS)
    small.write_notebook(
        root / "notebooks" / "02-second.ipynb",
        "value = 1" + small.RESULTS_CELL.format(id="second", name="02-second"),
        parameters='results: str = ""',
    )
    out = finish(root, "none")
    assert "skip   01-first" in out
    assert "done   02-second" in out
