"""How a command ends: the exit code tells of what was done, and not of who listened."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time

import pytest

FIRST = "import os, signal, sys, time\nfrom senim.cli.ending import end_when_asked, told\n"
WAIT_SECONDS = 60


def ending(act: str, **streams: int) -> subprocess.Popen[str]:
    code = f"{FIRST}end_when_asked()\ndef act():\n    {act}\ntry: told(act)\nexcept BaseException as error:\n"
    code += "    sys.exit(getattr(error, 'exit_code', 99))\n"
    chosen = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **streams}
    buffered = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    return subprocess.Popen([sys.executable, "-c", code], text=True, env=buffered, **chosen)  # type: ignore[call-overload,no-any-return]


def nobody_reads() -> int:
    ours, theirs = os.pipe()
    os.close(ours)
    return theirs


@pytest.mark.parametrize(
    "act",
    [
        "print('x' * 100_000)",
        "print('x', flush=True)",
        "from senim.pipeline.screen import Screen; Screen().print('x')",
    ],
)
def test_who_read_enough_is_no_error(act: str) -> None:
    process = ending(act, stdout=nobody_reads())
    assert (process.communicate(timeout=WAIT_SECONDS)[1], process.returncode) == ("", 0)


def test_a_pipe_to_anything_else_that_breaks_is_an_error() -> None:
    process = ending("raise BrokenPipeError('what makes kernels is gone')")
    assert process.communicate(timeout=WAIT_SECONDS) == ("", "what makes kernels is gone\n")
    assert process.returncode == 1


@pytest.mark.parametrize(
    ("act", "code"),
    [
        ("raise FileNotFoundError('words')", 1),
        ("print('x', end=''); raise FileNotFoundError('words')", 1),
        ("os.kill(os.getpid(), signal.SIGTERM); time.sleep(60)", 130),
        ("print('x', end=''); os.kill(os.getpid(), signal.SIGINT); time.sleep(60)", 130),
    ],
)
def test_where_nobody_listens_the_exit_code_is_the_same(act: str, code: int) -> None:
    process = ending(act, stdout=nobody_reads(), stderr=nobody_reads())
    assert process.wait(timeout=WAIT_SECONDS) == code


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_every_way_to_ask_for_the_end(name: str) -> None:
    process = ending("print('here', flush=True); time.sleep(600)")
    assert process.stdout is not None
    assert process.stdout.readline() == "here\n"
    process.send_signal(getattr(signal, name))
    out, err = process.communicate(timeout=WAIT_SECONDS)
    assert (process.returncode, out) == (130, "")
    assert err == "\nInterrupted. Finished tasks are kept, and every edition is whole.\n"


def test_a_hangup_that_nohup_ignores_stays_ignored() -> None:
    # As `nohup` does: what a process is started with, it keeps.
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        process = ending(
            "print('here', flush=True); sys.stdin.readline(); print('done')", stdin=subprocess.PIPE
        )
    finally:
        signal.signal(signal.SIGHUP, before)
    assert process.stdout is not None
    assert process.stdout.readline() == "here\n"
    process.send_signal(signal.SIGHUP)
    time.sleep(0.2)
    assert process.communicate("\n", timeout=WAIT_SECONDS) == ("done\n", "")
    assert process.returncode == 0


def test_letters_that_the_terminal_does_not_know_end_nothing() -> None:
    done = subprocess.run(
        [sys.executable, "-c", "from senim.cli.commands import app, start\n"
         "app.command('say')(lambda: print('a → b'))\nstart()", "say"],
        env={**os.environ, "PYTHONIOENCODING": "latin-1"}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout, done.stderr) == (0, "a \\u2192 b\n", "")
