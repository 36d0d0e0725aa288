"""The page follows the run, is written whole, and tells when a run was cut off."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from senim.pipeline import status_keeper
from senim.pipeline.events import (
    Ahead,
    Event,
    Note,
    Published,
    RunBegan,
    RunEnded,
    TaskFailed,
    TaskFinished,
    TaskStarted,
)
from senim.pipeline.progress import Announcer
from senim.pipeline.status_keeper import StatusKeeper

WAIT_SECONDS = 60
PLAN = RunBegan(2, (Ahead("a", seconds=10.0), Ahead("b", seconds=5.0, depends=("a",), known=False)))


class Ear:
    """Remembers what it hears."""

    name = "An ear"
    on_screen = True

    def __init__(self) -> None:
        self.notes: list[str] = []

    def hear(self, stamped: Any) -> None:
        if isinstance(stamped.event, Note):
            self.notes.append(stamped.event.message)

    def close(self) -> None:
        """Do nothing."""


def until(condition: Callable[[], object]) -> None:
    ends = time.monotonic() + WAIT_SECONDS
    while not condition():
        assert time.monotonic() < ends, "waited too long"
        time.sleep(0.01)


def read(reports: Path) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((reports / "status.json").read_text(encoding="utf-8"))
    return content


def tell(reports: Path, *events: Event) -> StatusKeeper:
    keeper = StatusKeeper(reports)
    announcer = Announcer(keeper)
    for event in events:
        announcer.tell(event)
    if not isinstance(events[-1], RunEnded):
        keeper.close()
        keeper_thread_ends()
    return keeper


def keeper_thread_ends() -> None:
    until(lambda: not [thread for thread in threading.enumerate() if thread.name == "status page"])


def test_from_beginning_to_end(tmp_path: Path) -> None:
    announcer = Announcer(StatusKeeper(tmp_path))
    assert not (tmp_path / "status.json").exists()
    announcer.tell(PLAN)
    status = read(tmp_path)
    assert (status["running"], status["jobs"], status["remaining"], status["about"]) == (True, 2, 15.0, True)
    assert [task["state"] for task in status["tasks"]] == ["waiting", "waiting"]
    assert [task["expected"] for task in status["tasks"]] == [10.0, None]
    for event in (TaskStarted("a"), TaskFinished("a", 9.0), TaskStarted("b"), TaskFinished("b", 1.0)):
        announcer.tell(event)
    announcer.tell(Published("2026-01-01-aaaaaaaa", "index.html"))
    announcer.tell(RunEnded(0, True, "2026-01-01-aaaaaaaa"))
    status = read(tmp_path)
    assert (status["running"], status["remaining"], status["run"]) == (False, None, announcer.run)
    assert [(task["state"], task["seconds"]) for task in status["tasks"]] == [("done", 9.0), ("done", 1.0)]
    assert [(run["exit_code"], run["published"]) for run in status["runs"]] == [(0, True)]
    assert "A new edition was published" in (tmp_path / "status.html").read_text(encoding="utf-8")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["status.html", "status.json"]
    keeper_thread_ends()


def test_it_follows_while_the_run_is_at_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(status_keeper, "LEAST_SECONDS", 0.01)
    announcer = Announcer(StatusKeeper(tmp_path))
    announcer.tell(PLAN)
    announcer.tell(TaskStarted("a"))
    until(lambda: read(tmp_path)["tasks"][0]["state"] == "running")
    announcer.tell(RunEnded(130))
    assert [task["state"] for task in read(tmp_path)["tasks"]] == ["stopped", "not run"]


def test_a_run_that_is_silent_says_that_it_works(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(status_keeper, "LEAST_SECONDS", 0.01)
    monkeypatch.setattr(status_keeper, "MOST_SECONDS", 0.02)
    announcer = Announcer(StatusKeeper(tmp_path))
    announcer.tell(PLAN)
    first = read(tmp_path)["last_word"]
    until(lambda: read(tmp_path)["last_word"] > first)
    announcer.tell(RunEnded(0))
    keeper_thread_ends()


def test_many_events_write_few_pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[Path] = []
    monkeypatch.setattr(status_keeper, "write_text", lambda path, text: written.append(path))
    monkeypatch.setattr(status_keeper, "LEAST_SECONDS", 600.0)
    tell(tmp_path, PLAN, *(TaskFinished(f"task {number}", 1.0) for number in range(500)), RunEnded(0))
    assert len(written) == 4


def test_pages_that_take_their_time_are_written_less_often(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[Path] = []

    def slowly(path: Path, text: str) -> None:
        time.sleep(0.1)
        written.append(path)

    monkeypatch.setattr(status_keeper, "write_text", slowly)
    monkeypatch.setattr(status_keeper, "LEAST_SECONDS", 0.01)
    announcer = Announcer(StatusKeeper(tmp_path))
    announcer.tell(PLAN)
    for number in range(100):
        announcer.tell(TaskFinished(f"task {number}", 1.0))
        time.sleep(0.01)
    # The beginning, one in between and the end: two files each.
    announcer.tell(RunEnded(0))
    assert len(written) <= 6
    keeper_thread_ends()


def test_a_run_that_was_killed_does_not_look_running_for_ever(tmp_path: Path) -> None:
    tell(tmp_path, PLAN, TaskStarted("a"))
    killed = read(tmp_path)
    assert killed["running"]
    again = StatusKeeper(tmp_path)
    assert again.cut_off == killed["last_word"]
    Announcer(again).tell(RunEnded(0, False, "e"))
    status = read(tmp_path)
    assert not status["running"]
    assert [(run["exit_code"], run["ended"]) for run in status["runs"]][1] == (None, killed["last_word"])
    assert StatusKeeper(tmp_path).cut_off == ""
    assert "cut off: it ended without a word" in (tmp_path / "status.html").read_text(encoding="utf-8")


def test_failures_stay_until_they_are_mended(tmp_path: Path) -> None:
    failed = (TaskFailed("a", "code", "x\ny", "words"), TaskFailed("b", "data", "z", "words"))
    tell(tmp_path, PLAN, *failed, RunEnded(3, error_class="code", cause="x"))
    assert [line["task"] for line in read(tmp_path)["failures"]] == ["b", "a"]
    assert read(tmp_path)["failures"][1]["cause"] == "x y"
    tell(tmp_path, RunEnded(2, cause="bad input"))
    assert len(read(tmp_path)["failures"]) == 2
    tell(tmp_path, PLAN, TaskFinished("a", 1.0), TaskFailed("b", "data", "z2", "words"), RunEnded(3))
    assert [(line["task"], line["cause"]) for line in read(tmp_path)["failures"]] == [("b", "z2")]
    tell(tmp_path, RunEnded(0, False, "e"))
    assert read(tmp_path)["failures"] == []


def test_a_sweep_is_no_edition_and_mends_nothing_of_one(tmp_path: Path) -> None:
    tell(tmp_path, PLAN, Published("2026-01-01-aaaaaaaa", "i"), RunEnded(0, True, "2026-01-01-aaaaaaaa"))
    tell(tmp_path, PLAN, TaskFailed("a", "code", "x", "words"), RunEnded(3))
    ahead = (Ahead("sweep.s.one"),)
    tell(
        tmp_path,
        RunBegan(1, ahead, "s"),
        TaskFailed("sweep.s.one", "code", "y", "words"),
        RunEnded(3, sweep="s"),
    )
    assert [(line["task"], line["sweep"]) for line in read(tmp_path)["failures"]] == [
        ("sweep.s.one", "s"),
        ("a", ""),
    ]
    tell(tmp_path, RunBegan(1, ahead, "s"), Published("", "i", "s"), RunEnded(0, True, sweep="s"))
    status = read(tmp_path)
    assert status["edition"] == "2026-01-01-aaaaaaaa"
    assert [line["task"] for line in status["failures"]] == ["a"]
    assert [run["sweep"] for run in status["runs"]] == ["s", "s", "", ""]
    tell(tmp_path, PLAN, RunEnded(3))
    tell(tmp_path, RunEnded(0, False, sweep="s"))
    assert [task["state"] for task in read(tmp_path)["tasks"]] == ["not run", "not run"]
    page = (tmp_path / "status.html").read_text(encoding="utf-8")
    assert "sweeps/s" not in page


def test_nothing_to_do_keeps_the_tasks_and_their_seconds(tmp_path: Path) -> None:
    tell(tmp_path, PLAN, TaskFinished("a", 9.0), TaskFinished("b", 1.0), RunEnded(0, True, "e"))
    tell(tmp_path, RunEnded(0, False, "e"))
    assert [(task["state"], task["seconds"]) for task in read(tmp_path)["tasks"]] == [
        ("up to date", 9.0),
        ("up to date", 1.0),
    ]


def test_a_spoilt_file_is_told_and_begun_anew(tmp_path: Path) -> None:
    (tmp_path / "status.json").write_text('{"format": 1, "runs": 3', encoding="utf-8")
    keeper = tell(tmp_path, RunEnded(0, False, "e"))
    assert "status.json could not be read" in keeper.problem
    assert len(read(tmp_path)["runs"]) == 1


def test_a_page_that_cannot_be_written_ends_nothing(tmp_path: Path) -> None:
    (tmp_path / "status.json").mkdir()
    (tmp_path / "status.json" / "in-the-way").touch()
    ear = Ear()
    announcer = Announcer(StatusKeeper(tmp_path), ear)
    announcer.tell(PLAN)
    announcer.tell(TaskStarted("a"))
    announcer.tell(RunEnded(0))
    assert len(ear.notes) == 1
    assert ear.notes[0].startswith("The status page stopped (IsADirectoryError")
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".tmp-")]
    keeper_thread_ends()


def test_a_disk_that_fills_up_while_nothing_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(status_keeper, "LEAST_SECONDS", 0.01)
    monkeypatch.setattr(status_keeper, "MOST_SECONDS", 0.01)
    ear = Ear()
    announcer = Announcer(StatusKeeper(tmp_path), ear)
    announcer.tell(PLAN)
    monkeypatch.setattr(status_keeper, "write_text", full_disk)
    keeper_thread_ends()
    announcer.tell(TaskStarted("a"))
    assert ear.notes == [
        "The status page stopped (OSError: [Errno 28] No space left on device). The run goes on without it."
    ]


def full_disk(path: Path, text: str) -> None:
    raise OSError(28, "No space left on device")


def test_a_clock_that_is_set_back(tmp_path: Path) -> None:
    hours = iter(range(1_000))

    def wall() -> datetime:
        return datetime(2026, 1, 2, tzinfo=UTC) - timedelta(hours=next(hours))

    announcer = Announcer(StatusKeeper(tmp_path, wall=wall), wall=wall)
    announcer.tell(PLAN)
    announcer.tell(RunEnded(0, False, "e"))
    (run,) = read(tmp_path)["runs"]
    assert run["ended"] < run["began"]
    assert 0 <= run["seconds"] < WAIT_SECONDS


@pytest.mark.parametrize("name", ["a/../b", "<b>", "..", "\x1b[2J", "қ\ud800"])
def test_hostile_names(tmp_path: Path, name: str) -> None:
    tell(tmp_path, RunBegan(1, (Ahead(name),)), TaskFailed(name, name, name, name), RunEnded(3, cause=name))
    assert read(tmp_path)["tasks"][0]["name"] == name
    page = (tmp_path / "status.html").read_text(encoding="utf-8")
    assert "<b><" not in page.replace("<b></b>", "")
    assert "\x1b" not in page
