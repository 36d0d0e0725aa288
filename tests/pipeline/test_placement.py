"""Tasks stay here unless a cluster is asked for; what stays takes turns."""

from __future__ import annotations

import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest

from senim.findings import InputError
from senim.pipeline.line_progress import LineListener
from senim.pipeline.placement import Here, one_after_another, placement
from senim.pipeline.progress import Announcer
from senim.pipeline.project import Options, Project
from senim.pipeline.tasks import Filled, Task, TaskKind


def task(name: str) -> Task:
    return Task(name, TaskKind.NOTEBOOK, {}, lambda folder, earlier: Filled(printed=name))


def test_here_by_default(root: Path) -> None:
    with placement(Project(root, root / "reports"), Options(jobs=3), Announcer(LineListener())) as place:
        assert place == Here(3)
        item = task("a")
        assert place.placed(item) is item


def test_a_wrong_storage_is_told_before_anything_is_started(root: Path) -> None:
    pytest.importorskip("distributed")
    options = Options(cluster="tcp://127.0.0.1:9", storage="nowhere")
    with (
        pytest.raises(InputError, match="this is no address"),
        placement(Project(root, root / "reports"), options, Announcer(LineListener())),
    ):
        pass


def test_turns() -> None:
    running, most, lock = 0, 0, threading.Lock()

    def act(folder: Path, earlier: object) -> Filled:
        nonlocal running, most
        with lock:
            running += 1
            most = max(most, running)
        time.sleep(0.02)
        with lock:
            running -= 1
        return Filled()

    turns = threading.Semaphore(2)
    items = [one_after_another(replace(task(str(n)), action=act), turns) for n in range(6)]
    threads = [threading.Thread(target=item.action, args=(Path(), {})) for item in items]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == 2
