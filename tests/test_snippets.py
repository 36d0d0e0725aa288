"""The first run on each page of methods: it runs, and prints what the page says."""

from __future__ import annotations

import contextlib
import io
import os
from pathlib import Path

import pytest

METHODS = Path(__file__).resolve().parents[1] / "docs" / "methods"
PAGES = (
    "synthetic-control",
    "interrupted-series",
    "official-claims",
    "uncertainty",
    "trust",
    "specification-curve",
)


def snippet(page: str) -> str:
    text = (METHODS / f"{page}.md").read_text(encoding="utf-8")
    return text.split("## A first run\n\n```python\n")[1].split("```")[0]


@pytest.mark.parametrize("page", PAGES)
def test_the_first_run_prints_what_the_page_says(page: str) -> None:
    code = snippet(page)
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(code, f"{page}.md", "exec"), {})
    told = [line.removeprefix("#").removeprefix(" ") for line in code.splitlines() if line.startswith("#")]
    assert told, "the page shows what is printed"
    assert [line.rstrip() for line in printed.getvalue().rstrip().split(os.linesep)] == told
