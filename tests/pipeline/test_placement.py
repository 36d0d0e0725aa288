"""Tasks stay here unless a cluster is asked for; what stays takes turns; what travels waits for its place."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from senim.findings import InputError
from senim.pipeline.line_progress import LineReporter
from senim.pipeline.meanwhile import Meanwhile, opened_meanwhile
from senim.pipeline.placement import Here, one_after_another, placement
from senim.pipeline.project import Options, Project
from senim.pipeline.tasks import Filled, Task, TaskKind


def task(name: str) -> Task:
    return Task(name, TaskKind.NOTEBOOK, {}, lambda folder, earlier: Filled(printed=name))


class Far:
    """A place that says so."""

    def placed(self, item: Task) -> Task:
        return replace(item, action=lambda folder, earlier: Filled(printed=f"far {item.name}"))


def test_here_by_default(root: Path) -> None:
    with placement(Project(root, root / "reports"), Options(jobs=3), LineReporter()) as place:
        assert place == Here(3)
        item = task("a")
        assert place.placed(item) is item


def test_a_wrong_storage_is_told_before_anything_is_started(root: Path) -> None:
    pytest.importorskip("distributed")
    options = Options(cluster="tcp://127.0.0.1:9", storage="nowhere")
    with (
        pytest.raises(InputError, match="this is no address"),
        placement(Project(root, root / "reports"), options, LineReporter()),
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


def test_what_stays_does_not_wait_for_the_place() -> None:
    go, left = threading.Event(), threading.Event()

    @contextmanager
    def opening() -> Iterator[Far]:
        assert go.wait(60)
        yield Far()
        left.set()

    with opened_meanwhile(opening()) as place:
        stays = partial(one_after_another, turns=threading.Semaphore(1))
        meanwhile = Meanwhile(4, place, stays, lambda item: item.name == "b")
        assert meanwhile.placed(task("a")).action(Path(), {}).printed == "a"
        assert not place.done()
        go.set()
        assert meanwhile.placed(task("b")).action(Path(), {}).printed == "far b"
    assert left.is_set()


def test_a_place_that_cannot_be_opened_is_told_to_whoever_waits() -> None:
    @contextmanager
    def opening() -> Iterator[Far]:
        raise InputError([], "cluster")
        yield Far()

    with opened_meanwhile(opening()) as place:
        meanwhile = Meanwhile(4, place, lambda item: item, lambda item: True)
        with pytest.raises(InputError):
            meanwhile.placed(task("b")).action(Path(), {})
