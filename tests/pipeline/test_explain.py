"""`explain` shows each part of a key, what a task reads and what reads it."""

from __future__ import annotations

import io
from pathlib import Path
from types import ModuleType

import pytest

from senim.findings import InputError
from senim.pipeline.explain import explained
from senim.pipeline.line_progress import LineListener
from senim.pipeline.progress import Announcer
from senim.pipeline.project import Options, Project
from senim.pipeline.run import plan_run, run


@pytest.fixture
def project(root: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    monkeypatch.setenv("SENIM_ROOT", str(root))
    return Project(root, root / "reports")


OPTIONS = Options(languages=("en",), date="2026-01-01", jobs=1)


def test_every_part_is_shown(project: Project, small: ModuleType, without_kernels: list[str]) -> None:
    run(project, OPTIONS, small.services(), Announcer(LineListener(io.StringIO())))
    _, planner, plan = plan_run(project, OPTIONS, small.services())
    lines = explained(plan, planner, "02-second").splitlines()
    words = {
        line.split("  ")[1].strip(): line for line in lines[1:] if line.startswith("  ") and line[2] != " "
    }
    assert lines[0].startswith("02-second (notebook): up to date")
    assert list(words) == [
        "notebook", "code", "modules", "parameters", "inputs", "environment", "waits for", "feeds",
        "key", "result",
    ]  # fmt: skip
    assert "3 cells" in words["code"]
    assert 'code = "01"' in words["parameters"]
    assert "prepare" in words["waits for"]
    assert [line.strip() for line in lines if "brief.en" in line or "text.02" in line] == [
        "feeds         text.02-second", "brief.en",
    ]  # fmt: skip
    assert (project.root / words["result"].split()[-1]).is_dir()


def test_before_the_first_run_the_key_is_not_known(project: Project, small: ModuleType) -> None:
    _, planner, plan = plan_run(project, OPTIONS, small.services())
    assert "known once the tasks before it are done" in explained(plan, planner, "brief")
    with pytest.raises(InputError, match="Did you mean"):
        explained(plan, planner, "breif")
