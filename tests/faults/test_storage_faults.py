"""Damaged stores and tables, clocks that jump: what is lost is made again, nothing wrong is published."""

from __future__ import annotations

import datetime
import io
import json
import os
import shutil
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest

from senim.pipeline import run as running
from senim.pipeline.line_progress import LineListener
from senim.pipeline.progress import Announcer
from senim.pipeline.project import Options, Project
from senim.pipeline.run import Outcome, run

Tree = Callable[[Path], dict[str, bytes]]
OPTIONS = Options(languages=("en",), date="2026-01-01", jobs=1)
PARQUET = """
import pandas
from senim.execution import Claim, write_results
rows = pandas.DataFrame({"number": range(1000)})
name = "03-third"
claim = Claim(id="rows", value=len(rows), unit="count", status="observed", source="numbers", notebook=name)
write_results(results, claims=[claim], tables={"rows": rows}, notebook=name)
"""


@pytest.fixture
def project(root: Path, small: ModuleType, monkeypatch: pytest.MonkeyPatch) -> Project:
    monkeypatch.setenv("SENIM_ROOT", str(root))
    small.write_notebook(root / "notebooks" / "03-third.ipynb", PARQUET, parameters='results: str = ""')
    return Project(root, root / "reports")


@pytest.fixture
def ran(small: ModuleType, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    names: list[str] = []
    fake = small.in_this_process(names)
    monkeypatch.setattr("senim.execution.run.run_notebook", fake)
    monkeypatch.setattr("senim.execution.layout.run_inline", fake)
    return names


@pytest.fixture
def go(project: Project, small: ModuleType, ran: list[str]) -> Callable[..., Outcome]:
    def act(**changes: object) -> Outcome:
        ran.clear()
        options = replace(OPTIONS, **changes)  # type: ignore[arg-type]
        return run(project, options, small.services(), Announcer(LineListener(io.StringIO())))

    return act


def truncate(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def flip(path: Path) -> None:
    whole = bytearray(path.read_bytes())
    whole[len(whole) // 2] ^= 1
    path.write_bytes(bytes(whole))


@pytest.mark.parametrize("damage", [truncate, flip, Path.unlink], ids=["truncated", "flipped", "removed"])
@pytest.mark.parametrize("part", ["results/tables/rows.parquet", "notebook.ipynb", "done.json"])
def test_a_damaged_store_entry_is_made_again(
    go: Callable[..., Outcome],
    project: Project,
    ran: list[str],
    part: str,
    damage: Callable[[Path], None],
    tree: Tree,
) -> None:
    before = tree(go().edition)
    damage(next((project.cache / "03-third").glob(f"*/{part}")))
    # The edition is published anew, so everything it is made from is asked for.
    shutil.rmtree((project.reports / "latest").resolve())
    outcome = go()
    removed_but_kept_by_content = damage is Path.unlink and part != "done.json"
    assert ran == ([] if removed_but_kept_by_content else ["03-third"])
    assert tree(outcome.edition) == before


def test_a_damaged_table_in_the_edition_is_noticed_and_mended(
    go: Callable[..., Outcome], project: Project, ran: list[str], tree: Tree
) -> None:
    first = go().edition
    before = tree(first / "data")
    flip(first / "data" / "claims.json")
    outcome = go()
    assert (outcome.published, ran) == (True, ["en"])
    assert outcome.edition != first
    assert tree(outcome.edition / "data") == before


def test_damaged_processed_tables_are_put_back(go: Callable[..., Outcome], project: Project) -> None:
    go()
    table = project.processed / "numbers.txt"
    table.write_text("8", encoding="utf-8")
    go()
    assert table.read_text(encoding="utf-8") == "7"


@pytest.mark.parametrize("days", [-3000, 3000], ids=["back", "forward"])
def test_a_clock_that_jumps(
    go: Callable[..., Outcome],
    project: Project,
    ran: list[str],
    monkeypatch: pytest.MonkeyPatch,
    days: int,
) -> None:
    first = go().edition

    class Jumped(datetime.datetime):
        @classmethod
        def now(cls, tz: datetime.tzinfo | None = None) -> Jumped:
            return cls.fromtimestamp(time.time() + days * 86400, tz)

    monkeypatch.setattr(running.datetime, "datetime", Jumped)
    for path in project.root.rglob("*"):
        os.utime(path, (1, 1), follow_symlinks=False)
    assert (go(date="").edition, ran) == (first, [])
    (project.raw / "numbers.csv").write_text("number,period_end\n8,2025-12-31\n", encoding="utf-8")
    second = go(date="").edition
    assert {"01-first", "en"} <= set(ran)
    assert (project.reports / "latest").resolve() == second != first
    assert (go(date="").published, ran) == (False, [])


def test_concurrent_writers_of_one_project_never_mix(
    project: Project, small: ModuleType, ran: list[str], tree: Tree
) -> None:
    def one(number: int) -> str:
        waiting = replace(OPTIONS, wait_seconds=60.0)
        return run(project, waiting, small.services(), Announcer(LineListener(io.StringIO()))).edition.name

    with ThreadPoolExecutor(4) as pool:
        names = list(pool.map(one, range(4)))
    assert len(set(names)) == 1
    assert sorted(ran) == ["01-first", "02-second", "03-third", "en"]
    record = json.loads((project.reports / "latest" / "record.json").read_text(encoding="utf-8"))
    assert set(record["outputs"]) == set(tree(project.reports / "latest")) - {"record.json"}
