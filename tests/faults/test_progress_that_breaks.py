"""Whatever becomes of those who listen, the run goes on; whatever becomes of the run, they learn of it."""

from __future__ import annotations

import json
import os
import pty
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import psutil
import pytest

pytestmark = pytest.mark.slow

Until = Callable[..., None]
Hanging = Callable[..., Path]
Start = Callable[..., "subprocess.Popen[str]"]
OPTIONS = ("--language", "en", "--date", "2026-01-01")
WAIT_SECONDS = 120


def status(root: Path) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((root / "reports" / "status.json").read_text(encoding="utf-8"))
    return content


def lines(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def test_json_lines_of_a_failure_and_of_the_run_after_it(start: Start, root: Path, small: ModuleType) -> None:
    small.first_notebook(root, "print('<b>\\u2028\\x1b[2J')\nraise ValueError('</td>\\n{')")
    process = start("refresh", "--progress", "json", *OPTIONS)
    out, err = process.communicate(timeout=WAIT_SECONDS)
    assert process.returncode == 3
    assert "ValueError" in err
    told = lines(out)
    assert [line["number"] for line in told] == list(range(1, len(told) + 1))
    failed = next(line["data"] for line in told if line["event"] == "task-failed")
    kept = root / "reports" / "failed" / "01-first" / "notebook.ipynb"
    assert (failed["task"], failed["error_class"], failed["partial"]) == ("01-first", "code", str(kept))
    assert told[-1]["data"] == {
        "exit_code": 3, "published": False, "edition": "", "index": "", "error_class": "code",
        "cause": failed["cause"], "task": "01-first", "partial": str(kept), "sweep": "",
    }  # fmt: skip
    assert [line["task"] for line in status(root)["failures"]] == ["01-first"]
    assert 'href="failed/01-first/' in (root / "reports" / "status.html").read_text(encoding="utf-8")
    small.first_notebook(root)
    again = start("run", "--progress", "json", *OPTIONS)
    out, err = again.communicate(timeout=WAIT_SECONDS)
    assert (again.returncode, err) == (0, "")
    assert lines(out)[-1]["data"]["published"] is True
    assert status(root)["failures"] == []
    assert [run["exit_code"] for run in status(root)["runs"]] == [0, 3]


def test_a_reader_that_goes_away_ends_nothing(start: Start, root: Path) -> None:
    process = start("run", *OPTIONS)
    assert process.stdout is not None
    assert " begin " in process.stdout.readline()
    process.stdout.close()
    process.stdout = None
    _, err = process.communicate(timeout=WAIT_SECONDS)
    assert process.returncode == 0
    assert err.count("Progress in lines stopped (BrokenPipeError") == 1
    assert "Traceback" not in err
    assert (root / "reports" / "latest" / "en" / "brief.html").is_file()
    assert status(root)["runs"][0]["published"] is True


@pytest.mark.parametrize(("shown", "words"), [("json", "Progress as JSON"), ("lines", "Progress in lines")])
def test_a_full_disk_under_the_log_ends_nothing(root: Path, shown: str, words: str) -> None:
    small_project = Path(__file__).parents[1] / "pipeline" / "small_project.py"
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        done = subprocess.run(
            [sys.executable, str(small_project), "run", "--progress", shown, *OPTIONS],
            env={**os.environ, "SENIM_ROOT": str(root)},
            cwd=root,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            timeout=WAIT_SECONDS,
            check=False,
        )
    assert done.stderr == (
        f"{words} stopped (OSError: [Errno 28] No space left on device). The run goes on without it.\n"
    )
    assert done.returncode == 0
    assert (root / "reports" / "latest" / "en" / "brief.html").is_file()
    assert status(root)["runs"][0]["exit_code"] == 0


def test_a_run_that_was_killed_is_called_cut_off(
    start: Start, root: Path, small: ModuleType, until: Until, hanging: Hanging
) -> None:
    sign = hanging()
    process = start("run", *OPTIONS)
    until(sign.exists)
    until(lambda: any(task["state"] == "running" for task in status(root)["tasks"]))
    process.kill()
    process.communicate(timeout=WAIT_SECONDS)
    assert status(root)["running"]
    last_word = status(root)["last_word"]
    small.first_notebook(root)
    again = start("refresh", *OPTIONS)
    out, err = again.communicate(timeout=WAIT_SECONDS)
    assert (again.returncode, err) == (0, "")
    assert f"The run before this one was cut off; its last word was at {last_word}." in out
    assert [run["exit_code"] for run in status(root)["runs"]] == [0, None]
    assert not status(root)["running"]


def test_a_run_that_was_interrupted_says_so_on_the_page(
    start: Start, root: Path, until: Until, hanging: Hanging
) -> None:
    sign = hanging()
    process = start("run", *OPTIONS)
    until(sign.exists)
    process.send_signal(signal.SIGTERM)
    out, _ = process.communicate(timeout=WAIT_SECONDS)
    assert process.returncode == 130
    assert " ERROR end    exit code 130, interrupted" in out
    assert (status(root)["running"], status(root)["runs"][0]["exit_code"]) == (False, 130)
    assert {task["state"] for task in status(root)["tasks"]} <= {"done", "stopped", "not run"}


def test_a_terminal_that_is_closed_ends_the_run_and_the_page_says_so(
    root: Path, hanging: Hanging, until: Until
) -> None:
    sign = hanging()
    small_project = Path(__file__).parents[1] / "pipeline" / "small_project.py"
    child, terminal = pty.fork()
    if child == 0:
        os.chdir(root)
        environment = {**os.environ, "SENIM_ROOT": str(root), "TERM": "xterm"}
        os.execve(sys.executable, [sys.executable, str(small_project), "run", *OPTIONS], environment)
    until(sign.exists)
    os.close(terminal)
    process = psutil.Process(child)
    assert process.wait(timeout=WAIT_SECONDS) == 130
    assert (status(root)["running"], status(root)["runs"][0]["exit_code"]) == (False, 130)


def test_a_run_that_does_not_get_the_lock_leaves_the_page_alone(
    start: Start, root: Path, until: Until, hanging: Hanging
) -> None:
    sign = hanging()
    first = start("run", *OPTIONS)
    until(sign.exists)
    second = start("run", "--progress", "json")
    out, _ = second.communicate(timeout=WAIT_SECONDS)
    assert second.returncode == 75
    assert [(line["event"], line["data"]["exit_code"]) for line in lines(out)] == [("run-ended", 75)]
    assert (status(root)["running"], status(root)["process"]) == (True, first.pid)
    first.send_signal(signal.SIGINT)
    first.communicate(timeout=WAIT_SECONDS)


def test_a_bar_on_a_terminal_leaves_its_last_line_clean(root: Path) -> None:
    small_project = Path(__file__).parents[1] / "pipeline" / "small_project.py"
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, str(small_project), "run", *OPTIONS],
        env={**os.environ, "SENIM_ROOT": str(root), "TERM": "xterm", "COLUMNS": "40"},
        cwd=root,
        stdout=theirs,
        stderr=theirs,
    )
    os.close(theirs)
    seen = b""
    while True:
        try:
            part = os.read(ours, 65_536)
        except OSError:
            break  # the terminal ends with the last process that has it
        if not part:
            break
        seen += part
    os.close(ours)
    assert process.wait(timeout=WAIT_SECONDS) == 0
    text = seen.decode("utf-8")
    assert " left" in text
    assert "\x1b[?25l" in text
    assert text.rindex("\x1b[?25h") < text.index("Published edition")
    assert text.rstrip().endswith(str(root / "reports" / "index.html"))
