"""A reason names the value, the row or the line that moved, from the content that an edition keeps."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from senim.pipeline.keys import MOST_DETAILS, Change
from senim.pipeline.moved import with_details
from senim.pipeline.project import Options, Project
from senim.pipeline.run import plan_run
from senim.pipeline.tasks import Decision, Filled, Plan, Planned, Task, TaskKind
from senim.pipeline.why import reasons

Publish = Callable[..., Path]
Why = Callable[[str], str]


@pytest.fixture
def why(publish_edition: Publish, root: Path, small: ModuleType) -> Why:
    """Publish an edition; gives what says why a task runs after an edit."""
    publish_edition()
    project = Project(root, root / "reports")
    options = Options(languages=("en", "kk"), date="2026-01-01", jobs=1)

    def act(target: str) -> str:
        return reasons(with_details(plan_run(project, options, small.services())[2], project), target)

    return act


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_the_parameter_that_moved(why: Why, root: Path) -> None:
    edit(root / "parameters/levers.yaml", "factor: 2", "factor: 2.5\nother:\n  value: 3.16")
    told = why("01-first")
    assert "  inputs: parameters/levers.yaml\n    factor: 2 → 2.5\n    other/value: (none) → 3.16" in told


def test_the_row_that_moved(why: Why, root: Path) -> None:
    edit(root / "data/raw/numbers.csv", "7,2025-12-31", "8,2025-12-31")
    told = why("prepare")
    assert "row removed: 7, 2025-12-31" in told
    assert "row added: 8, 2025-12-31" in told
    description = {"resources": [{"name": "numbers", "schema": {"primaryKey": "period_end"}}]}
    for folder in (root, next((root / "reports").glob("2026-*")) / "inputs"):
        (folder / "data/raw/datapackage.json").write_text(json.dumps(description), encoding="utf-8")
    assert "row 2025-12-31: number: 7 → 8" in why("prepare")


def test_the_line_of_prose_and_of_code(why: Why, root: Path) -> None:
    edit(root / "notebooks/02-second.ipynb", "# Why?", "# What for?")
    edit(root / "notebooks/02-second.ipynb", "value = draws", "value = draws + 1")
    assert "    − # Why?\n    + # What for?" in why("text.02-second")
    told = why("02-second")
    assert "  code: code cell 02\n    − value = draws\n    + value = draws + 1" in told


def test_where_nothing_is_kept_the_digest_is_told(why: Why, root: Path) -> None:
    (next((root / "reports").glob("2026-*")) / "inputs/parameters/levers.yaml").write_text("factor: 9\n")
    edit(root / "parameters/levers.yaml", "factor: 2", "factor: 3")
    told = why("01-first")
    assert "factor" not in told
    assert "inputs: parameters/levers.yaml: " in told


def test_a_long_value_is_told_by_what_moved_in_it(root: Path) -> None:
    old = json.dumps([{"cut": number} for number in range(200)])
    new = json.dumps([{"cut": number + (number == 7)} for number in range(200)])
    task = Task("sweep", TaskKind.NOTEBOOK, {}, lambda folder, done: Filled())
    planned = Planned(task, Decision.RUN, (Change("parameters", "combinations", old, new),))
    plan = with_details(Plan((planned,)), Project(root, root / "reports"))
    assert str(plan) == "sweep  run (parameters: combinations: [8]/cut: 7 → 8)"


def test_many_details_are_counted() -> None:
    change = Change("inputs", "a", "1", "2", tuple(f"d{number}" for number in range(MOST_DETAILS + 3)))
    assert change.lines[-1] == "  and 3 more"
    assert len(change.lines) == MOST_DETAILS + 2
    assert len(str(Change("parameters", "a", "x" * 5000, "y"))) < 150
