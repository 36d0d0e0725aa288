"""Work in a process of its own: what comes back, what ends it, and what is done here instead."""

from __future__ import annotations

import importlib
import importlib.util
import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from types import ModuleType

import psutil
import pytest

from senim.execution import apart as module
from senim.execution.apart import Allowed, WorkDiedError, Workshop, apart, worked_in
from senim.execution.failure import Failure, FailureKind, NotebookError
from senim.execution.kernels import LIVE, KernelsEndedError
from senim.findings import Finding, InputError


def helper(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, Path(__file__).with_name(f"{name}.py"))
    assert spec is not None
    assert spec.loader is not None
    module = sys.modules[name] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


work = helper("pieces_of_work")


@pytest.fixture(scope="module")
def shop() -> Iterator[Workshop]:
    before = os.environ.get("PYTHONPATH")
    os.environ["PYTHONPATH"] = str(Path(__file__).parent)
    workshop = Workshop(("decimal", work.__name__))
    workshop._begun().settle()
    yield workshop
    workshop.close()
    os.environ.pop("PYTHONPATH") if before is None else os.environ.update(PYTHONPATH=before)


@pytest.fixture(autouse=True)
def in_the_shop(shop: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module._PLACE, "workshop", shop)


def ids(path: Path) -> list[int]:
    ends = time.monotonic() + 60
    while not path.exists() or not path.read_text(encoding="utf-8"):
        assert time.monotonic() < ends
        time.sleep(0.02)
    return [int(word) for word in path.read_text(encoding="utf-8").split()]


def gone(number: int) -> bool:
    try:
        return psutil.Process(number).status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


def all_gone(numbers: list[int]) -> bool:
    ends = time.monotonic() + 60
    while not all(gone(number) for number in numbers):
        if time.monotonic() > ends:
            return False
        time.sleep(0.02)
    return True


def test_a_process_of_its_own_that_has_imported_everything() -> None:
    heard: list[tuple[int, int]] = []
    first = apart(work.where, lambda begun, of: heard.append((begun, of)))
    second = apart(work.where)
    assert heard == [(1, 2), (2, 2)]
    assert first[0] not in (os.getpid(), second[0])
    assert first[1] == second[1] != os.getpid()
    assert first[2:] == (os.getcwd(), True)
    assert all_gone([first[0], second[0]])


@pytest.mark.parametrize(
    "error",
    [
        ValueError("no such luck"),
        NotebookError(Failure(FailureKind.CODE, "brief", 3, "ValueError: x", line="line 2: y")),
        InputError([Finding("a", "b", "c", "d")], "options"),
    ],
)
def test_what_it_raises_is_raised_here(error: Exception) -> None:
    with pytest.raises(type(error)) as caught:
        apart(partial(work.raises, error))
    assert str(caught.value) == str(error)
    assert vars(caught.value) == vars(error)


def test_an_end_before_its_work_is_done_is_told() -> None:
    with pytest.raises(WorkDiedError) as caught:
        apart(partial(work.leaves, 0))
    assert (caught.value.code, caught.value.log) == (0, "the last words")
    with pytest.raises(WorkDiedError) as caught:
        apart(work.dies)
    assert caught.value.code == -signal.SIGKILL


@pytest.mark.parametrize("allowed", [Allowed(seconds=2.0), Allowed(step_seconds=2.0)])
def test_what_takes_too_long_is_ended_with_all_it_started(tmp_path: Path, allowed: Allowed) -> None:
    with pytest.raises(TimeoutError):
        apart(partial(work.sleeps, tmp_path / "ids"), allowed=allowed)
    assert all_gone(ids(tmp_path / "ids"))


def test_what_cannot_be_handed_over_is_done_here() -> None:
    assert apart(lambda tell: os.getpid()) == os.getpid()


def test_edited_code_is_not_used_from_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    edited = tmp_path / "edited_work.py"
    edited.write_text("import os\ndef work(tell): return os.getpid()\n", encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.syspath_prepend(tmp_path)
    module_of_work = importlib.import_module("edited_work")
    workshop = Workshop(("edited_work",))
    with worked_in(workshop):
        assert apart(module_of_work.work) != os.getpid()
        edited.write_text("import os\ndef work(tell): return -os.getpid()\n", encoding="utf-8")
        assert apart(module_of_work.work) == os.getpid()


def test_a_workshop_that_was_killed_is_done_without() -> None:
    workshop = Workshop((work.__name__,))
    with worked_in(workshop):
        first = apart(work.where)
        assert first[0] != os.getpid()
        os.kill(first[1], signal.SIGKILL)
        assert all_gone([first[1]])
        assert apart(work.where)[0] == os.getpid()


def test_a_workshop_that_waits_for_others(tmp_path: Path) -> None:
    first = threading.Event()
    workshop = Workshop((), after=first.wait)
    assert workshop._zygote is None
    first.set()
    ends = time.monotonic() + 60
    while workshop._zygote is None:
        assert time.monotonic() < ends
        time.sleep(0.01)
    workshop.close()
    with worked_in(workshop):
        assert apart(work.where)[0] == os.getpid()


def test_a_cancelled_run_is_told_as_such(tmp_path: Path) -> None:
    workshop = Workshop((work.__name__,))
    failed: list[BaseException] = []

    def act() -> None:
        try:
            apart(partial(work.sleeps, tmp_path / "ids"))
        except KernelsEndedError as error:
            failed.append(error)

    try:
        with worked_in(workshop):
            thread = threading.Thread(target=act)
            thread.start()
            started = ids(tmp_path / "ids")
            LIVE.end_all()
            thread.join(60)
        assert len(failed) == 1
        assert all_gone(started)
    finally:
        LIVE.reopen()
