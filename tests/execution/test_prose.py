"""Prose is told apart from code, and is put around cached outputs without running anything."""

from __future__ import annotations

import copy

import pytest

from senim.execution.code import INJECTED
from senim.execution.prose import prose_items, woven


def cell(kind: str, source: str, *tags: str, **more: object) -> dict[str, object]:
    return {
        "cell_type": kind,
        "id": f"id-{source[:3]}",
        "source": source,
        "metadata": {"tags": [*tags]},
        **more,
    }


def notebook(*cells: dict[str, object]) -> dict[str, object]:
    return {"cells": [*cells], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}


SOURCE = notebook(
    cell("markdown", "# Why?"),
    cell("code", "x: int = 1", "parameters"),
    cell("code", "# nothing yet"),
    cell("code", "x + 1  # sum"),
    cell("markdown", "The end."),
)
INJECTED_CELL = cell("code", "x = 5", INJECTED, outputs=[], execution_count=2)
OUTPUT = {"output_type": "execute_result", "data": {"text/plain": "6"}, "metadata": {}, "execution_count": 3}
EXECUTED = notebook(
    cell("markdown", "# Old title"),
    cell("code", "x: int = 1", "parameters", outputs=[], execution_count=1),
    INJECTED_CELL,
    cell("code", "x+1", outputs=[OUTPUT], execution_count=3),
)


def test_outputs_stand_in_the_present_prose() -> None:
    made = woven(EXECUTED, SOURCE)
    assert [c["source"] for c in made["cells"]] == [
        "# Why?", "x: int = 1", "x = 5", "# nothing yet", "x + 1  # sum", "The end.",
    ]  # fmt: skip
    assert made["cells"][4]["outputs"] == [OUTPUT]
    assert (made["cells"][4]["execution_count"], made["cells"][3]["execution_count"]) == (3, None)


@pytest.mark.parametrize(
    ("number", "source"), [(3, "x + 2"), (1, "x: int = 2")], ids=["changed code", "changed parameters"]
)
def test_other_code_is_refused(number: int, source: str) -> None:
    other = copy.deepcopy(SOURCE)
    other["cells"][number]["source"] = source  # type: ignore[index]
    with pytest.raises(ValueError, match="other code"):
        woven(EXECUTED, other)
    shorter = copy.deepcopy(SOURCE)
    del shorter["cells"][3]  # type: ignore[attr-defined]
    with pytest.raises(ValueError, match="more code"):
        woven(EXECUTED, shorter)


def test_prose_and_tags_count_and_code_does_not() -> None:
    items = prose_items(SOURCE)
    assert list(items) == ["text cell 01", "text cell 05", "tags"]
    assert items["text cell 01"].endswith("# Why?")
    other = copy.deepcopy(SOURCE)
    other["cells"][3]["source"] = "x + 2"  # type: ignore[index]
    assert prose_items(other) == items
    other["cells"][3]["metadata"]["tags"] = ["hide"]  # type: ignore[index]
    assert prose_items(other)["tags"] != items["tags"]
