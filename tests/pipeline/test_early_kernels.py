"""Kernels are begun early where a run is likely to start some here, and only then."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from senim.pipeline import early_kernels
from senim.pipeline.early_kernels import begin_kernels_early


@pytest.fixture
def begun(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, ...]]:
    calls: list[tuple[str, ...]] = []
    monkeypatch.setattr(early_kernels, "begin_early", calls.append)
    return calls


def test_what_several_notebooks_import(root: Path, begun: list[tuple[str, ...]]) -> None:
    for name in ("01-first", "02-second"):
        path = root / "notebooks" / f"{name}.ipynb"
        content = json.loads(path.read_text(encoding="utf-8"))
        content["cells"][1]["source"] = "import numpy"
        path.write_text(json.dumps(content), encoding="utf-8")
    begin_kernels_early(root, root / "reports", ("--jobs", "2"))
    assert [set(modules) for modules in begun] == [{"senim.execution", "numpy"}]


@pytest.mark.parametrize(
    ("words", "times"),
    [
        (("--kernels", "forked"), 1),
        (("--kernels=auto",), 1),
        (("--kernels", "plain"), 0),
        (("--kernels=pool",), 0),
        (("--cluster", "local:2"), 0),
        (("--cluster=tcp://localhost:1",), 0),
        (("--help",), 0),
        (("--kernels",), 0),
    ],
)
def test_only_where_they_are_forked_here(
    root: Path, begun: list[tuple[str, ...]], words: tuple[str, ...], times: int
) -> None:
    begin_kernels_early(root, root / "reports", words)
    assert len(begun) == times


def test_a_folder_that_is_no_project(tmp_path: Path, begun: list[tuple[str, ...]]) -> None:
    (tmp_path / "notebooks").mkdir()
    (tmp_path / "notebooks" / "a.ipynb").write_text("[]", encoding="utf-8")
    begin_kernels_early(tmp_path, tmp_path / "reports", ())
    assert begun == [()]
