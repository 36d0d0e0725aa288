"""A failure names its class, the notebook, the cell and the line."""

from __future__ import annotations

from pathlib import Path

import pytest

from senim.execution.failure import Failure, FailureKind, failing_line, kind_of_error


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("InputError", FailureKind.DATA),
        ("SchemaErrors", FailureKind.DATA),
        ("MemoryError", FailureKind.OUT_OF_MEMORY),
        ("KeyError", FailureKind.CODE),
    ],
)
def test_kind_by_error(name: str, kind: FailureKind) -> None:
    assert kind_of_error(name) is kind


def test_line_is_the_one_in_the_cell() -> None:
    traceback = (
        "\x1b[31mError\x1b[0m\nCell In[3], line 2\n      1 a = 1\n----> 2 f(a)\n\nFile b.py\n----> 9 x\n"
    )
    assert failing_line(traceback) == "line 2: f(a)"
    assert failing_line("nothing") == ""


def test_every_kind_says_what_to_do() -> None:
    for kind in FailureKind:
        text = str(Failure(kind, "04-crime", 3, "cause", partial=Path("p.ipynb")))
        assert text.startswith(f"04-crime, cell 3: {kind.value}: cause\n  ")
        assert "partial notebook: p.ipynb" in text
