"""Imports for a run begin early: for kernels where some are likely here, else for the briefs."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import pytest

from senim.execution.apart import EARLY_WORKSHOP, Workshop
from senim.execution.supply import open_kernels
from senim.execution.supply.opening import EARLY_KERNELS
from senim.pipeline import head_start as module
from senim.pipeline.head_start import head_start, workshop_for
from senim.pipeline.project import Options, Project
from senim.pipeline.run import plan_run

SERVER = ("the process that workers are forked from",)


@pytest.fixture
def begun(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[tuple[str, ...]]]:
    calls: list[tuple[str, ...]] = []
    monkeypatch.setattr(module, "begin_kernels", calls.append)
    monkeypatch.setattr(module, "begin_fork_server", lambda: calls.append(SERVER))
    yield calls
    EARLY_WORKSHOP.end()
    EARLY_KERNELS.end()


def test_what_several_notebooks_import(root: Path, begun: list[tuple[str, ...]]) -> None:
    for name in ("01-first", "02-second"):
        path = root / "notebooks" / f"{name}.ipynb"
        content = json.loads(path.read_text(encoding="utf-8"))
        content["cells"][1]["source"] = "import numpy"
        path.write_text(json.dumps(content), encoding="utf-8")
    head_start(root, root / "reports", ("--jobs", "2"))
    assert [set(modules) for modules in begun] == [{"senim.execution", "numpy"}]
    assert EARLY_WORKSHOP.take() is None


@pytest.mark.parametrize(
    ("words", "times"),
    [
        (("--kernels", "forked"), 1),
        (("--kernels=auto",), 1),
        (("--kernels", "plain"), 0),
        (("--kernels=pool",), 0),
        (("--cluster", "local:2"), 1),
        (("--cluster=local:2", "--kernels", "plain"), 0),
        (("--cluster=local:0",), 0),
        (("--cluster=tcp://localhost:1",), 0),
        (("--help",), 0),
        (("--kernels",), 0),
    ],
)
def test_only_where_they_are_forked_here(
    root: Path, begun: list[tuple[str, ...]], words: tuple[str, ...], times: int
) -> None:
    head_start(root, root / "reports", words)
    assert len([modules for modules in begun if modules != SERVER]) == times
    # Workers that are started here are forked from a process that imports meanwhile, too.
    assert (SERVER in begun) == (times == 1 and any("--cluster" in word for word in words))


def test_a_folder_that_is_no_project(tmp_path: Path, begun: list[tuple[str, ...]]) -> None:
    (tmp_path / "notebooks").mkdir()
    (tmp_path / "notebooks" / "a.ipynb").write_text("[]", encoding="utf-8")
    head_start(tmp_path, tmp_path / "reports", ())
    assert begun == [()]


def test_where_no_kernel_is_likely_the_briefs_begin(
    root: Path, begun: list[tuple[str, ...]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "kernels_are_likely", lambda *asked: False)
    monkeypatch.setattr(module, "Workshop", lambda modules: Workshop(()))
    head_start(root, root / "reports", ())
    assert begun == []
    taken = EARLY_WORKSHOP.take()
    assert isinstance(taken, Workshop)
    taken.close()


def test_a_run_with_briefs_takes_the_workshop_over_and_another_ends_it(
    root: Path, small: ModuleType, publish_edition: Callable[..., Path]
) -> None:
    project, options = Project(root, root / "reports"), Options(languages=("en", "kk"), date="2026-01-01")
    with open_kernels("plain") as kernels:
        cold = plan_run(project, options, small.services())[2]
        early = Workshop(())
        EARLY_WORKSHOP.begin(lambda: early)
        assert workshop_for(cold, options, (), kernels) is early
        early.close()
        fresh = workshop_for(cold, options, (), kernels)
        assert fresh is not None
        fresh.close()
        EARLY_WORKSHOP.begin(lambda: Workshop(()))
        assert workshop_for(cold, Options(kernels="plain"), (), kernels) is None
        assert EARLY_WORKSHOP.take() is None
        publish_edition()
        done = plan_run(project, options, small.services())[2]
        assert workshop_for(done, options, (), kernels) is None
