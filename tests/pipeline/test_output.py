"""A standard output that goes away leaves the exit code to the run."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path

import pytest

from senim.pipeline.output import Output

CODE = """
import sys
from senim.pipeline.output import Output
try:
    Output().write("a line")
except OSError as error:
    print("first:", error.strerror, file=sys.stderr)
print("more")
Output().write("more")
"""


def test_a_full_disk_is_told_once_and_the_process_ends_well() -> None:
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        done = subprocess.run(
            [sys.executable, "-c", CODE], stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert (done.returncode, done.stderr) == (0, "first: No space left on device\n")


def test_a_process_without_standard_output(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    Output().write("nowhere")


def test_another_stream_that_fails_leaves_standard_output_alone() -> None:
    class Full(io.StringIO):
        def write(self, text: str) -> int:
            raise OSError(28, "full")

    with pytest.raises(OSError, match="full"):
        Output(Full()).write("a line")
    print("still here")


def test_letters_the_stream_does_not_know() -> None:
    stream = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    Output(stream).write("сен")
    stream.seek(0)
    assert stream.read() == "\\u0441\\u0435\\u043d\n"
