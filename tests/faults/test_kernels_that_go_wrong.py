"""Real kernels that are killed, filled up, hung or lied to: the cause is named, nothing is published."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import nbformat
import psutil
import pytest
from bs4 import BeautifulSoup

from senim.execution.failure import Failure, FailureKind, NotebookError
from senim.execution.failure_folder import keep_failure
from senim.execution.run import NotebookRun, run_notebook

Until = Callable[..., None]
Tree = Callable[[Path], dict[str, bytes]]
Processes = Callable[[Path], dict[int, str]]
Command = Callable[..., "subprocess.Popen[str]"]
# What is tried here are kernels, and not what a notebook may open or start.
OPTIONS = ("--language", "en", "--date", "2026-01-01", "--no-strict")
WAIT_SECONDS = 120
MIB = 1024**2
LINUX = sys.platform == "linux"

FILL = "x = []\nwhile True: x.append(bytearray(10**6))"
# Shared memory: no limit of private memory sees it, so the sampler has to.
FILL_UNSEEN = (
    "import mmap, time\nm = mmap.mmap(-1, 900 * 2**20)\n"
    "for i in range(0, len(m), 4096): m[i] = 1\ntime.sleep(600)"
)
NATIVE_HANG = (
    "import ctypes, signal\nsignal.pthread_sigmask(signal.SIG_BLOCK, range(1, 32))\n"
    # PyDLL keeps the lock of the interpreter: no other thread of the kernel can answer either.
    "ctypes.PyDLL(None).sleep(600)"
)
DEAF_HANG = "import signal\nsignal.signal(signal.SIGINT, signal.SIG_IGN)\nwhile True:\n    pass"
HOSTILE = (
    "</pre><script>alert(1)</script><img src=x onerror=alert(1)> \x1b[31m"
    "=cmd|' /C calc'!A0 ../../../etc/passwd"
)


def statuses(notebook: Any) -> list[str]:
    return [cell.metadata.papermill.status for cell in notebook.cells[1:]]


def check_kept(folder: Path, kind: FailureKind, cause: str) -> dict[str, Any]:
    """Check the repaired notebook, the page and the record; give back the record."""
    notebook = nbformat.read(folder / "notebook.ipynb", as_version=nbformat.NO_CONVERT)
    nbformat.validate(notebook)
    banner = notebook.cells[0]
    assert banner.metadata.tags == ["senim-failure"]
    assert kind.value in banner.source
    told = statuses(notebook)
    if "failed" in told:
        assert set(told[told.index("failed") + 1 :]) <= {"pending"}
        assert set(told[: told.index("failed")]) <= {"completed"}
    page = BeautifulSoup((folder / "error.html").read_text(encoding="utf-8"), "html.parser")
    assert not page.find_all(["script", "img", "iframe", "link"])
    assert cause in page.text
    assert "published briefs are as they were" in page.text
    record: dict[str, Any] = json.loads((folder / "failure.json").read_text(encoding="utf-8"))
    assert (record["class"], cause in record["cause"]) == (kind.value, True)
    return record


@pytest.mark.slow
@pytest.mark.parametrize(
    ("cell", "words", "kind", "cause", "attempts"),
    [
        ("os.kill(os.getpid(), 9)", (), FailureKind.KERNEL_DIED, "the kernel died (signal 9)", 2),
        ("os._exit(0)", ("--retries", "0"), FailureKind.KERNEL_DIED, "the kernel died (exit code 0)", 1),
        ("import sys\nsys.exit(0)", (), FailureKind.CODE, "SystemExit: 0", 1),
        pytest.param(
            "bytearray(10**14)",
            ("--memory-cap", "1G"),
            FailureKind.OUT_OF_MEMORY,
            "MemoryError",
            1,
            marks=pytest.mark.skipif(not LINUX, reason="no limit from outside"),
        ),
        (FILL_UNSEEN, ("--memory-cap", "512M"), FailureKind.OUT_OF_MEMORY, "more than the cap of 512 MiB", 1),
        (DEAF_HANG, ("--cell-deadline", "3s"), FailureKind.TIMEOUT, "for one cell ran out (3 s)", 1),
        (NATIVE_HANG, ("--notebook-deadline", "8"), FailureKind.TIMEOUT, "for the notebook ran out (8 s)", 1),
        (f"raise ValueError({HOSTILE!r})", (), FailureKind.CODE, "<script>alert(1)</script>", 1),
        ("raise OSError(28, 'No space left on device')", (), FailureKind.INFRASTRUCTURE, "No space left", 1),
    ],
    ids=["killed", "exit", "sys-exit", "allocation", "sampler", "deaf", "native", "hostile", "disk"],
)
def test_runs(
    command: Command,
    root: Path,
    small: ModuleType,
    edition: Path,
    cell: str,
    words: tuple[str, ...],
    kind: FailureKind,
    cause: str,
    attempts: int,
    tree: Tree,
    processes_of: Processes,
) -> None:
    before = tree(edition)
    small.first_notebook(root, cell)
    process = command(root, "refresh", *OPTIONS, *words)
    _, err = process.communicate(timeout=WAIT_SECONDS)
    assert process.returncode == 3, err
    assert f"01-first, cell 5: {kind.value}" in err
    folder = root / "reports" / "failed" / "01-first"
    assert str(folder / "error.html") in err
    assert "\x1b" not in (folder / "error.html").read_text(encoding="utf-8")
    record = check_kept(folder, kind, cause)
    assert len(record["attempts"]) == attempts
    assert record["cell"] == 5
    assert record["last_edition"] == edition.name
    assert record["memory"]["peak_bytes"] > 10 * MIB
    assert "the value is 14" in record["log"]["printed"]
    assert tree(edition) == before
    assert (root / "reports" / "latest").resolve() == edition
    assert not processes_of(root)
    assert list((root / "reports").rglob(".tmp-*")) == []


@pytest.mark.slow
def test_second_attempt_is_a_success_and_says_so(
    command: Command, root: Path, small: ModuleType, edition: Path
) -> None:
    once = root / "once"
    dies = (
        f"mark = pathlib.Path({str(once)!r})\nif not mark.exists():\n"
        "    mark.touch()\n    os.kill(os.getpid(), 9)"
    )
    # What the first attempt wrote must not be taken for the result of the second.
    dirty = "(pathlib.Path(results) / 'left').mkdir(parents=True)"
    small.first_notebook(root, "value = 15", dirty, dies)
    process = command(root, "refresh", *OPTIONS)
    out, err = process.communicate(timeout=WAIT_SECONDS)
    assert (process.returncode, err) == (0, "")
    assert "01-first succeeded at attempt 2 (attempt 1: kernel-died, the kernel died (signal 9))." in out
    assert (root / "reports" / "latest").resolve() != edition
    assert not (root / "reports" / "failed" / "01-first").exists()
    newest = max(
        (root / "reports/.cache/01-first").glob("*/done.json"), key=lambda path: path.stat().st_mtime
    )
    done = json.loads(newest.read_text(encoding="utf-8"))
    assert [item["kind"] for item in done["attempts"]] == ["kernel-died"]
    assert done["peak_memory_bytes"] > 10 * MIB
    assert not [name for name in done["files"] if ".tmp-" in name or name.endswith(".log")]


@pytest.mark.slow
def test_run_deadline_keeps_finished_tasks(
    command: Command, root: Path, small: ModuleType, edition: Path, tree: Tree, processes_of: Processes
) -> None:
    before = tree(edition)
    small.first_notebook(root, NATIVE_HANG)
    small.write_notebook(
        root / "notebooks" / "02-second.ipynb",
        "value = 99",
        small.RESULTS_CELL.format(id="second", name="02-second"),
        parameters='results: str = ""',
    )
    process = command(root, "refresh", *OPTIONS, "--deadline", "20s")
    out, err = process.communicate(timeout=WAIT_SECONDS)
    assert process.returncode == 3, err
    assert "timeout: the time allowed for the whole run ran out" in err
    assert "done   02-second" in out
    check_kept(root / "reports" / "failed" / "01-first", FailureKind.TIMEOUT, "the whole run")
    assert tree(edition) == before
    assert not processes_of(root)
    small.first_notebook(root)
    again = command(root, "refresh", *OPTIONS)
    out, _ = again.communicate(timeout=WAIT_SECONDS)
    assert again.returncode == 0
    assert "skip   02-second (up to date)" in out


def test_bad_limits_are_bad_input(command: Command, root: Path) -> None:
    process = command(root, "run", "--deadline", "soon", "--memory-cap", "4")
    _, err = process.communicate(timeout=WAIT_SECONDS)
    assert process.returncode == 2
    assert "--deadline soon" in err
    assert "--memory-cap 4" in err


# One notebook in one kernel, with a hand inside.

Run = Callable[..., NotebookRun]


@pytest.fixture
def run(small: ModuleType, tmp_path: Path) -> Run:
    def act(*cells: str, name: str = "01-first", **options: Any) -> NotebookRun:
        source = small.write_notebook(tmp_path / "notebooks" / f"{name}.ipynb", *cells)
        return run_notebook(source, tmp_path / "out" / "notebook.ipynb", **options)

    return act


def failure_of(run: Run, *cells: str, **options: Any) -> Failure:
    with pytest.raises(NotebookError) as caught:
        run(*cells, **options)
    failure = caught.value.failure
    assert failure.partial is not None
    nbformat.validate(nbformat.read(failure.partial, as_version=nbformat.NO_CONVERT))
    return failure


def kept_statuses(failure: Failure) -> list[str]:
    assert failure.partial is not None
    return statuses(nbformat.read(failure.partial, as_version=nbformat.NO_CONVERT))


def gone(process_id: int) -> bool:
    try:
        return bool(psutil.Process(process_id).status() == psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return True


def test_death_between_two_cells(run: Run, tmp_path: Path, until: Until) -> None:
    note = tmp_path / "pid"

    def kill_before_third(number: int, of: int) -> None:
        if number == 3:
            process_id = int(note.read_text(encoding="utf-8"))
            os.kill(process_id, signal.SIGKILL)
            until(lambda: gone(process_id))

    first = f"import os, pathlib\npathlib.Path({str(note)!r}).write_text(str(os.getpid()))"
    failure = failure_of(run, first, "2", "3", on_cell=kill_before_third)
    assert (failure.kind, failure.cell) == (FailureKind.KERNEL_DIED, 3)
    assert failure.cause.startswith("the kernel died (")
    assert "may have died before it" in failure.detail
    assert kept_statuses(failure) == ["completed", "completed", "failed", "pending"]


def test_death_in_the_last_cell(run: Run) -> None:
    failure = failure_of(run, "1", "import os, time\ntime.sleep(0.5)\nos.kill(os.getpid(), 9)")
    assert (failure.kind, failure.cell, failure.cause) == (
        FailureKind.KERNEL_DIED,
        3,
        "the kernel died (signal 9)",
    )
    assert kept_statuses(failure) == ["completed", "completed", "failed"]


def test_death_while_starting(small: ModuleType, tmp_path: Path) -> None:
    source = small.write_notebook(tmp_path / "01-first.ipynb", "1", "2")
    broken = tmp_path / "broken"
    broken.mkdir()
    (broken / "ipykernel_launcher.py").write_text("raise SystemExit('no kernel today')", encoding="utf-8")
    with pytest.raises(NotebookError) as caught:
        run_notebook(source, tmp_path / "out.ipynb", environment={"PYTHONPATH": str(broken)}, retries=1)
    failure = caught.value.failure
    assert failure.kind is FailureKind.KERNEL_DIED
    assert failure.cause == "the kernel died (exit code 1)"
    assert failure.cell is None
    assert len(failure.attempts) == 2
    assert "no kernel today" in failure.kernel_log
    assert kept_statuses(failure) == ["pending", "pending", "pending"]


@pytest.mark.skipif(not LINUX, reason="no limit from outside")
def test_memory_that_fills_step_by_step(run: Run) -> None:
    failure = failure_of(run, "1", FILL, "3", memory_cap_bytes=400 * MIB, cell_seconds=WAIT_SECONDS)
    assert (failure.kind, failure.cell) == (FailureKind.OUT_OF_MEMORY, 3), failure
    assert failure.memory is not None
    assert failure.memory.cap_bytes == 400 * MIB
    assert failure.memory.peak_bytes > 100 * MIB


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("FATAL ERROR: OUT OF MEMORY (src/msg.cpp:1)", FailureKind.OUT_OF_MEMORY),
        ("Assertion failed: sane", FailureKind.KERNEL_DIED),
    ],
)
def test_a_library_that_is_refused_memory_ends_the_kernel(run: Run, words: str, kind: FailureKind) -> None:
    cell = f"import os, time\ntime.sleep(1)\nos.write(2, {words.encode()!r})\nos.abort()"
    assert failure_of(run, cell, memory_cap_bytes=4_000 * MIB).kind is kind


def test_children_of_a_dead_kernel_die_too(run: Run, tmp_path: Path, until: Until) -> None:
    note = tmp_path / "child"
    cell = (
        "import os, subprocess, sys, pathlib, time\n"
        "words = [sys.executable, '-c', 'import time; time.sleep(600)']\n"
        "child = subprocess.Popen(words, start_new_session=True)\n"
        f"pathlib.Path({str(note)!r}).write_text(str(child.pid))\ntime.sleep(3.5)\nos.kill(os.getpid(), 9)"
    )
    failure = failure_of(run, cell)
    assert failure.kind is FailureKind.KERNEL_DIED
    until(lambda: gone(int(note.read_text(encoding="utf-8"))))


def test_peak_memory_of_a_success(run: Run) -> None:
    done = run("x = bytearray(b'x' * (200 * 2**20))\nimport time\ntime.sleep(1)")
    assert done.peak_memory_bytes > 200 * MIB
    assert done.attempts == ()
    assert sorted(path.name for path in done.output.parent.iterdir()) == ["notebook.ipynb", "notebook.log"]


@pytest.mark.parametrize("name", ["01-<script>", "01-`x`*_[a](b)", "01-..", "01- =1+1"])
def test_hostile_names(run: Run, tmp_path: Path, name: str) -> None:
    failure = failure_of(run, f"raise KeyError({HOSTILE!r})", name=name)
    assert failure.notebook == name
    failed = tmp_path / "failed"
    kept = keep_failure(failed, failure.notebook, failure, edition="2026-01-01-x")
    assert kept.page is not None
    assert kept.page.parent.parent == failed
    check_kept(kept.page.parent, FailureKind.CODE, "KeyError")
    assert name in BeautifulSoup(kept.page.read_text(encoding="utf-8"), "html.parser").text
