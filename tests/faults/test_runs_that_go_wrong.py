"""Real runs in real processes that are killed, interrupted, doubled or refused: nothing is lost or half."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

Until = Callable[..., None]
Tree = Callable[[Path], dict[str, bytes]]
Kernels = Callable[[Path], list[int]]
Hanging = Callable[..., Path]
Start = Callable[..., "subprocess.Popen[str]"]
Command = Callable[..., "subprocess.Popen[str]"]
OPTIONS = ("--language", "en", "--date", "2026-01-01")
WAIT_SECONDS = 60


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_interrupted(
    start: Start,
    root: Path,
    small: ModuleType,
    edition: Path,
    number: signal.Signals,
    until: Until,
    tree: Tree,
    kernels_of: Kernels,
    hanging: Hanging,
) -> None:
    before = tree(edition)
    sign = hanging()
    small.write_notebook(
        root / "notebooks" / "02-second.ipynb",
        "value = 99",
        small.RESULTS_CELL.format(id="second", name="02-second"),
        parameters='results: str = ""',
    )
    process = start("run", *OPTIONS)
    known = root / "reports" / ".cache" / "02-second"
    until(lambda: sign.exists() and len([p for p in known.glob("[0-9a-f]*") if p.is_dir()]) == 2)
    began = time.monotonic()
    process.send_signal(number)
    out, err = process.communicate(timeout=WAIT_SECONDS)
    assert process.returncode == 130
    assert time.monotonic() - began < 5
    assert "Interrupted. Finished tasks are kept" in err
    assert "Traceback" not in err
    until(lambda: kernels_of(root) == [])
    assert tree(edition) == before
    assert (root / "reports" / "latest").resolve() == edition
    assert not list((root / "reports").rglob(".tmp-*"))
    small.first_notebook(root)
    again = start("run", *OPTIONS)
    out, _ = again.communicate(timeout=WAIT_SECONDS)
    assert again.returncode == 0
    assert "skip   02-second (up to date)" in out


def test_killed_outright(
    start: Start,
    root: Path,
    small: ModuleType,
    edition: Path,
    until: Until,
    tree: Tree,
    kernels_of: Kernels,
    hanging: Hanging,
) -> None:
    before = tree(edition)
    sign = hanging()
    process = start("run", *OPTIONS)
    until(sign.exists)
    process.kill()
    process.communicate(timeout=WAIT_SECONDS)
    # A kernel leaves by itself when its parent is gone, and so does what makes kernels.
    until(lambda: kernels_of(root) == [])
    assert tree(edition) == before
    assert list((root / "reports" / ".cache").rglob(".tmp-*"))
    small.first_notebook(root)
    again = start("run", *OPTIONS, "--jobs", "1")
    out, err = again.communicate(timeout=WAIT_SECONDS)
    assert (again.returncode, err) == (0, "")
    assert "Removed 1 leftovers" in out
    assert not list((root / "reports").rglob(".tmp-*"))


@pytest.mark.parametrize(
    ("cell", "cause"),
    [
        ("x = 1\nx / 0", "ZeroDivisionError: division by zero"),
        ("os.kill(os.getpid(), 9)", "kernel-died: the kernel died (signal 9)"),
        (
            "results = str(root / 'elsewhere')",
            "without writing its results",
        ),
    ],
    ids=["error", "killed", "no-results"],
)
def test_failing_notebook(
    start: Start,
    root: Path,
    small: ModuleType,
    edition: Path,
    cell: str,
    cause: str,
    tree: Tree,
    kernels_of: Kernels,
) -> None:
    before = tree(edition)
    small.first_notebook(root, cell)
    process = start("run", *OPTIONS)
    out, err = process.communicate(timeout=WAIT_SECONDS)
    assert process.returncode == 3
    assert "01-first" in err
    assert cause in err
    assert "the value is 14" in out
    kept = root / "reports" / "failed" / "01-first" / "notebook.ipynb"
    assert str(kept) in err
    assert kept.is_file()
    assert tree(edition) == before
    assert (root / "reports" / "latest").resolve() == edition
    assert kernels_of(root) == []
    small.first_notebook(root)
    again = start("run", *OPTIONS)
    again.communicate(timeout=WAIT_SECONDS)
    assert again.returncode == 0
    assert not kept.exists()


def test_two_runs_at_once(start: Start, root: Path, until: Until, hanging: Hanging) -> None:
    sign = hanging()
    first = start("run", *OPTIONS)
    until(sign.exists)
    began = time.monotonic()
    for words in (("run",), ("refresh",), ("run", "--out", str(root / "elsewhere")), ("clean",)):
        second = start(*words)
        _, err = second.communicate(timeout=WAIT_SECONDS)
        assert second.returncode == 75
        assert f"Another run is at work on this project (process {first.pid})" in err
    assert time.monotonic() - began < 20
    first.send_signal(signal.SIGINT)
    first.communicate(timeout=WAIT_SECONDS)
    assert first.returncode == 130


def test_unwritable_reports(start: Start, root: Path) -> None:
    (root / "a-file").write_text("", encoding="utf-8")
    process = start("run", "--out", str(root / "a-file" / "reports"))
    _, err = process.communicate(timeout=WAIT_SECONDS)
    assert process.returncode == 2
    assert "the reports folder cannot be written to" in err
    assert "--out" in err


# Root may write anywhere, unless it gives up just that.
AS_ANYBODY = (
    ["setpriv", "--bounding-set=-dac_override", "--inh-caps=-dac_override"] if os.geteuid() == 0 else []
)


@pytest.mark.skipif(bool(AS_ANYBODY) and shutil.which("setpriv") is None, reason="root without setpriv")
def test_read_only_reports(root: Path, small: ModuleType, edition: Path, tree: Tree) -> None:
    before = tree(edition)
    (root / "reports").chmod(0o555)
    try:
        process = subprocess.Popen(
            [*AS_ANYBODY, sys.executable, str(small.__file__), "run", *OPTIONS, "--draws", "7"],
            env={**os.environ, "SENIM_ROOT": str(root)},
            cwd=root,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        _, err = process.communicate(timeout=WAIT_SECONDS)
    finally:
        (root / "reports").chmod(0o755)
    assert process.returncode == 2
    assert "cannot be written to" in err
    assert tree(edition) == before


def test_sources_gone(start: Start, root: Path, edition: Path) -> None:
    shutil.rmtree(root / "data" / "raw")
    process = start("refresh")
    _, err = process.communicate(timeout=WAIT_SECONDS)
    assert process.returncode == 5
    assert "the last edition is unchanged" in err
    assert (root / "reports" / "latest").resolve() == edition


def test_half_written_results_are_put_back(start: Start, root: Path, edition: Path) -> None:
    stored = next((root / "reports/.cache/01-first").glob("*/results/claims.json"))
    whole = stored.read_bytes()
    stored.write_bytes(whole[: len(whole) // 2])
    (edition / "en" / "brief.html").unlink()
    process = start("run", *OPTIONS)
    out, _ = process.communicate(timeout=WAIT_SECONDS)
    assert process.returncode == 0
    # The same content was kept once more, so nothing has to run.
    assert "skip   01-first" in out
    assert "skip   02-second" in out
    assert stored.read_bytes() == whole
    assert (root / "reports" / "latest" / "en" / "brief.html").is_file()
