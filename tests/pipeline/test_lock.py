"""A second run is refused at once, whichever folder it would write to."""

from __future__ import annotations

import os
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from senim.findings import InputError
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
