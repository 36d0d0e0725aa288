"""The declaration in a notebook: its form, and what is wrong with one."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from senim.execution.reads import declared_reads, filled
from senim.findings import InputError


def notebook(folder: Path, senim: Any) -> Path:
    metadata = {} if senim is None else {"senim": senim}
    path = folder / "01-first.ipynb"
    path.write_text(json.dumps({"cells": [], "metadata": metadata}), encoding="utf-8")
    return path


def test_a_declaration(tmp_path: Path) -> None:
    reads = ["data/processed/population", "parameters/", "locale/{language}.po"]
    assert declared_reads(notebook(tmp_path, {"reads": reads})) == tuple(reads)
    assert declared_reads(notebook(tmp_path, {"reads": []})) == ()
    assert declared_reads(notebook(tmp_path, {})) is None
    assert declared_reads(notebook(tmp_path, None)) is None


@pytest.mark.parametrize(
    ("senim", "problem"),
    [
        ([], "no mapping"),
        ({"reeds": []}, "Did you mean 'reads'"),
        ({"reads": "parameters/"}, "no list"),
        ({"reads": [1]}, "no name"),
        ({"reads": [" "]}, "no name"),
        ({"reads": ["/etc/passwd"]}, "inside the project"),
        ({"reads": ["C:/x.csv"]}, "inside the project"),
        ({"reads": ["https://example.org/x.csv"]}, "inside the project"),
        ({"reads": ["data\\raw"]}, "inside the project"),
        ({"reads": ["parameters/../x"]}, "plainly"),
        ({"reads": ["./x"]}, "plainly"),
        ({"reads": ["data/*"]}, "plainly"),
        ({"reads": ["reports/latest/"]}, "holds results"),
        ({"reads": ["data/"]}, "holds results"),
        ({"reads": ["parameters/", "parameters/"]}, "twice"),
    ],
)
def test_what_is_no_declaration(tmp_path: Path, senim: Any, problem: str) -> None:
    with pytest.raises(InputError, match=problem) as caught:
        declared_reads(notebook(tmp_path, senim), "notebooks/01-first.ipynb")
    assert all(finding.file == "notebooks/01-first.ipynb" for finding in caught.value.findings)


def test_all_findings_at_once(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        declared_reads(notebook(tmp_path, {"reads": ["/a", "b/../c"], "more": 1}))
    assert len(caught.value.findings) == 3


@pytest.mark.parametrize("value", ["../x", "", 1, None, "a/b"])
def test_a_value_that_is_no_word_fills_nothing(value: Any) -> None:
    with pytest.raises(KeyError):
        filled("locale/{language}.po", {"language": value})
    with pytest.raises(KeyError):
        filled("locale/{language}.po", {})
