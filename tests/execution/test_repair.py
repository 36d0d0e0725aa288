"""The notebook of a failed run tells what ran, what failed and what was not reached."""

from __future__ import annotations

from typing import Any

import nbformat
import pytest

from senim.execution.cells import BANNER, PAPERMILL_MARKER, cell_runs, failed_cell, has_begun
from senim.execution.failure import Attempt, Failure, FailureKind, Undeclared
from senim.execution.repair import banner_text, repaired

DIED = Failure(FailureKind.KERNEL_DIED, "01-first", 3, "the kernel died (signal 9)")


def cell(
    status: str, *, begun: bool = True, kind: str = "code", tags: tuple[str, ...] = ()
) -> dict[str, Any]:
    start = "2026-01-01T00:00:00+00:00" if begun else None
    told = {"status": status, "start_time": start, "end_time": None, "duration": 0.5 if begun else None}
    code = {"outputs": [], "execution_count": None} if kind == "code" else {}
    metadata = {"papermill": told, "tags": list(tags)}
    return {"cell_type": kind, "id": f"c{id(told)}", "metadata": metadata, "source": "# why\nx = 1", **code}


def notebook(*cells: dict[str, Any]) -> dict[str, Any]:
    return {"cells": list(cells), "metadata": {}, "nbformat": 4, "nbformat_minor": 5}


def statuses(content: dict[str, Any]) -> list[str]:
    return [item["metadata"]["papermill"]["status"] for item in content["cells"][1:]]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            [cell("completed"), cell("failed"), cell("pending", begun=False)],
            ["completed", "failed", "pending"],
        ),
        # What papermill makes of a kernel that dies while it starts.
        ([cell("completed", begun=False), cell("completed", begun=False)], ["pending", "pending"]),
        (
            [cell("completed"), cell("running"), cell("completed", begun=False)],
            ["completed", "failed", "pending"],
        ),
        ([cell("completed"), cell("completed")], ["completed", "completed"]),
    ],
    ids=["as it is", "died at the start", "cut off", "died after the last"],
)
def test_statuses_are_true(before: list[dict[str, Any]], after: list[str]) -> None:
    made = repaired(notebook(*before), DIED)
    assert statuses(made) == after
    nbformat.validate(nbformat.from_dict(made))


def test_a_notebook_that_never_ran_is_all_pending() -> None:
    source = notebook({"cell_type": "code", "id": "a", "metadata": {}, "source": "1", "outputs": []})
    source["cells"][0]["execution_count"] = None
    made = repaired(source, DIED)
    assert statuses(made) == ["pending"]
    assert made["metadata"]["papermill"]["exception"] is True
    assert "papermill" not in source["cells"][0]["metadata"]


def test_the_failing_cell_shows_the_error_once() -> None:
    once = repaired(notebook(cell("completed"), cell("failed")), DIED)
    twice = repaired(once, DIED)
    assert once == twice
    errors = [output for item in twice["cells"] for output in item.get("outputs", [])]
    assert [error["evalue"] for error in errors] == ["the kernel died (signal 9)"]


def test_one_banner_instead_of_papermills_marks() -> None:
    mark = cell("completed", kind="markdown", tags=(PAPERMILL_MARKER,))
    made = repaired(notebook(mark, cell("failed")), DIED)
    assert [BANNER in item["metadata"]["tags"] for item in made["cells"]] == [True, False]
    assert made["cells"][0]["cell_type"] == "markdown"
    assert failed_cell(made)[0] == 1


def test_old_notebooks_get_no_cell_ids() -> None:
    old = notebook(cell("failed"))
    old["nbformat_minor"] = 4
    del old["cells"][0]["id"]
    nbformat.validate(nbformat.from_dict(repaired(old, DIED)))


def test_banner_says_what_where_and_what_to_do() -> None:
    text = banner_text(DIED, 1, 4)
    for words in (
        "in cell 3",
        "kernel-died",
        "signal 9",
        "Run again",
        "1 of 4 cells",
        "published before is as it was",
    ):
        assert words in text
    start = Failure(FailureKind.KERNEL_DIED, "a", None, "c", attempts=(Attempt(1, DIED.kind, "c", 1, 1),) * 2)
    assert "before its first cell" in banner_text(start, 0, 4)
    assert "tried 2 times" in banner_text(start, 0, 4)
    assert "after its last cell" in banner_text(start, 4, 4)


def test_a_notebook_that_goes_on_after_what_it_opened() -> None:
    opened = (Undeclared("read", "a.csv", "", "it reads a.csv"),)
    failure = Failure(FailureKind.CODE, "a", 2, "it reads a.csv", undeclared=opened)
    once = repaired(notebook(cell("completed"), cell("completed"), cell("completed")), failure)
    assert statuses(once) == ["completed", "failed", "completed"]
    assert "opened what it does not declare, first in cell 2" in once["cells"][0]["source"]
    assert once["cells"][2]["outputs"][0]["ename"] == "UndeclaredInputError"
    assert repaired(once, failure) == once
    nbformat.validate(nbformat.from_dict(once))


def test_hostile_causes_stay_inside_the_fence() -> None:
    hostile = "````\n# Title <script>alert(1)</script> \x1b[31m\u202e"
    text = banner_text(Failure(FailureKind.CODE, "a", 1, hostile), 0, 1)
    fence = "`" * 5
    assert text.count(fence) == 2
    inside = text.split(fence)[1]
    assert "<script>" in inside
    assert "<script>" not in text.replace(inside, "")
    assert "\x1b" not in text
    assert "\u202e" not in text


def test_cell_runs_and_signs_of_a_beginning() -> None:
    content = notebook(cell("completed", kind="markdown"), cell("completed"), cell("failed"))
    assert [(run.number, run.status, run.seconds, run.opening) for run in cell_runs(content)] == [
        (2, "completed", 0.5, "x = 1"),
        (3, "failed", 0.5, "x = 1"),
    ]
    assert not has_begun(content["cells"][2])
    content["cells"][2]["metadata"]["execution"] = {"iopub.execute_input": "now"}
    assert has_begun(content["cells"][2])
