"""The policy keeps what it says, and a removal is whole or has not happened."""

from __future__ import annotations

import json
import os
import shutil
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from senim.execution.files import write_json
from senim.pipeline import retention
from senim.pipeline.editions import editions, free_name
from senim.pipeline.errors import LockedError
from senim.pipeline.lock import run_lock
from senim.pipeline.project import Project
from senim.pipeline.publish import point_latest, sweep
from senim.pipeline.record import RECORD, SEAL, seal_of
from senim.pipeline.retention import MONTHS, not_kept, removal, remove_editions
from senim.pipeline.shelf import prune
from senim.pipeline.verify import verify_edition

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


def shelve(reports: Path, *dates: str) -> list[str]:
    """Put whole editions on the shelf, one a date, and give their names."""
    model, names = (reports / "latest").resolve(), []
    for number, day in enumerate(dates):
        folder = reports / free_name(reports, f"{day}{model.name[10:]}")
        shutil.copytree(model, folder)
        record = json.loads((folder / RECORD).read_text(encoding="utf-8"))
        record["edition"] |= {"edition": folder.name, "date": day}
        record[SEAL] = seal_of(record)
        write_json(folder / RECORD, record)
        os.utime(folder, (number, number))
        assert verify_edition(folder) == ()
        names.append(folder.name)
    return names


def hurt(folder: Path) -> Path:
    (folder / "en/brief.html").write_text("other", encoding="utf-8")
    return folder


def gone(reports: Path, keep: int, *, damaged: bool = False) -> list[str]:
    return [folder.name for folder in removal(reports, keep, damaged=damaged).gone]


def test_latest_and_its_partner_stay(reports_copy: Path) -> None:
    before = [path.name for path in editions(reports_copy)]
    older, newer, _ = shelve(reports_copy, "2026-01-03", "2026-01-03", "2026-01-04")
    assert gone(reports_copy, 1) == [newer, older]
    assert not set(gone(reports_copy, 1)) & set(before)


def test_damaged_editions_count_for_nothing_and_stay(reports_copy: Path) -> None:
    first, second, third, fourth = shelve(
        reports_copy, "2026-01-03", "2026-01-04", "2026-01-05", "2026-01-06"
    )
    for name in (third, fourth):
        hurt(reports_copy / name)
    project = Project(reports_copy.parent, reports_copy)
    assert gone(reports_copy, 1) == [first], "the newest whole one and the protected ones are kept"
    assert gone(reports_copy, 2) == []
    assert [folder.name for folder in removal(reports_copy, 1).damaged] == [fourth, third]
    told = prune(project, 1, dry_run=True)
    assert told[0] == f"Would remove {first}."
    assert [line.partition(":")[0] for line in told[1:]] == [f"Left {fourth}", f"Left {third}"]
    assert "en/brief.html: the file is not as it was published" in told[1]
    assert gone(reports_copy, 1, damaged=True) == [fourth, third, first]
    prune(project, 1, dry_run=False, damaged=True)
    assert second in [folder.name for folder in editions(reports_copy)]
    assert not {third, fourth} & {folder.name for folder in editions(reports_copy)}


def test_damaged_latest_and_the_only_edition_of_a_month(reports_copy: Path) -> None:
    new = editions(reports_copy)[0]
    hurt(new)
    whole, damaged = shelve_beside(reports_copy, new)
    hurt(reports_copy / damaged)
    assert gone(reports_copy, 1, damaged=True) == [damaged], "latest stays, damaged or not"
    assert whole not in gone(reports_copy, 1), "the newest whole edition of its month"


def shelve_beside(reports: Path, new: Path) -> list[str]:
    """Shelve two editions of an earlier month, made from the one that was whole."""
    point_latest(reports, editions(reports)[1].name)
    names = shelve(reports, "2025-11-01", "2025-11-02")
    point_latest(reports, new.name)
    return names


def test_removed_for_every_reader_at_once(reports_copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    older, newer = shelve(reports_copy, "2026-01-03", "2026-01-04")
    at_removal: list[tuple[int, str]] = []

    def look(path: Path) -> None:
        page = (reports_copy / "index.html").read_text(encoding="utf-8")
        at_removal.append((len(editions(reports_copy)), page))
        raise KeyboardInterrupt

    monkeypatch.setattr(retention, "remove", look)
    with pytest.raises(KeyboardInterrupt):
        remove_editions(reports_copy, removal(reports_copy, 1).gone)
    assert at_removal[0][0] == 3
    assert older not in at_removal[0][1]
    assert newer in at_removal[0][1]
    assert len(list(reports_copy.glob(".tmp-*"))) == 1
    sweep(Project(reports_copy.parent, reports_copy))
    assert not list(reports_copy.glob(".tmp-*"))


def test_where_one_cannot_go_the_page_forgets_those_that_went(reports_copy: Path) -> None:
    older, newer = shelve(reports_copy, "2026-01-03", "2026-01-04")
    with pytest.raises(FileNotFoundError):
        remove_editions(reports_copy, [reports_copy / older, reports_copy / "2026-01-03-gone"])
    page = (reports_copy / "index.html").read_text(encoding="utf-8")
    assert newer in page
    assert older not in page


def test_command_under_the_lock(reports_copy: Path) -> None:
    project = Project(reports_copy.parent, reports_copy)
    older, newer, last = shelve(reports_copy, "2026-01-03", "2026-01-03", "2026-01-04")
    count = len(editions(reports_copy))
    told = prune(project, 1, dry_run=True)
    assert told == [f"Would remove {newer}.", f"Would remove {older}."]
    assert len(editions(reports_copy)) == count
    with run_lock(project), pytest.raises(LockedError):
        prune(project, 1, dry_run=False)
    assert prune(project, 2, dry_run=False) == [f"Removed {older}."]
    assert prune(project, 2, dry_run=False) == ["There is nothing to remove."]
    assert prune(project, 2, dry_run=True) == ["There is nothing to remove."]
    assert last in [folder.name for folder in editions(reports_copy)]
