"""A second run is refused at once, whichever folder it would write to."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest

from senim.findings import InputError
from senim.pipeline import lock
from senim.pipeline.errors import LockedError
from senim.pipeline.lock import run_lock
from senim.pipeline.project import Project


def test_one_at_a_time(tmp_path: Path) -> None:
    project = Project(tmp_path, tmp_path / "reports")
    with run_lock(project):
        for other in (
            project,
            Project(tmp_path, tmp_path / "elsewhere"),
            Project(tmp_path / "b", project.reports),
        ):
            with pytest.raises(LockedError, match=f"process {os.getpid()}"), run_lock(other):
                pass
    with run_lock(project):
        pass


def test_waits_for_the_other_run_to_end(tmp_path: Path) -> None:
    project = Project(tmp_path, tmp_path / "reports")
    entered, leave = threading.Event(), threading.Event()

    def other() -> None:
        with run_lock(project):
            entered.set()
            leave.wait(30)

    with ThreadPoolExecutor(1) as pool:
        running = pool.submit(other)
        entered.wait(30)
        with pytest.raises(LockedError), run_lock(project, 0.2):
            pass
        threading.Timer(0.3, leave.set).start()
        with run_lock(project, 30):
            assert running.result(30) is None


def test_where_the_holder_cannot_be_named_nothing_stays_locked(tmp_path: Path) -> None:
    project = Project(tmp_path, tmp_path / "reports")
    in_the_way = project.reports / ".lock-holder"
    in_the_way.mkdir(parents=True)
    with pytest.raises(InputError, match="cannot be written to") as kept, run_lock(project):
        pass
    in_the_way.rmdir()
    with run_lock(project):
        assert kept.value.findings


def test_the_second_lock_waits_only_for_what_the_first_has_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[float] = []

    @contextmanager
    def held(folder: Path, wait_seconds: float) -> Iterator[None]:
        asked.append(wait_seconds)
        clock.append(clock[-1] + 7.0)
        yield

    clock = [100.0]
    monkeypatch.setattr(lock, "_held", held)
    monkeypatch.setattr(lock.time, "monotonic", lambda: clock[-1])
    with run_lock(Project(tmp_path, tmp_path / "elsewhere"), 10.0):
        assert asked == [10.0, 3.0]


def test_freed_after_an_error(tmp_path: Path) -> None:
    project = Project(tmp_path, tmp_path / "reports")
    with pytest.raises(ZeroDivisionError), run_lock(project):
        raise ZeroDivisionError
    with run_lock(project):
        pass


def test_a_file_in_the_way_is_told(tmp_path: Path) -> None:
    (tmp_path / "reports").touch()
    with (
        pytest.raises(InputError, match="Give another folder with --out"),
        run_lock(Project(tmp_path, tmp_path / "reports")),
    ):
        pass
