"""What is left of a failed notebook is kept whole, or it is said that it is not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from senim.execution.code import load_notebook
from senim.execution.failure import Failure, FailureKind, Undeclared
from senim.execution.partial import LOG_TAIL_CHARACTERS, with_partial

OPENED = tuple(Undeclared("read", f"data/{n}.csv", "", f"it reads data/{n}.csv") for n in range(300))


def notebook(said: str) -> dict[str, Any]:
    told = {"status": "failed", "start_time": "now", "duration": 1.0}
    output = {"output_type": "stream", "name": "stdout", "text": said}
    cell = {"cell_type": "code", "source": "x", "metadata": {"papermill": told}, "outputs": [output]}
    return {"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}


def test_words_cells_and_notebook(tmp_path: Path) -> None:
    failure = Failure(FailureKind.CODE, "01", 1, "x", log="message")
    kept = with_partial(failure, notebook("said\n"), tmp_path / "a.ipynb", kernel_log="kernel\n")
    assert (kept.log, kept.printed, kept.kernel_log) == ("said\nkernel\n\nmessage", "said\n", "kernel\n")
    assert [cell.status for cell in kept.cells] == ["failed"]
    assert kept.partial == tmp_path / "a.ipynb"
    assert load_notebook(kept.partial)["cells"][0]["metadata"]["tags"] == ["senim-failure"]


def test_what_was_opened_is_never_cut(tmp_path: Path) -> None:
    failure = Failure(FailureKind.CODE, "01", 1, "x", log="message", undeclared=OPENED)
    kept = with_partial(failure, notebook("said\n" * 1000), tmp_path / "a.ipynb")
    lines = kept.log.split("\n")
    assert lines[: len(OPENED)] == [item.told for item in OPENED]
    assert len("\n".join(lines[len(OPENED) :])) == LOG_TAIL_CHARACTERS


def test_a_full_disk_is_told_beside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("senim.execution.partial.write_text", full)
    kept = with_partial(Failure(FailureKind.CODE, "01", 1, "x"), notebook(""), tmp_path / "a.ipynb")
    assert (kept.partial, kept.cause) == (None, "x")
    assert "could not be kept: [Errno 28]" in kept.detail
