"""The policy keeps what it says, and a removal is whole or has not happened."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from senim.pipeline import retention
from senim.pipeline.editions import editions
from senim.pipeline.errors import LockedError
from senim.pipeline.lock import run_lock
from senim.pipeline.project import Project
from senim.pipeline.publish import point_latest, sweep
from senim.pipeline.retention import MONTHS, editions_to_remove, not_kept, remove_editions
from senim.pipeline.shelf import prune

days = st.dates(min_value=date(2020, 1, 1), max_value=date(2030, 1, 1))


def test_newest_and_one_a_month() -> None:
    names = ["2026-03-09-a", "2026-03-05-a", "2026-03-01-a", "2026-02-20-a", "2026-02-01-a", "2025-07-01-a"]
    assert not_kept(names, 1) == ("2026-03-05-a", "2026-03-01-a", "2026-02-01-a")
    assert not_kept(names, 3) == ("2026-02-01-a",)
    assert not_kept(names, 1, frozenset({"2026-03-01-a"})) == ("2026-03-05-a", "2026-02-01-a")
    assert not_kept([], 1) == ()


def test_twelve_months_in_which_one_was_made_whatever_the_clock_says() -> None:
    quarters = [f"{year}-{month:02}-01-a" for year in range(2030, 2020, -1) for month in (10, 7, 4, 1)]
    assert not_kept(quarters, 1) == tuple(quarters[MONTHS:])
    # one edition of a clock that was wrong does not push out the others
    assert not_kept(["2099-01-01-a", *quarters[: MONTHS - 1]], 1) == ()


@given(st.lists(days, max_size=60), st.integers(1, 20))
def test_policy(made: list[date], keep: int) -> None:
    names = [f"{day}-{number:08}" for number, day in enumerate(sorted(made, reverse=True))]
    gone = not_kept(names, keep)
    kept = [name for name in names if name not in gone]
    months = sorted({name[:7] for name in names}, reverse=True)[:MONTHS]
    assert kept[:keep] == names[:keep]
    assert {name[:7] for name in kept} >= set(months)
    assert len(kept) <= keep + MONTHS
    assert not_kept(kept, keep) == ()


def shelf(reports: Path, *names: str) -> None:
    for number, name in enumerate(names):
        (reports / name / "en").mkdir(parents=True)
        (reports / name / "en/brief.html").write_text("<title>a</title>", encoding="utf-8")
        os.utime(reports / name, (number, number))


def test_latest_and_its_partner_stay(reports_copy: Path) -> None:
    before = [path.name for path in editions(reports_copy)]
    shelf(reports_copy, "2026-01-03-aaaaaaaa", "2026-01-03-bbbbbbbb", "2026-01-04-cccccccc")
    gone = [path.name for path in editions_to_remove(reports_copy, 1)]
    assert gone == ["2026-01-03-bbbbbbbb", "2026-01-03-aaaaaaaa"]
    assert not set(gone) & set(before)


def test_removed_for_every_reader_at_once(reports_copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shelf(reports_copy, "2026-01-03-aaaaaaaa", "2026-01-04-cccccccc")
    at_removal: list[tuple[int, str]] = []

    def look(path: Path) -> None:
        page = (reports_copy / "index.html").read_text(encoding="utf-8")
        at_removal.append((len(editions(reports_copy)), page))
        raise KeyboardInterrupt

    monkeypatch.setattr(retention, "remove", look)
    with pytest.raises(KeyboardInterrupt):
        remove_editions(reports_copy, editions_to_remove(reports_copy, 1))
    assert at_removal[0][0] == 3
    assert "2026-01-03-aaaaaaaa" not in at_removal[0][1]
    assert "2026-01-04-cccccccc" in at_removal[0][1]
    assert len(list(reports_copy.glob(".tmp-*"))) == 1
    sweep(Project(reports_copy.parent, reports_copy))
    assert not list(reports_copy.glob(".tmp-*"))


def test_where_one_cannot_go_the_page_forgets_those_that_went(reports_copy: Path) -> None:
    shelf(reports_copy, "2026-01-03-aaaaaaaa", "2026-01-04-cccccccc")
    with pytest.raises(FileNotFoundError):
        remove_editions(
            reports_copy, [reports_copy / "2026-01-03-aaaaaaaa", reports_copy / "2026-01-03-gone"]
        )
    page = (reports_copy / "index.html").read_text(encoding="utf-8")
    assert "2026-01-04-cccccccc" in page
    assert "2026-01-03-aaaaaaaa" not in page


def test_command_under_the_lock(small: ModuleType, tmp_path: Path) -> None:
    root = small.make_project(tmp_path / "p")
    project = Project(root, root / "reports")
    shelf(project.reports, "2026-01-03-aaaaaaaa", "2026-01-03-bbbbbbbb", "2026-01-04-cccccccc")
    point_latest(project.reports, "2026-01-04-cccccccc")
    told = prune(project, 1, dry_run=True)
    assert told == ["Would remove 2026-01-03-bbbbbbbb.", "Would remove 2026-01-03-aaaaaaaa."]
    assert len(editions(project.reports)) == 3
    with run_lock(project), pytest.raises(LockedError):
        prune(project, 1, dry_run=False)
    assert prune(project, 2, dry_run=False) == ["Removed 2026-01-03-aaaaaaaa."]
    assert prune(project, 2, dry_run=False) == ["There is nothing to remove."]
    assert prune(project, 2, dry_run=True) == ["There is nothing to remove."]
